import { describe, expect, test } from "vitest";
import type { Level } from "@/api/types";
import { freshKey, moveLevel, nameTrouble, nextRight } from "./levels";

const level = (key: string, right = "review.final"): Level => ({ key, name: key, right });

describe("review levels", () => {
  test("a new level has a key that no other has", () => {
    expect(freshKey([])).toBe("level_1");
    expect(freshKey([level("final")])).toBe("level_2");
    expect(freshKey([level("level_3"), level("level_4")])).toBe("level_5");
    expect(freshKey([level("level_2")])).toBe("level_3");
    expect(freshKey([level("level_3"), level("x")])).toBe("level_4");
  });

  test("a new level asks for the first right that no level has", () => {
    expect(nextRight([])).toBe("review.first");
    expect(nextRight([level("a", "review.first"), level("b", "review.final")])).toBe("review.second");
    expect(nextRight([level("a", "review.first"), level("b", "review.second"), level("c")])).toBe("review.final");
  });

  test("a level moves by one and never beyond the ends", () => {
    const levels = [level("a"), level("b"), level("c")];
    expect(moveLevel(levels, 0, 1).map((each) => each.key)).toEqual(["b", "a", "c"]);
    expect(moveLevel(levels, 2, -1).map((each) => each.key)).toEqual(["a", "c", "b"]);
    expect(moveLevel(levels, 0, -1)).toBe(levels);
    expect(moveLevel(levels, 2, 1)).toBe(levels);
  });

  test("a name is needed and at most sixty characters long, counted as people count", () => {
    expect(nameTrouble("  ")).toBe("required");
    expect(nameTrouble("𠮷".repeat(60))).toBeNull();
    expect(nameTrouble("审".repeat(61))).toBe("too_long");
  });
});
