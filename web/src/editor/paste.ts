import { Fragment, Slice, type Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { schema } from "./schema";

/** What comes in from the clipboard. Text without mark-up becomes paragraphs; into an empty story its first line goes up as headline. */
const longestHeadline = 120;

export function paragraphsOf(text: string): Node[] {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split(/\n+/).map((line) => line.trim()).filter((line) => line !== "");
  return lines.map((line) => schema.nodes["paragraph"]!.create(null, schema.text(line)));
}

export function sliceOfText(text: string): Slice {
  const blocks = paragraphsOf(text);
  return blocks.length === 0 ? Slice.empty : new Slice(Fragment.from(blocks), 1, 1);
}

/** The headline of a pasted text and what is left of it, or null when there is nothing that could be one. */
export function takeHeadline(slice: Slice): { headline: string; rest: Slice } | null {
  const first = slice.content.firstChild;
  if (!first?.isTextblock || slice.content.childCount < 2) return null;
  const headline = first.textContent.replaceAll(/\s+/g, " ").trim();
  if (headline === "" || [...headline].length > longestHeadline) return null;
  const rest = slice.content.cut(first.nodeSize);
  return { headline, rest: new Slice(rest, 0, Math.min(slice.openEnd, rest.lastChild?.isTextblock ? 1 : 0)) };
}

/** The same for plain text that lands in the headline field. */
export function splitLines(text: string): { headline: string; rest: string } {
  const [first = "", ...others] = text.trim().split(/\r?\n/);
  return { headline: first.trim(), rest: others.join("\n").trim() };
}

export const isEmptyDoc = (doc: Node): boolean => doc.textContent.trim() === "" && doc.childCount <= 1 && (doc.firstChild?.isTextblock ?? true);

/** `offer` is asked with the first line; it answers whether the headline took it. */
export function pasting(offer: (headline: string) => boolean): Plugin {
  return new Plugin({
    props: {
      clipboardTextParser: (text) => sliceOfText(text),
      handlePaste: (view, _event, slice) => {
        if (!isEmptyDoc(view.state.doc)) return false;
        const taken = takeHeadline(slice);
        if (!taken || !offer(taken.headline)) return false;
        const change = view.state.tr.replaceRange(0, view.state.doc.content.size, taken.rest).scrollIntoView();
        view.dispatch(change.setMeta("paste", true));
        return true;
      },
    },
  });
}
