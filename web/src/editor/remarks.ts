import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { carrySpan } from "./carry";

/** The places that comments speak of. A comment names its block and quotes its words; both may change under it. */
export type Remark = { id: string; anchor: string; quote: string; resolved: boolean };
export type Place = { from: number; to: number };
/** Why a comment is not at its words: they were changed where they stood, or they are gone with their block. */
export type Fate = "changed" | "gone";
type Remarks = { all: Remark[]; places: ReadonlyMap<string, Place>; fates: ReadonlyMap<string, Fate>; set: DecorationSet };

export const remarksKey = new PluginKey<Remarks>("remarks");

const none: ReadonlyMap<string, Fate> = new Map();
// Fewer characters than these occur by chance: they are not looked for outside of their block while it stands.
const telling = 4;

/** Every place of a quote in a block. */
function inBlock(block: Node, position: number, quote: string): Place[] {
  const text = block.textBetween(0, block.content.size);
  const found: Place[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + quote.length)) found.push({ from: position + 1 + at, to: position + 1 + at + quote.length });
  return found;
}

function search(doc: Node, { anchor, quote }: Remark): { block: boolean; here: Place[]; elsewhere: Place[] } {
  const result = { block: false, here: [] as Place[], elsewhere: [] as Place[] };
  doc.descendants((node, position) => {
    const own = node.attrs["id"] === anchor;
    if (own) result.block = true;
    if (!node.isTextblock) return true;
    (own ? result.here : result.elsewhere).push(...inBlock(node, position, quote));
    return false;
  });
  return result;
}

const nearest = (places: Place[], near: number): Place | null => places.reduce<Place | null>((best, each) => (best === null || Math.abs(each.from - near) < Math.abs(best.from - near) ? each : best), null);

/**
 * Where the words of a comment stand: in its block, nearest to where they stood before. When the block is gone they may stand
 * anywhere; while it is there only words that were moved whole are taken from elsewhere.
 */
export function placeOf(doc: Node, remark: Remark, near = 0): Place | null {
  if (remark.quote === "") return null;
  const { block, here, elsewhere } = search(doc, remark);
  if (here.length > 0) return nearest(here, near);
  if (!block) return nearest(elsewhere, near);
  return elsewhere.length === 1 && [...remark.quote].length >= telling ? elsewhere[0]! : null;
}

const wordsAt = (doc: Node, { from, to }: Place): string => doc.textBetween(from, to);

/** What others typed into a shared text replaces the whole of it, through which no place can be mapped: the texts are compared. */
function moved(change: Transaction, place: Place): Place | null {
  const shared = change.getMeta("y-sync$") as { isChangeOrigin?: boolean } | undefined;
  if (shared?.isChangeOrigin) return carrySpan(change.before, change.doc, place);
  const mapped = { from: change.mapping.map(place.from, 1), to: change.mapping.map(place.to, -1) };
  return mapped.from < mapped.to ? mapped : null;
}

/** The words themselves, wherever they are now; else what they have become. */
function follow(change: Transaction, remark: Remark, before: Place | undefined): Place | null {
  const now = before ? moved(change, before) : null;
  if (now && wordsAt(change.doc, now) === remark.quote) return now;
  return placeOf(change.doc, remark, now?.from ?? before?.from) ?? now;
}

function hasBlock(doc: Node, id: string): boolean {
  let found = false;
  doc.descendants((node) => {
    found ||= node.attrs["id"] === id;
    return !found;
  });
  return found;
}

function fateOf(doc: Node, remark: Remark, place: Place | undefined): Fate | null {
  if (place) return wordsAt(doc, place) === remark.quote ? null : "changed";
  return hasBlock(doc, remark.anchor) ? "changed" : "gone";
}

const same = (one: ReadonlyMap<string, Fate>, other: ReadonlyMap<string, Fate>): boolean => one.size === other.size && [...one].every(([id, fate]) => other.get(id) === fate);

function apply(change: Transaction, before: Remarks): Remarks {
  const given = change.getMeta(remarksKey) as Remark[] | undefined;
  if (!given && !change.docChanged) return before;
  const all = given ?? before.all;
  const places = new Map<string, Place>();
  const fates = new Map<string, Fate>();
  for (const remark of all) {
    const place = follow(change, remark, before.places.get(remark.id));
    if (place) places.set(remark.id, place);
    const fate = fateOf(change.doc, remark, place ?? undefined);
    if (fate) fates.set(remark.id, fate);
  }
  const set = DecorationSet.create(change.doc, all.flatMap((remark) => {
    const place = places.get(remark.id);
    return place && !remark.resolved ? [Decoration.inline(place.from, place.to, { class: "remark", "data-comment": remark.id })] : [];
  }));
  return { all, places, fates: same(fates, before.fates) ? before.fates : fates, set };
}

export function remarking(): Plugin<Remarks> {
  return new Plugin<Remarks>({
    key: remarksKey,
    state: { init: () => ({ all: [], places: new Map(), fates: none, set: DecorationSet.empty }), apply },
    props: { decorations: (state) => remarksKey.getState(state)?.set },
  });
}
