import { describe, expect, test } from "vitest";
import { auditUrl, boardUrl, inboxUrl, parseQuery, readUrl, safePath, stringifyQuery, writeUrl } from "./search";

describe("the page's state in the address", () => {
  test("unknown and wrong values become the defaults", () => {
    expect(readUrl(inboxUrl, { state: "nonsense", q: "台风", other: "x" })).toEqual({ state: "new", source: "", q: "台风", item: "" });
    expect(readUrl(boardUrl, { view: 7 })).toEqual({ view: "board", desk: "", q: "", mine: "" });
  });

  test("defaults do not appear", () => {
    expect(writeUrl(inboxUrl, { state: "new", source: "", q: "", item: "" })).toEqual({});
    expect(writeUrl(inboxUrl, { state: "discarded", q: "a b" })).toEqual({ state: "discarded", q: "a b" });
  });

  test("reading what was written gives the same state", () => {
    const state = { actor: "陈 & 李", action: "review.sign", from: "2026-11-01", to: "" };
    expect(readUrl(auditUrl, parseQuery(stringifyQuery(writeUrl(auditUrl, state))))).toEqual(state);
  });

  test("numbers and truth values in an address stay text", () => {
    expect(parseQuery("?q=123&mine=1")).toEqual({ q: "123", mine: "1" });
  });

  test("an overlong value is cut", () => {
    expect(readUrl(inboxUrl, { q: "x".repeat(500) }).q).toHaveLength(200);
  });

  test("after signing in one returns only into the app", () => {
    expect(safePath("/review?state=open")).toBe("/review?state=open");
    for (const bad of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", undefined, "/sign-in?to=/x"]) expect(safePath(bad)).toBe("/");
  });
});
