import { describe, expect, test } from "vitest";
import type { DiffBlock, Op } from "@/api/types";
import { countChanges, foldSame, tokens, wordRuns } from "./diff";

const block = (op: Op, id: string): DiffBlock => ({ op, id, type: "paragraph", runs: [{ op: op === "changed" ? "same" : op, text: id }] });
const shape = (ops: Op[]) => foldSame(ops.map((op, i) => block(op, String(i)))).map((piece) => (piece.kind === "folded" ? `…${piece.count}` : piece.block.id));

describe("diff rendering", () => {
  test("folds what is far from every change and keeps a neighbour on each side", () => {
    expect(shape(["same", "same", "same", "changed", "same", "same", "same"])).toEqual(["…2", "2", "3", "4", "…2"]);
  });

  test("does not fold a single block", () => {
    expect(shape(["same", "same", "added"])).toEqual(["0", "1", "2"]);
  });

  test("a text without changes is one fold", () => {
    expect(shape(["same", "same", "same"])).toEqual(["…3"]);
    expect(shape([])).toEqual([]);
  });

  test("counts by kind", () => {
    expect(countChanges([block("added", "a"), block("added", "b"), block("removed", "c"), block("changed", "d"), block("same", "e")])).toEqual({ added: 2, removed: 1, changed: 1 });
  });
});

describe("word difference", () => {
  test("units are Latin words and single Han characters", () => {
    expect(tokens("电梯plan 4800部")).toEqual(["电", "梯", "plan", " ", "4800", "部"]);
  });

  test("shows the changed words only", () => {
    expect(wordRuns("比例下调至百分之三十", "比例下调至百分之二十八")).toEqual([
      { op: "same", text: "比例下调至百分之" }, { op: "removed", text: "三" }, { op: "added", text: "二" }, { op: "same", text: "十" }, { op: "added", text: "八" },
    ]);
  });

  test("putting the kept and added runs together gives the new text, the kept and removed ones the old", () => {
    const pairs = [["", "new"], ["old", ""], ["Ferry service to resume", "Ferry services will resume on Sunday"], ["😀 a", "a 😀"], ["同", "同"]] as const;
    for (const [before, after] of pairs) {
      const runs = wordRuns(before, after);
      expect(runs.filter((run) => run.op !== "removed").map((run) => run.text).join("")).toBe(after);
      expect(runs.filter((run) => run.op !== "added").map((run) => run.text).join("")).toBe(before);
    }
  });
});
