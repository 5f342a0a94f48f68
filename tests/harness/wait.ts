// Waiting for what is expected, with a deadline: never for a time.

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Asks until the probe answers something, and returns it. The sentence says what was waited for when it never came. */
export async function until<T>(what: string, probe: () => Promise<T | undefined | null | false>, withinMs = 15_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  let nap = 10;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      last = undefined;
    } catch (problem) {
      last = problem;
    }
    await pause(nap);
    nap = Math.min(nap * 1.5, 150);
  }
  throw new Error(`waited ${withinMs} ms for: ${what}${last === undefined ? "" : ` (last: ${String(last)})`}`);
}

/** Fails when the promise takes longer than its deadline. */
export async function within<T>(what: string, promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
