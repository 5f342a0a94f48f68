// ./dev bench [--all | --list | --page | NAME...]   measures what is named, or everything that is not slow, and writes docs/benchmarks.md.
import { api } from "./api.ts";
import { browsers } from "./browsers.ts";
import { edits } from "./edits.ts";
import { pages } from "./pages.ts";
import { publish_ as publish } from "./publish.ts";
import { sockets } from "./sockets.ts";
import type { Benchmark } from "./lib/figure.ts";
import { commit, load, machine } from "./lib/machine.ts";
import { unexplained, writePage } from "./lib/page.ts";
import { family } from "./lib/process.ts";
import { keep, results } from "./lib/results.ts";

const benchmarks: readonly Benchmark[] = [pages, api, edits, publish, browsers, sockets];

function chosen(words: readonly string[]): Benchmark[] {
  const unknown = words.find((word) => !["--all", "--page"].includes(word) && !benchmarks.some(({ name }) => name === word));
  if (unknown !== undefined) throw new Error(`there is no benchmark "${unknown}"; there are ${benchmarks.map(({ name }) => name).join(", ")}`);
  if (words.includes("--page")) return [];
  if (words.includes("--all")) return [...benchmarks];
  return benchmarks.filter(({ name, slow }) => (words.length === 0 ? slow !== true : words.includes(name)));
}

async function measure({ name, title, how, run }: Benchmark): Promise<void> {
  const start = Date.now();
  console.log(`\n${name}: ${title} ...`);
  const about = { title, how, at: new Date().toISOString(), commit: commit(), machine: machine(), load: load() };
  const outcome = await run();
  keep(name, { ...about, seconds: (Date.now() - start) / 1000, ...outcome });
  for (const { what, value, unit, peer, ratio } of outcome.figures) {
    const beside = peer === undefined ? "" : `   beside ${peer.value.toPrecision(3)} ${peer.unit} (${peer.what})${ratio === undefined ? "" : `: ${ratio.toPrecision(3)}x`}`;
    console.log(`  ${what}: ${value.toPrecision(3)} ${unit}${beside}`);
  }
  console.log(`  (${Math.round((Date.now() - start) / 1000)} s)`);
}

/** Whoever stops the run stops what it started. */
function giveUp(): void {
  for (const pid of family(process.pid).slice(1)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it has ended meanwhile
    }
  }
  process.exit(130);
}
process.once("SIGINT", giveUp);
process.once("SIGTERM", giveUp);

const words = process.argv.slice(2);
if (words.includes("--list")) {
  for (const { name, title, slow } of benchmarks) console.log(`${name.padEnd(10)} ${title}${slow === true ? " (slow: only when named, or with --all)" : ""}`);
} else {
  let failed = 0;
  for (const benchmark of chosen(words)) {
    try {
      await measure(benchmark);
    } catch (problem) {
      failed += 1;
      console.error(`  ${benchmark.name} FAILED: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}`);
    }
  }
  writePage(benchmarks, results());
  console.log(`\ndocs/benchmarks.md is written.`);
  const open = unexplained(results());
  if (open.length > 0) console.log(`Missed without a reason in bench/reasons.ts: ${open.join(", ")}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
