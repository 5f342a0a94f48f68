import { expect, test } from "vitest";
import type { BlockOrigin } from "@/api/types";
import { sharesOf } from "./origins";

const person = (name: string) => ({ id: `user_${name}`, name });
const block = (words: number, share: number, persons: string[], source: string | null = null): BlockOrigin => ({
  block: "b", kind: source ? "item" : "person", source, source_title: source && `Wire: ${source}`, share, words, persons: persons.map(person),
});

test("a text is weighed by words; who only handed over is not among the writers", () => {
  const shares = sharesOf([block(60, 1000, ["Ada"], "item_1"), block(20, 500, ["Ada", "Bo"], "item_1"), block(20, 0, ["Bo"])]);
  expect(shares).toEqual([
    { source: "item_1", title: "Wire: item_1", people: [], percent: 70 },
    { source: null, title: "", people: ["Ada", "Bo"], percent: 30 },
  ]);
});

test("a text without words has no shares, and an untouched one a single source", () => {
  expect(sharesOf([block(0, 0, ["Ada"])])).toEqual([]);
  expect(sharesOf([block(10, 1000, ["Ada"], "item_1")])).toEqual([{ source: "item_1", title: "Wire: item_1", people: [], percent: 100 }]);
});

test("percentages make a hundred", () => {
  const shares = sharesOf([block(1, 1000, [], "item_1"), block(1, 1000, [], "item_2"), block(1, 0, ["Ada"])]);
  expect(shares.reduce((sum, each) => sum + each.percent, 0)).toBe(100);
});
