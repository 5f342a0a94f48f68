import { describe, expect, test } from "vitest";
import { carry, carrySpan } from "./carry";
import { readBody } from "./createEditor";

const docOf = (...paragraphs: [string, string][]) => readBody({ type: "doc", content: paragraphs.map(([id, text]) => ({ type: "paragraph", attrs: { id }, content: [{ type: "text", text }] })) });

describe("a place in a text that was replaced as a whole", () => {
  const earlier = docOf(["a", "甲乙丙丁"], ["b", "戊"]);
  const later = docOf(["a", "甲乙新新丙丁"], ["b", "戊"]);

  test("stays before the change, moves behind it, and goes to its edge inside", () => {
    expect([1, 3, 4, 7].map(carry(earlier, later))).toEqual([1, 3, 6, 9]);
    expect([1, 4, 5, 6, 9].map(carry(later, earlier))).toEqual([1, 3, 3, 4, 7]);
    expect(carry(earlier, earlier)(5)).toBe(5);
  });

  test("of a span is kept unless the change cut it", () => {
    expect(carrySpan(earlier, later, { from: 1, to: 3 })).toEqual({ from: 1, to: 3 });
    expect(carrySpan(earlier, later, { from: 3, to: 5 })).toEqual({ from: 5, to: 7 });
    expect(carrySpan(earlier, later, { from: 2, to: 5 })).toEqual({ from: 2, to: 7 });
    expect(carrySpan(later, earlier, { from: 2, to: 4 })).toBeNull();
    expect(carrySpan(later, earlier, { from: 3, to: 5 })).toBeNull();
  });
});
