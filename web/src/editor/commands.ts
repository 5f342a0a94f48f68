import { setBlockType, toggleMark, wrapIn, lift } from "prosemirror-commands";
import type { MarkType, NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection, type Command, type EditorState } from "prosemirror-state";
import { schema } from "./schema";

/** Commands of the tool bar and what is true at the cursor. */
const node = (name: string): NodeType => schema.nodes[name]!;
const mark = (name: string): MarkType => schema.marks[name]!;

export type BlockKind = "paragraph" | "h2" | "h3" | "h4";
export type MarkName = "strong" | "em" | "strike";

export const setMark = (name: MarkName): Command => toggleMark(mark(name));
export const setBlock = (kind: BlockKind): Command =>
  kind === "paragraph" ? setBlockType(node("paragraph")) : setBlockType(node("heading"), (old: { attrs: Record<string, unknown> }) => ({ id: old.attrs["id"], level: Number(kind.slice(1)) }));

export function hasMark(state: EditorState, name: string): boolean {
  const { from, to, empty, $from } = state.selection;
  const type = mark(name);
  return empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type);
}

export function blockKind(state: EditorState): BlockKind {
  const parent = state.selection.$from.parent;
  return parent.type === node("heading") ? (`h${String(parent.attrs["level"])}` as BlockKind) : "paragraph";
}

export function inside(state: EditorState, name: string): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === node(name)) return true;
  return false;
}

export const toggleList = (name: "bullet_list" | "ordered_list"): Command => (state, dispatch) =>
  inside(state, name) ? liftListItem(node("list_item"))(state, dispatch) : wrapInList(node(name))(state, dispatch);

export const toggleQuote: Command = (state, dispatch) => (inside(state, "blockquote") ? lift(state, dispatch) : wrapIn(node("blockquote"))(state, dispatch));

export const insertRule: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(node("horizontal_rule").create()).scrollIntoView());
  return true;
};

export const setLink = (href: string): Command => (state, dispatch) => {
  const { from, to, empty } = state.selection;
  if (href === "") return toggleOff("link")(state, dispatch);
  const made = mark("link").create({ href });
  if (empty) dispatch?.(state.tr.insert(from, schema.text(href, [made])));
  else dispatch?.(state.tr.removeMark(from, to, mark("link")).addMark(from, to, made));
  return true;
};

const toggleOff = (name: string): Command => (state, dispatch) => {
  const { from, to } = linkRange(state);
  dispatch?.(state.tr.removeMark(from, to, mark(name)));
  return true;
};

/** The link around the cursor, or the selection. */
export function linkRange(state: EditorState): { from: number; to: number; href: string } {
  const { from, to, $from } = state.selection;
  const found = mark("link").isInSet($from.marks()) ?? ($from.nodeAfter ? mark("link").isInSet($from.nodeAfter.marks) : undefined);
  if (!found) return { from, to, href: "" };
  let start = from - $from.textOffset;
  let end = start;
  const parent = $from.parent;
  parent.forEach((child, offset) => {
    const at = $from.start() + offset;
    if (found.isInSet(child.marks) && at <= from && at + child.nodeSize >= from) {
      start = at;
      end = at + child.nodeSize;
    }
  });
  return { from: Math.min(start, from), to: Math.max(end, to), href: String(found.attrs["href"]) };
}

export type Picture = { src: string; alt: string; credit: string; caption: string };

const word = (value: unknown): string => (typeof value === "string" ? value : "");

/** The figure at the cursor, with its position. */
export function figureAt(state: EditorState): { position: number; picture: Picture } | null {
  const { $from, from } = state.selection;
  for (let depth = $from.depth; depth >= 0; depth--) {
    const here = depth === 0 ? state.doc.nodeAt(from) : $from.node(depth);
    if (here?.type === node("figure")) {
      return { position: depth === 0 ? from : $from.before(depth), picture: { src: word(here.attrs["src"]), alt: word(here.attrs["alt"]), credit: word(here.attrs["credit"]), caption: here.textContent } };
    }
  }
  return null;
}

/** Changes the figure at the cursor, or puts a new one there. */
export const setFigure = ({ src, alt, credit, caption }: Picture): Command => (state, dispatch) => {
  const found = figureAt(state);
  if (found) {
    const old = state.doc.nodeAt(found.position)!;
    dispatch?.(state.tr.setNodeMarkup(found.position, null, { ...old.attrs, src, alt, credit: credit || null }));
    return true;
  }
  const made = node("figure").create({ src, alt, credit: credit || null }, node("caption").create(null, caption === "" ? null : schema.text(caption)));
  dispatch?.(state.tr.replaceSelectionWith(made).scrollIntoView());
  return true;
};

export const insertTable = (rows: number, columns: number): Command => (state, dispatch) => {
  const cell = (type: string) => node(type).create(null, node("paragraph").create());
  const row = (type: string) => node("table_row").create(null, Array.from({ length: columns }, () => cell(type)));
  const table = node("table").create(null, Array.from({ length: rows }, (_, i) => row(i === 0 ? "table_header" : "table_cell")));
  if (dispatch) {
    const change = state.tr.replaceSelectionWith(table);
    let at = 0;
    change.doc.nodesBetween(Math.max(0, state.selection.from - 1), change.mapping.map(state.selection.to), (each, position) => {
      if (each.type === node("table")) at = position;
      return at === 0 && each.type !== node("table");
    });
    dispatch(change.setSelection(TextSelection.near(change.doc.resolve(at + 1), 1)).scrollIntoView());
  }
  return true;
};
