import { describe, expect, test } from "vitest";
import { whereIs } from "./picture";

describe("where a picture lies", () => {
  const here = "https://desk.example:8080";

  test("a path or the same origin is our own", () => {
    for (const src of ["/media/1.jpg", "media/1.jpg", "https://desk.example:8080/1.jpg"]) expect(whereIs(src, here)).toEqual({ kind: "own" });
  });

  test("another host, port or scheme is elsewhere, and the host is named", () => {
    expect(whereIs("https://pictures.example/a/b.jpg?x=1", here)).toEqual({ kind: "elsewhere", host: "pictures.example" });
    expect(whereIs("//pictures.example/b.jpg", here)).toEqual({ kind: "elsewhere", host: "pictures.example" });
    expect(whereIs("https://desk.example/b.jpg", here)).toEqual({ kind: "elsewhere", host: "desk.example" });
    expect(whereIs("http://desk.example:8080/b.jpg", here)).toEqual({ kind: "elsewhere", host: "desk.example:8080" });
  });

  test("what was pasted lies in the text", () => {
    expect(whereIs("data:image/png;base64,AA", here)).toEqual({ kind: "inside" });
    expect(whereIs("blob:https://desk.example:8080/1", here)).toEqual({ kind: "inside" });
  });

  test("what is no address is shown as it stands", () => {
    expect(whereIs("http://", here)).toEqual({ kind: "elsewhere", host: "http://" });
  });
});
