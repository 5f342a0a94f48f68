// ./dev bench [--all | --list | --page | NAME...]   measures what is named, or everything that is not slow, and writes docs/benchmarks.md.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { api } from "./api.ts";
import { browsers } from "./browsers.ts";
import { build } from "./build.ts";
import { editsPg } from "./edits-pg.ts";
import { edits } from "./edits.ts";
import { type Benchmark, type Figure, met } from "./lib/figure.ts";
import { root } from "./lib/folders.ts";
import { commit, load, machine } from "./lib/machine.ts";
import { unexplained, writePage } from "./lib/page.ts";
import { family } from "./lib/process.ts";
import { keep, results } from "./lib/results.ts";
import { memory } from "./memory.ts";
import { pages } from "./pages.ts";
import { publish } from "./publish.ts";
import { size } from "./size.ts";
import { sockets } from "./sockets.ts";
import { start } from "./start.ts";

const benchmarks: readonly Benchmark[] = [pages, api, edits, editsPg, publish, browsers, sockets, memory, start, size, build];

function chosen(words: readonly string[]): readonly Benchmark[] {
  const unknown = words.find((word) => !["--all", "--page"].includes(word) && !benchmarks.some(({ name }) => name === word));
  if (unknown !== undefined) {
    console.error(`bench: there is no "${unknown}"; there are ${benchmarks.map(({ name }) => name).join(", ")}.`);
    process.exit(2);
  }
  if (words.includes("--page")) return [];
  if (words.includes("--all")) return benchmarks;
  return benchmarks.filter(({ name, slow }) => (words.length === 0 ? slow !== true : words.includes(name)));
}

function print(figure: Figure): void {
  const { what, value, unit, peer, ratio } = figure;
  const beside = peer === undefined ? "" : `   beside ${peer.value.toPrecision(3)} ${peer.unit} (${peer.what})${ratio === undefined ? "" : `: ${ratio.toPrecision(3)}x`}`;
  console.log(`  ${met(figure) ? "      " : "MISSED"} ${what}: ${value.toPrecision(3)} ${unit}${beside}`);
}

async function measure({ name, title, how, run }: Benchmark): Promise<void> {
  const begun = Date.now();
  console.log(`\n${name}: ${title}`);
  const about = { title, how, at: new Date().toISOString(), commit: commit(), machine: machine(), load: load() };
  const outcome = await run();
  keep(name, { ...about, seconds: (Date.now() - begun) / 1000, ...outcome });
  outcome.figures.forEach(print);
  console.log(`  (${Math.round((Date.now() - begun) / 1000)} s)`);
}

/** The same program again, with a cluster around it. */
function measureBesideCluster(name: string): Promise<void> {
  const again = [process.execPath, ...process.execArgv, process.argv[1] ?? "", name];
  const child = spawn(join(root, "tools", "with-postgres"), again, { stdio: "inherit", env: { ...process.env, GALLEY_PG_FSYNC: "on" } });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`it ended with ${code}`))));
  });
}

/** Whoever stops the run stops what it started. */
function giveUp(): void {
  for (const pid of family(process.pid).slice(1)) {
    try {
      process.kill(pid, "SIGTERM");
    } catch {
      // it has ended meanwhile
    }
  }
  process.exit(130);
}

/** How many could not be measured. */
async function measureAll(benchmarks: readonly Benchmark[]): Promise<number> {
  let failed = 0;
  for (const benchmark of benchmarks) {
    const outside = benchmark.cluster === true && process.env["GALLEY_TEST_PG"] === undefined;
    try {
      await (outside ? measureBesideCluster(benchmark.name) : measure(benchmark));
    } catch (problem) {
      failed += 1;
      console.error(`  FAILED ${benchmark.name}: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}`);
    }
  }
  return failed;
}

process.once("SIGINT", giveUp);
process.once("SIGTERM", giveUp);
const words = process.argv.slice(2);
if (words.includes("--list")) {
  for (const { name, title, slow } of benchmarks) console.log(`${name.padEnd(10)} ${title}${slow === true ? " (only when named, or with --all)" : ""}`);
} else {
  const failed = await measureAll(chosen(words));
  writePage(benchmarks, results());
  console.log(`\ndocs/benchmarks.md is written.`);
  const open = unexplained(results());
  if (open.length > 0) console.log(`Missed without a reason in bench/reasons.ts: ${open.join(", ")}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
