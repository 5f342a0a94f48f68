import { expect, test } from "vitest";
import { backoff } from "./backoff";

test("doubles from one second to thirty and is never without jitter below half", () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => backoff(attempt, () => 1))).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  expect([0, 5].map((attempt) => backoff(attempt, () => 0))).toEqual([500, 15000]);
});
