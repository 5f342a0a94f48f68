import type { Node } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

/** What lies over the text without being part of it: the hint in an empty story, and the places that comments speak of. */
export function hint(text: () => string): Plugin {
  return new Plugin({
    props: {
      decorations: ({ doc }) => {
        const first = doc.firstChild;
        if (doc.childCount !== 1 || !first?.isTextblock || first.content.size > 0) return null;
        return DecorationSet.create(doc, [Decoration.node(0, first.nodeSize, { class: "hint", "data-hint": text() })]);
      },
    },
  });
}

export type Remark = { id: string; anchor: string; quote: string };
const remarksKey = new PluginKey<{ remarks: Remark[]; set: DecorationSet }>("remarks");

/** Where a quote stands in its block, or null when the words have changed since. */
export function placeOf(doc: Node, remark: Remark): { from: number; to: number } | null {
  let found: { from: number; to: number } | null = null;
  doc.descendants((node, position) => {
    if (found || node.attrs["id"] !== remark.anchor) return !found;
    const at = node.textBetween(0, node.content.size, "\n", "￼").indexOf(remark.quote);
    if (node.isTextblock && at >= 0 && remark.quote !== "") found = { from: position + 1 + at, to: position + 1 + at + remark.quote.length };
    return false;
  });
  return found;
}

const decorate = (doc: Node, remarks: Remark[]): DecorationSet =>
  DecorationSet.create(doc, remarks.flatMap((remark) => {
    const place = placeOf(doc, remark);
    return place ? [Decoration.inline(place.from, place.to, { class: "remark", "data-comment": remark.id })] : [];
  }));

export function remarking(): Plugin {
  return new Plugin({
    key: remarksKey,
    state: {
      init: () => ({ remarks: [] as Remark[], set: DecorationSet.empty }),
      apply: (change, before) => {
        const given = change.getMeta(remarksKey) as Remark[] | undefined;
        if (given) return { remarks: given, set: decorate(change.doc, given) };
        return change.docChanged ? { remarks: before.remarks, set: before.set.map(change.mapping, change.doc) } : before;
      },
    },
    props: { decorations: (state) => remarksKey.getState(state)?.set },
  });
}

export { remarksKey };
