export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))];
  if (found === undefined) throw new Error("there is no quantile of no values");
  return found;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The medians of each member over several rounds. */
export function medians<K extends string>(rounds: readonly Record<K, number>[]): Record<K, number> {
  const [first] = rounds;
  if (first === undefined) throw new Error("no round was run");
  return Object.fromEntries((Object.keys(first) as K[]).map((key) => [key, median(rounds.map((round) => round[key]))])) as Record<K, number>;
}

/** Runs the contestants in turn, every other round backwards, so that what drifts hits all of them alike. */
export async function interleaved<K extends string, T>(rounds: number, contestants: Record<K, () => Promise<T>>): Promise<Record<K, T[]>> {
  const names = Object.keys(contestants) as K[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) results[name].push(await contestants[name]());
  }
  return results;
}
