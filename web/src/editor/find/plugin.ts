import { closeHistory } from "prosemirror-history";
import { Plugin, PluginKey, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { carry } from "../carry";
import { findAll, type Match, type Query } from "./search";

/** What is searched for in a text, and where it stands. The bar shows this state and changes it by the commands below. */
export type Mode = "find" | "replace";
export type Find = {
  mode: Mode | null; query: Query; matches: Match[]; current: number;
  /** The place from which the search goes on. */
  origin: number;
  /** Grows when the bar is asked for: it takes the focus then. */
  asked: number;
  /** Grows when a match is to be looked at: the text scrolls then, and not when others type. */
  shown: number;
  /** How many the last change replaced at once; 0 after any other change. */
  replaced: number;
  marks: DecorationSet;
};
type Change = Partial<Pick<Find, "mode" | "query" | "origin" | "current" | "asked" | "replaced">>;

export const findKey = new PluginKey<Find>("find");
export const findIn = (state: EditorState): Find | undefined => findKey.getState(state);

const closed: Find = { mode: null, query: { text: "", matchCase: false, wholeWord: false }, matches: [], current: -1, origin: 0, asked: 0, shown: 0, replaced: 0, marks: DecorationSet.empty };

/** The first match at or after a place, going round at the end. */
const nextFrom = (matches: Match[], place: number): number => (matches.length === 0 ? -1 : Math.max(0, matches.findIndex((match) => match.from >= place)));

// A single sign occurs thousands of times in a long text; those around the one that is looked at are enough to be seen.
const mostSeen = 1_000;

function highlight({ doc }: Transaction, matches: Match[], current: number): DecorationSet {
  const first = Math.max(0, Math.min(current - mostSeen / 2, matches.length - mostSeen));
  return DecorationSet.create(doc, matches.slice(first, first + mostSeen).map(({ from, to }, i) => Decoration.inline(from, to, { class: first + i === current ? "found found-here" : "found" })));
}

function apply(change: Transaction, before: Find): Find {
  const given = change.getMeta(findKey) as Change | undefined;
  if (!given && !change.docChanged) return before;
  const next: Find = { ...before, replaced: 0, ...given };
  if (next.mode === null) return { ...next, matches: [], current: -1, marks: DecorationSet.empty };
  const moved = change.docChanged ? carry(change.before, change.doc) : (place: number) => place;
  const place = given?.origin ?? moved(before.matches[before.current]?.from ?? before.origin);
  if (change.docChanged || given?.query || before.mode === null) next.matches = findAll(change.doc, next.query);
  next.origin = given?.origin ?? moved(before.origin);
  next.current = given?.current ?? nextFrom(next.matches, given?.query ? next.origin : place);
  if (given) next.shown += 1;
  next.marks = highlight(change, next.matches, next.current);
  return next;
}

export function finding(): Plugin<Find> {
  return new Plugin<Find>({
    key: findKey,
    state: { init: () => closed, apply },
    props: {
      decorations: (state) => findIn(state)?.marks,
      handleKeyDown: (view, event) => event.key === "Escape" && !event.isComposing && closeFind(view.state, view.dispatch),
    },
    view: () => ({
      update: (view, before) => {
        if (findIn(view.state)?.shown !== findIn(before)?.shown) view.dom.querySelector(".found-here")?.scrollIntoView({ block: "nearest" });
      },
    }),
  });
}

const mostChosen = 200;

/** Words selected inside one block: what a person most likely wants to find. */
function chosenWords({ doc, selection: { $from, $to, from, to, empty } }: EditorState): string {
  const words = empty || !$from.sameParent($to) || to - from > mostChosen ? "" : doc.textBetween(from, to);
  return words.includes("\n") ? "" : words;
}

/** Opens the bar, or asks it to take the focus. It searches from the cursor on, and for the words selected there, if there are any. */
export const openFind = (mode: Mode): Command => (state, dispatch, view) => {
  const find = findIn(state);
  if (!find) return false;
  const fromText = find.mode === null || view?.hasFocus() === true;
  const chosen = fromText ? chosenWords(state) : "";
  const change: Change = { mode, asked: find.asked + 1, ...(fromText && { origin: state.selection.from }), ...(chosen && { query: { ...find.query, text: chosen } }) };
  dispatch?.(state.tr.setMeta(findKey, change));
  return true;
};

export const setMode = (mode: Mode): Command => (state, dispatch) => {
  dispatch?.(state.tr.setMeta(findKey, { mode } satisfies Change));
  return true;
};

export const setQuery = (part: Partial<Query>): Command => (state, dispatch) => {
  const find = findIn(state);
  if (!find) return false;
  dispatch?.(state.tr.setMeta(findKey, { query: { ...find.query, ...part } } satisfies Change));
  return true;
};

export const closeFind: Command = (state, dispatch) => {
  if ((findIn(state)?.mode ?? null) === null) return false;
  dispatch?.(state.tr.setMeta(findKey, { mode: null } satisfies Change));
  return true;
};

/** Puts the cursor at the current match, its words selected. */
export const chooseMatch: Command = (state, dispatch) => {
  const match = current(findIn(state));
  if (!match) return false;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)).scrollIntoView());
  return true;
};

