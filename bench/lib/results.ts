// bench/results.json: the newest outcome of every benchmark. docs/benchmarks.md is made from it, so what was not run keeps its figures.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "./figure.ts";
import { root } from "./folders.ts";

const path = join(root, "bench", "results.json");

export const results = (): Record<string, Entry> => (existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, Entry>) : {});

/** Four digits say more than the measurement knows. */
const rounded = (_: string, value: unknown): unknown => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value);

export function keep(name: string, entry: Entry): void {
  writeFileSync(path, `${JSON.stringify({ ...results(), [name]: entry }, rounded, 1)}\n`);
}
