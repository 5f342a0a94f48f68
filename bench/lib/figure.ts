// What a benchmark hands back, and what is kept of it in results.json.
import type { Machine } from "./machine.ts";

export type Peer = { what: string; value: number; unit: string };

export type Figure = {
  /** Stable: bench/reasons.ts speaks of a figure by this name. */
  id: string;
  what: string;
  value: number;
  unit: string;
  peer?: Peer;
  /** ours divided by the peer's */
  ratio?: number;
  /** met() judges the ratio when `of` says so, else the value */
  target?: Target;
  note?: string;
};

export type Target = { of: "value" | "ratio"; at: "most" | "least"; bound: number; unit: string };

export const atMost = (bound: number, unit: string): Target => ({ of: "value", at: "most", bound, unit });
export const atLeast = (bound: number, unit: string): Target => ({ of: "value", at: "least", bound, unit });
export const ratioAtMost = (bound: number): Target => ({ of: "ratio", at: "most", bound, unit: "x" });

export function met({ value, ratio, target }: Figure): boolean {
  if (target === undefined) return true;
  const judged = target.of === "ratio" ? (ratio ?? Number.NaN) : value;
  return target.at === "most" ? judged <= target.bound : judged >= target.bound;
}

/** A figure beside its peer, in the same unit unless said otherwise. */
export const beside = (figure: Figure, peer: Peer): Figure => ({ ...figure, peer, ratio: figure.value / peer.value });

export type Benchmark = {
  name: string;
  title: string;
  /** how it was measured: settings, counts, what the peer is. Sentences for the page. */
  how: string;
  /** runs only when it is named, or with --all */
  slow?: boolean;
  /** runs beside a throw-away PostgreSQL cluster with fsync */
  cluster?: boolean;
  run: () => Promise<Outcome>;
};

/** `lists` are tables of more than figures (the ten slowest files). `seen` is what was measured about the run itself. */
export type Outcome = { figures: Figure[]; lists?: List[]; seen?: string[] };
export type List = { title: string; head: [string, string]; rows: [string, string][] };

export type Entry = Outcome & { title: string; how: string; at: string; commit: string; machine: Machine; load: number; seconds: number };
