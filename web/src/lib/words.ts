/** Counting the way newsrooms do: each Han, Kana or Hangul character is one, each run of other letters or digits is one. */
export function countWords(text: string): { han: number; words: number; total: number } {
  const han = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const rest = text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu, " ");
  const words = rest.match(/[\p{L}\p{N}]+(?:[.,:'’\-_][\p{L}\p{N}]+)*%?/gu)?.length ?? 0;
  return { han, words, total: han + words };
}
