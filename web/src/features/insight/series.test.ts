import { expect, test } from "vitest";
import { bars, duration, roundTop } from "./series";

test("sums neighbours so that no more bars than asked are drawn and nothing is lost", () => {
  const values = Array.from({ length: 250 }, (_, i) => i % 7);
  const made = bars("2026-11-21T00:00:00Z", 60, values, 120);
  expect(made.bars.length).toBeLessThanOrEqual(120);
  expect(made.step).toBe(180);
  expect(made.bars.reduce((sum, bar) => sum + bar.value, 0)).toBe(values.reduce((sum, each) => sum + each, 0));
  expect(made.bars[1]!.at - made.bars[0]!.at).toBe(180_000);
});

test("the axis ends at a round number", () => {
  expect([0, 3, 6, 11, 160, 501, 1000].map(roundTop)).toEqual([4, 4, 10, 20, 200, 1000, 1000]);
});

test("durations are minutes and seconds", () => {
  expect(duration(41, "en")).toBe("41 sec");
  expect(duration(120, "en")).toBe("2 min");
  expect(duration(95, "en")).toBe("1 min 35 sec");
});
