// For the scripts that are no scenarios: named checks, floors, and the last line.
let passed = 0;
let failed = 0;

export function check(name: string, good: boolean, note: unknown = ""): void {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? "ok    " : "FAILED"} ${name}${note === "" ? "" : `: ${String(note)}`}`);
}

/** A figure that must reach its floor: a run in which nothing happened must not look like a run in which nothing went wrong. */
export const floor = (name: string, value: number, least: number): void => check(`${name} at least ${least}`, value >= least, value);

export function finish(): void {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/** Numbers that look random and are the same in every run with the same seed (SplitMix64, Steele et al. 2014). */
export function random(seed: number): () => number {
  let state = BigInt(seed);
  const mask = (1n << 64n) - 1n;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return Number((z ^ (z >> 31n)) >> 11n) / 2 ** 53;
  };
}
