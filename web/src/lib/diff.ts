import type { DiffBlock, Run } from "@/api/types";

/** Shaping differences for the screen. The server makes those of revisions; `wordRuns` is for two field values in a dialog. */
export type Piece = { kind: "block"; block: DiffBlock } | { kind: "folded"; count: number };

/** Keeps `around` unchanged blocks beside each change and folds the rest; a fold of one block is not worth it. */
export function foldSame(blocks: DiffBlock[], around = 1): Piece[] {
  const near = (i: number) => blocks.slice(Math.max(0, i - around), i + around + 1).some((block) => block.op !== "same");
  const pieces: Piece[] = [];
  let i = 0;
  while (i < blocks.length) {
    const block = blocks[i]!;
    if (near(i)) {
      pieces.push({ kind: "block", block });
      i += 1;
      continue;
    }
    let end = i;
    while (end < blocks.length && !near(end)) end += 1;
    if (end - i === 1) pieces.push({ kind: "block", block });
    else pieces.push({ kind: "folded", count: end - i });
    i = end;
  }
  return pieces;
}

export function countChanges(blocks: DiffBlock[]): { added: number; removed: number; changed: number } {
  const count = (op: string) => blocks.filter((block) => block.op === op).length;
  return { added: count("added"), removed: count("removed"), changed: count("changed") };
}

/** Latin words and single Han characters are the units; blanks and signs stand alone. */
export function tokens(text: string): string[] {
  return text.match(/[[\p{L}\p{N}]--\p{Script=Han}]+|\s+|./gsv) ?? [];
}

/** Longest common subsequence over tokens. For short texts; above a million cells it answers "all replaced". */
export function wordRuns(before: string, after: string): Run[] {
  if (before === after) return before === "" ? [] : [{ op: "same", text: before }];
  const a = tokens(before);
  const b = tokens(after);
  if (a.length * b.length > 1_000_000) return merge([{ op: "removed", text: before }, { op: "added", text: after }]);
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1]! + 1 : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
    }
  }
  const runs: Run[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      runs.push({ op: "same", text: a[i]! });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && table[(i + 1) * width + j]! >= table[i * width + j + 1]!)) {
      runs.push({ op: "removed", text: a[i]! });
      i += 1;
    } else {
      runs.push({ op: "added", text: b[j]! });
      j += 1;
    }
  }
  return merge(runs);
}

function merge(runs: Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (run.text === "") continue;
    if (last && last.op === run.op) last.text += run.text;
    else out.push({ ...run });
  }
  return out;
}
