// node tools/status.mjs [ROW...]   Which clauses of FEATURES.md's rows have a test? Read from tests/scenarios, nothing is run.
import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../tests/scenarios/", import.meta.url);
const wanted = process.argv.slice(2);
const rows = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts")).sort()) {
  const text = readFileSync(new URL(file, folder), "utf8");
  const row = /row\("(\w+)", "([^"]*)"/.exec(text);
  if (!row) continue;
  const clauses = [...text.matchAll(/r\.(shows|pending)\(\s*"((?:[^"\\]|\\.)*)"(?:,\s*(?:"([^"]*)"|(\w+)))?/g)].map((m) => ({ shown: m[1] === "shows", text: m[2], reason: m[3] ?? "" }));
  rows.push({ file, key: row[1], worksWhen: row[2], clauses });
}

const number = (key) => [key.replace(/\d/g, ""), Number(key.replace(/\D/g, ""))];
rows.sort((a, b) => number(a.key)[0].localeCompare(number(b.key)[0]) || number(a.key)[1] - number(b.key)[1]);
for (const { key, worksWhen, clauses } of rows.filter((row) => wanted.length === 0 || wanted.includes(row.key))) {
  const shown = clauses.filter((clause) => clause.shown).length;
  console.log(`${key} ${shown}/${clauses.length}${shown === clauses.length ? " complete" : ""}   ${worksWhen}`);
  for (const clause of clauses) console.log(`  ${clause.shown ? "shown  " : "pending"}  ${clause.text}${clause.reason === "" ? "" : ` (${clause.reason})`}`);
}
const complete = rows.filter((row) => row.clauses.every((clause) => clause.shown)).length;
const all = rows.flatMap((row) => row.clauses);
console.log(`\n${rows.length} rows begun, ${complete} complete; ${all.filter((c) => c.shown).length} of ${all.length} clauses have a test. Whether they pass, ./dev test says.`);
