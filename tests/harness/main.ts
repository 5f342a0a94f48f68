// npm run scenarios [-- FILE-PART...]   runs tests/scenarios against the program in GALLEY_BIN on the target in GALLEY_TARGET.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { engine, target } from "./server.ts";
import type { Outcome, Scenario } from "./scenario.ts";
import { Stage } from "./stage.ts";
import { within } from "./wait.ts";

type Result = { name: string; outcome: Outcome; ms: number; note?: string };

const folder = new URL("../scenarios/", import.meta.url);
const clauseDeadlineMs = 120_000;

async function load(wanted: string[]): Promise<Scenario[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && (wanted.length === 0 || wanted.some((part) => file.includes(part))));
  const loaded = await Promise.all(files.sort().map((file) => import(new URL(file, folder).href) as Promise<{ default: Scenario | Scenario[] }>));
  return loaded.flatMap((module) => module.default);
}

async function play(scenario: Scenario): Promise<Result[]> {
  const stage = new Stage();
  const results: Result[] = [];
  for (const clause of scenario.clauses) {
    const name = `${scenario.key}: ${clause.text}`;
    if (clause.run === undefined) {
      results.push({ name, outcome: "pending", ms: 0, note: clause.reason ?? "" });
      continue;
    }
    const start = Date.now();
    try {
      await within("the clause", clause.run(stage), clauseDeadlineMs);
      results.push({ name, outcome: "passed", ms: Date.now() - start });
    } catch (problem) {
      results.push({ name, outcome: "failed", ms: Date.now() - start, note: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) });
    }
  }
  try {
    await stage.stop();
  } catch (problem) {
    results.push({ name: `${scenario.key}: the server ends in order`, outcome: "failed", ms: 0, note: `${String(problem)}\n${stage.log().slice(-1500)}` });
  }
  return results;
}

function print(scenario: Scenario, results: Result[]): void {
  console.log(`\n${scenario.key}  ${scenario.title}`);
  for (const result of results) {
    const text = result.name.slice(scenario.key.length + 2);
    if (result.outcome === "passed") console.log(`  ok       ${text} (${result.ms} ms)`);
    if (result.outcome === "pending") console.log(`  pending  ${text}: ${result.note}`);
    if (result.outcome === "failed") console.log(`  FAILED   ${text}\n${(result.note ?? "").replace(/^/gm, "           ")}`);
  }
}

const scenarios = await load(process.argv.slice(2));
const all: Result[] = [];
const summary: string[] = [];
for (const scenario of scenarios) {
  const results = await play(scenario);
  print(scenario, results);
  all.push(...results);
  const shown = results.filter((r) => r.outcome === "passed").length;
  if (scenario.isRow) summary.push(`${scenario.key} ${shown}/${scenario.clauses.length}`);
}

const count = (outcome: Outcome): number => all.filter((r) => r.outcome === outcome).length;
const [passed, failed, pending] = [count("passed"), count("failed"), count("pending")];
const on = engine();
console.log(`\n${target} (${on})`);
for (const line of summary) console.log(line);
console.log(`${pending} pending`);
const results = process.env["GALLEY_RESULTS"];
if (results !== undefined) {
  mkdirSync(dirname(results), { recursive: true });
  const tests = all.map(({ name, outcome }) => ({ name, outcome }));
  writeFileSync(results, JSON.stringify({ target, engine: on, passed, failed, pending, tests }, null, 1));
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
