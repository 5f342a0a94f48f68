import type { Level } from "@/api/types";

/** The levels of a review, in the order in which they are signed. */
export const levelRights = ["review.first", "review.second", "review.final"] as const;
export const mostLevels = 8;
export const longestName = 60;

/** A key for a new level. Signatures name levels by key, so a key is made once and never shown or changed. */
export function freshKey(levels: Level[]): string {
  const taken = new Set(levels.map((level) => level.key));
  let n = levels.length + 1;
  while (taken.has(`level_${n}`)) n += 1;
  return `level_${n}`;
}

/** The right that a further level most likely asks for: the first one that no level has yet, else the last. */
export function nextRight(levels: Level[]): string {
  return levelRights.find((right) => !levels.some((level) => level.right === right)) ?? levelRights[levelRights.length - 1]!;
}

/** The level at `from` moved by one; the same list when there is no place to go to. */
export function moveLevel(levels: Level[], from: number, by: -1 | 1): Level[] {
  const to = from + by;
  if (from < 0 || to < 0 || from >= levels.length || to >= levels.length) return levels;
  const next = [...levels];
  [next[from], next[to]] = [levels[to]!, levels[from]!];
  return next;
}

export const nameTrouble = (name: string): "required" | "too_long" | null => (name.trim() === "" ? "required" : [...name.trim()].length > longestName ? "too_long" : null);
