import type { Node } from "prosemirror-model";

/**
 * Where a place of one text is in the next. The texts themselves are compared, because what others type into a shared text
 * arrives as a replacement of the whole, through which no position can be mapped.
 */
type Change = { start: number; earlierEnd: number; laterEnd: number };

function changeBetween(earlier: Node, later: Node): Change | null {
  const start = earlier.content.findDiffStart(later.content);
  const end = earlier.content.findDiffEnd(later.content);
  if (start === null || !end) return null;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return { start, earlierEnd: end.a + overlap, laterEnd: end.b + overlap };
}

export function carry(earlier: Node, later: Node): (position: number) => number {
  const change = changeBetween(earlier, later);
  if (!change) return (position) => position;
  const { start, earlierEnd, laterEnd } = change;
  return (position) => (position <= start ? position : position >= earlierEnd ? position + laterEnd - earlierEnd : Math.min(position, laterEnd));
}

/** A span keeps its place when the change lies before it, behind it or inside it; one that was cut by the change has none. */
export function carrySpan(earlier: Node, later: Node, span: { from: number; to: number }): { from: number; to: number } | null {
  const change = changeBetween(earlier, later);
  if (!change || span.to <= change.start) return span;
  const grown = change.laterEnd - change.earlierEnd;
  if (span.from >= change.earlierEnd) return { from: span.from + grown, to: span.to + grown };
  const inside = span.from <= change.start && change.earlierEnd <= span.to && span.from < span.to + grown;
  return inside ? { from: span.from, to: span.to + grown } : null;
}
