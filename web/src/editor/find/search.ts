import type { Node } from "prosemirror-model";

/**
 * Finding words in a text. A match lies inside one block and may run across bold, links and the like. Positions are those of
 * the document: what is compared is folded, and each folded unit remembers the place it came from.
 */
export type Query = { text: string; matchCase: boolean; wholeWord: boolean };
export type Match = { from: number; to: number };

/** `at[i]` is the place in the source from which the unit `i` of `text` came; one more entry marks the end. */
type Folded = { text: string; at: number[] };

// What a reader takes for one character: a letter with its accents, an emoji with what modifies it. A match never cuts one.
const characters = /\p{Regional_Indicator}{2}|\P{M}(?:[\p{M}\p{Emoji_Modifier}]|\u200d\p{Extended_Pictographic})*|[\s\S]/gu;

/** Full-width letters and digits, and the wide and the fixed blank. Punctuation stays: "," and "，" are different signs. */
const narrow = (text: string): string =>
  text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[\u00a0\u3000]/g, " ");

export function fold(text: string, exact: boolean): Folded {
  const at: number[] = [];
  let folded = "";
  for (const { 0: character, index } of text.matchAll(characters)) {
    const composed = character.normalize("NFC");
    const unit = exact ? composed : narrow(composed).toLowerCase();
    for (let i = 0; i < unit.length; i++) at.push(index);
    folded += unit;
  }
  at.push(text.length);
  return { text: folded, at };
}

/** The words of a block, one code unit for each position in it; what is no text stands as a sign that nobody types. */
export function textOfBlock(block: Node): string {
  let text = "";
  block.forEach((child) => { text += child.isText ? (child.text ?? "") : "\ufffc".repeat(child.nodeSize); });
  return text;
}

// Blocks never change, they are replaced; so what was folded once is good for as long as the block lives.
const known = new WeakMap<Node, { exact?: Folded; loose?: Folded; text: string }>();

function read(block: Node, exact: boolean): { text: string; folded: Folded } {
  const entry = known.get(block) ?? { text: textOfBlock(block) };
  known.set(block, entry);
  const folded = (exact ? entry.exact : entry.loose) ?? fold(entry.text, exact);
  entry[exact ? "exact" : "loose"] = folded;
  return { text: entry.text, folded };
}

const letter = /^[\p{L}\p{N}\p{M}_]$/u;
// These scripts put no blanks between words, so no place in them can be refused as the middle of one.
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
const spelt = (character: string): boolean => letter.test(character) && !unspaced.test(character);

const after = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);
const before = (text: string, at: number): string => (/[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 2), at)) ? text.slice(at - 2, at) : text.slice(at - 1, at));

/** Whether a place parts two words: always, unless letters of an alphabet or digits stand on both sides. */
const partsWords = (text: string, at: number): boolean => at === 0 || at === text.length || !(spelt(before(text, at)) && spelt(after(text, at)));

function searchBlock(block: Node, wanted: string, query: Query): Match[] {
  const { text, folded } = read(block, query.matchCase);
  const whole = (i: number) => i === 0 || folded.at[i] !== folded.at[i - 1];
  const found: Match[] = [];
  for (let i = folded.text.indexOf(wanted); i >= 0; i = folded.text.indexOf(wanted, i)) {
    const end = i + wanted.length;
    const match = { from: folded.at[i]!, to: folded.at[end]! };
    if (whole(i) && whole(end) && (!query.wholeWord || (partsWords(text, match.from) && partsWords(text, match.to)))) {
      found.push(match);
      i = end;
    } else i += 1;
  }
  return found;
}

/** Every match in the order of the text, none overlapping another. */
export function findAll(doc: Node, query: Query): Match[] {
  const wanted = fold(query.text, query.matchCase).text;
  if (wanted === "") return [];
  const found: Match[] = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    for (const { from, to } of searchBlock(node, wanted, query)) found.push({ from: position + 1 + from, to: position + 1 + to });
    return false;
  });
  return found;
}
