// Where and when a figure was measured: a figure without this is worth nothing.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { root } from "./folders.ts";

export type Machine = { cores: number; cpu: string; memory_gib: number; kernel: string; system: string; disk: string };

const git = (...words: string[]): string => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();

/** The commit, with "+" where the working tree differs from it in more than what a run itself writes. */
export function commit(): string {
  const changed = git("status", "--porcelain", "--", ".", ":!bench/results.json", ":!docs/benchmarks.md");
  return git("rev-parse", "--short", "HEAD") + (changed === "" ? "" : "+");
}

/** The processes that wanted a core in the last minute, per core: above 0.5 at the start, somebody else was at work. */
export const load = (): number => Math.round((100 * (loadavg()[0] ?? 0)) / cpus().length) / 100;

/** As df names it. */
export const fileSystemOf = (path: string): string => execFileSync("df", ["--output=fstype", path], { encoding: "utf8" }).trim().split("\n").at(-1) ?? "unknown";

function system(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "unknown";
  } catch {
    return "unknown";
  }
}

export const machine = (): Machine => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  memory_gib: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  system: system(),
  disk: fileSystemOf(root),
});
