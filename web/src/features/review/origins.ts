import type { BlockOrigin } from "@/api/types";

/** One source of a text, or the people who wrote the rest, with its percentage of the words. */
export type Share = { source: string | null; title: string; people: string[]; percent: number };

/** Weighs each block by its words. Sources come by size, the people last; the percentages make 100. */
export function sharesOf(blocks: BlockOrigin[]): Share[] {
  const sources = new Map<string, { title: string; words: number }>();
  const people = new Map<string, string>();
  let total = 0;
  let taken = 0;
  for (const block of blocks) {
    const words = (block.words * block.share) / 1000;
    total += block.words;
    taken += words;
    if (block.source) sources.set(block.source, { title: block.source_title ?? "", words: words + (sources.get(block.source)?.words ?? 0) });
    if (block.share < 1000) block.persons.forEach((each) => people.set(each.id, each.name));
  }
  if (total === 0) return [];
  const percent = (words: number) => Math.round((words * 100) / total);
  const out: Share[] = [...sources].map(([source, { title, words }]) => ({ source, title, people: [], percent: percent(words) })).toSorted((a, b) => b.percent - a.percent);
  const rest = 100 - out.reduce((sum, each) => sum + each.percent, 0);
  if (total > taken) out.push({ source: null, title: "", people: [...people.values()], percent: Math.max(0, rest) });
  return out;
}
