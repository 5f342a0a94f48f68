import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { Node } from "prosemirror-model";
import { EditorState, type Command, type Plugin } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import type { BodyNode } from "@/api/types";
import { hint } from "./decorations";
import { finding } from "./find/plugin";
import { freshSelection } from "./freshSelection";
import { blockIds, repairIds } from "./ids";
import { textKeys } from "./keys";
import { pasting } from "./paste";
import { figureView } from "./pictures";
import { remarking } from "./remarks";
import { schema } from "./schema";

/** One view over one text. `shared` replaces the local history and the initial text when several people type together. */
export type Shared = { plugins: Plugin[]; undo: Command; redo: Command };
export type Options = {
  place: HTMLElement; body: BodyNode | null; editable: boolean; label: string; hintText: () => string; language: string;
  changed: (state: EditorState, textChanged: boolean) => void; offerHeadline: (headline: string) => boolean; shared?: Shared;
};

/** The server's text, or an empty paragraph when it is absent or holds something this version does not know. */
export function readBody(body: BodyNode | null): Node {
  const empty = () => schema.nodes["doc"]!.create(null, schema.nodes["paragraph"]!.create());
  if (!body?.content?.length) return empty();
  const doc = Node.fromJSON(schema, withCaptions(body));
  doc.check();
  return doc;
}

/** A picture always has a place for its caption. */
function withCaptions(node: BodyNode): BodyNode {
  if (node.type === "figure" && !node.content?.length) return { ...node, content: [{ type: "caption" }] };
  return node.content ? { ...node, content: node.content.map(withCaptions) } : node;
}

/** The text as it goes to the server: attributes that say nothing are left out. */
export function writeBody(doc: Node): BodyNode {
  return strip(doc.toJSON() as BodyNode);
}

function strip(node: BodyNode): BodyNode {
  const attrs = (given: Record<string, unknown> | undefined) => Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== null && value !== ""));
  const out: BodyNode = { type: node.type };
  const kept = attrs(node.attrs);
  if (Object.keys(kept).length > 0) out.attrs = kept;
  if (node.text !== undefined) out.text = node.text;
  if (node.marks) out.marks = node.marks.map((mark) => (mark.attrs ? { type: mark.type, attrs: attrs(mark.attrs) } : mark));
  if (node.content) out.content = node.content.map(strip);
  return out;
}

export function createEditor({ place, body, editable, label, hintText, language, changed, offerHeadline, shared }: Options): EditorView {
  const state = EditorState.create({
    schema,
    ...(shared ? {} : { doc: readBody(body) }),
    plugins: [
      freshSelection(),
      ...(shared?.plugins ?? [history()]),
      ...textKeys(shared ? { undo: shared.undo, redo: shared.redo } : undefined),
      pasting(offerHeadline), blockIds(), hint(hintText), remarking(), finding(), dropCursor({ color: "var(--accent)", width: 2 }), gapCursor(), tableEditing(),
    ],
  });
  const repaired = shared ? null : repairIds(state);
  return new EditorView(place, {
    state: repaired ? state.apply(repaired) : state,
    editable: () => editable,
    nodeViews: { figure: figureView },
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, lang: language, spellcheck: "true", ...(editable ? {} : { "aria-readonly": "true", tabindex: "0" }) },
    // A shared text comes in while the view is still being made, so the view is named by "this".
    dispatchTransaction(this: EditorView, change) {
      const next = this.state.apply(change);
      this.updateState(next);
      changed(next, change.docChanged);
    },
  });
}
