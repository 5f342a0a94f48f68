import { expect, test } from "vitest";
import { describeAgent } from "./agent";

test("names browser and system in two words", () => {
  expect(describeAgent("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36")).toEqual({ browser: "Chrome", system: "Linux", phone: false });
  expect(describeAgent("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1")).toEqual({ browser: "Safari", system: "iPhone", phone: true });
  expect(describeAgent("")).toEqual({ browser: "", system: "", phone: false });
});
