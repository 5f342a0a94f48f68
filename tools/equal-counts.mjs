// node tools/equal-counts.mjs FILE...   The scenario runs named must have counted the same tests with the same outcome.
import { existsSync, readFileSync } from "node:fs";

const files = process.argv.slice(2);
const runs = files.filter(existsSync).map((file) => JSON.parse(readFileSync(file, "utf8")));
const missing = files.filter((file) => !existsSync(file));
for (const file of missing) console.log(`${file} is missing: that run did not end`);
for (const run of runs) console.log(`${run.target.padEnd(9)} ${run.engine}: ${run.passed} passed, ${run.failed} failed, ${run.pending} pending`);

const names = (run) => new Set(run.tests.map((test) => `${test.outcome} ${test.name}`));
let differences = missing.length;
for (const run of runs.slice(1)) {
  const [first, other] = [names(runs[0]), names(run)];
  const only = [...first].filter((name) => !other.has(name)).map((name) => `only ${runs[0].target}: ${name}`);
  only.push(...[...other].filter((name) => !first.has(name)).map((name) => `only ${run.target}: ${name}`));
  for (const line of only) console.log(line);
  differences += only.length;
}
const equal = runs.length > 1 && differences === 0;
console.log(`${equal ? 1 : 0} passed, ${equal ? 0 : 1} failed`);
process.exitCode = equal ? 0 : 1;
