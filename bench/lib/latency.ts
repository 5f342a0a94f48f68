// Figures of waiting times: the 95th percentile is judged, the median stands beside it.
import { type Figure, type Target, beside } from "./figure.ts";
import { quantile } from "./stats.ts";

export function waits(id: string, what: string, ours: readonly number[], peer: { what: string; times: readonly number[] }, target?: Target): Figure[] {
  const one = (name: "p50" | "p95", q: number): Figure =>
    beside({ id: `${id}.${name}`, what: `${what}: ${name}`, value: quantile(ours, q), unit: "ms" }, { what: peer.what, value: quantile(peer.times, q), unit: "ms" });
  const last = one("p95", 0.95);
  return [one("p50", 0.5), target === undefined ? last : { ...last, target }];
}
