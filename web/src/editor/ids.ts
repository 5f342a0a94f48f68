import type { Node } from "prosemirror-model";
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";

/** Block ids: short, random, unique in a document. Splitting and pasting make doubles; the later one gets a new id. */
const letters = "abcdefghijklmnopqrstuvwxyz234567";

export function freshId(random: () => number = Math.random): string {
  return Array.from({ length: 12 }, () => letters[Math.floor(random() * 32)]).join("");
}

export const carriesId = (node: Node): boolean => node.type.spec.attrs !== undefined && "id" in node.type.spec.attrs;

/** Positions of blocks whose id is absent or already seen. */
export function needingIds(doc: Node): number[] {
  const seen = new Set<string>();
  const found: number[] = [];
  doc.descendants((node, position) => {
    if (!carriesId(node)) return;
    const id: unknown = node.attrs["id"];
    if (typeof id !== "string" || id === "" || seen.has(id)) found.push(position);
    else seen.add(id);
  });
  return found;
}

export function repairIds(state: EditorState): Transaction | null {
  const positions = needingIds(state.doc);
  if (positions.length === 0) return null;
  const change = state.tr;
  positions.forEach((position) => change.setNodeAttribute(position, "id", freshId()));
  return change.setMeta("addToHistory", false);
}

/** What other editors typed is repaired by them: two repairs of one block would be two ids. */
function isOwnChange(change: Transaction): boolean {
  const shared = change.getMeta("y-sync$") as { isChangeOrigin?: boolean } | undefined;
  return change.docChanged && shared?.isChangeOrigin !== true;
}

export function blockIds(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, _before, state) => (transactions.some(isOwnChange) ? repairIds(state) : null),
  });
}