const current = (find: Find | undefined): Match | undefined => find?.matches[find.current];

/** The next or the previous match, going round at both ends: counted from the one that is shown, or from the cursor. */
export const step = (direction: 1 | -1, fromCursor: boolean): Command => (state, dispatch) => {
  const find = findIn(state);
  if (!find?.mode || find.matches.length === 0) return false;
  const { from, to } = state.selection;
  const count = find.matches.length;
  let index = (find.current + direction + count) % count;
  if (fromCursor) {
    const beyond = direction === 1 ? nextFrom(find.matches, to) : find.matches.findLastIndex((match) => match.to <= from);
    index = beyond < 0 ? count - 1 : beyond;
  }
  const match = find.matches[index]!;
  const change = state.tr.setMeta(findKey, { current: index, origin: match.from } satisfies Change);
  dispatch?.(fromCursor ? change.setSelection(TextSelection.create(state.doc, match.from, match.to)) : change);
  return true;
};

/** The new words look like the first of the old ones: bold stays bold, a link stays a link. */
function put(change: Transaction, { from, to }: Match, text: string): void {
  if (text === "") change.delete(from, to);
  else change.replaceWith(from, to, change.doc.type.schema.text(text, change.doc.nodeAt(from)?.marks ?? []));
}

/** Replaces the match that is shown and shows the next one behind the new words. */
export const replaceOne = (text: string): Command => (state, dispatch) => {
  const match = current(findIn(state));
  if (!match) return false;
  const change = state.tr;
  put(change, match, text);
  dispatch?.(change.setMeta(findKey, { origin: match.from + text.length } satisfies Change));
  return true;
};

/** Every match in one change, the last first, so that the places of the others stay right. */
export const replaceAll = (text: string): Command => (state, dispatch) => {
  const matches = findIn(state)?.matches ?? [];
  if (matches.length === 0) return false;
  const change = state.tr;
  for (const match of matches.toReversed()) put(change, match, text);
  dispatch?.(change.setMeta(findKey, { origin: 0, replaced: matches.length } satisfies Change));
  return true;
};

/** A shared text keeps its history in a plugin of its own, found by name, so that only shared texts load it. */
type SharedHistory = { undoManager?: { stopCapturing: () => void } };
const sharedHistory = (state: EditorState): SharedHistory | undefined =>
  state.plugins.find((plugin) => (plugin as Plugin & { key: string }).key === "y-undo$")?.getState(state) as SharedHistory | undefined;

/** Runs a command so that one undo takes back all of it and nothing else. */
export function runAsOneStep(view: Pick<EditorView, "state" | "dispatch">, command: Command): boolean {
  const part = () => sharedHistory(view.state)?.undoManager?.stopCapturing();
  part();
  const done = command(view.state, (change) => view.dispatch(closeHistory(change)));
  if (done) view.dispatch(closeHistory(view.state.tr));
  part();
  return done;
}
