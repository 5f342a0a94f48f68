// What a visitor downloads, compressed: the first page (everything index.html names, the shell and one language) and each route.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = resolve(dirname(fileURLToPath(import.meta.url)), "../dist");
const budget = { init: 190, route: 120 };
const kb = (bytes) => bytes / 1000;

const assets = new Map(readdirSync(join(dist, "assets")).map((name) => {
  const text = readFileSync(join(dist, "assets", name));
  return [name, { size: gzipSync(text, { level: 9 }).length, text: name.endsWith(".js") ? text.toString("utf8") : "" }];
}));
const html = readFileSync(join(dist, "index.html"), "utf8");

/** A chunk with everything it imports statically, and the style sheets of the same name. */
function closure(names, into = new Set()) {
  for (const name of names) {
    if (into.has(name) || !assets.has(name)) continue;
    into.add(name);
    closure([...assets.get(name).text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(([, each]) => each), into);
  }
  return into;
}

const sum = (names) => [...names].reduce((total, name) => total + assets.get(name).size, 0);
const entries = [...html.matchAll(/\/assets\/([^"]+)/g)].map(([, name]) => name);
const init = closure(entries);
const language = [...assets.keys()].filter((name) => /^(app|ui)-/.test(name) && name.endsWith(".js"));
const languageSize = ["app", "ui"].reduce((total, room) => total + Math.max(0, ...language.filter((name) => name.startsWith(`${room}-`)).map((name) => assets.get(name).size)), 0);
const initSize = sum(init) + languageSize;

/** Chunks that ask for this one later; what they have loaded is there already when it comes. */
const askers = (name) => [...assets].filter(([, { text }]) => new RegExp(`import\\(["\`']\\./${name.replaceAll(".", "\\.")}`).test(text)).map(([asker]) => asker);

// A route or a part of one: a chunk that is asked for later, with its imports, without what is there by then.
const routes = [...assets].filter(([name, { text }]) => text && !init.has(name) && !language.includes(name)).map(([name]) => {
  const before = new Set(init);
  const from = askers(name);
  if (from.length === 1 && !init.has(from[0])) closure(from, before);
  return { name, size: sum([...closure([name])].filter((each) => !before.has(each))) };
}).toSorted((one, other) => other.size - one.size);

let bad = 0;
const report = (name, size, most) => {
  const over = kb(size) > most;
  if (over) bad += 1;
  console.log(`${over ? "OVER " : "     "}${kb(size).toFixed(1).padStart(6)} KB of ${most}  ${name}`);
};
report("first page, shell and one language", initSize, budget.init);
routes.slice(0, 8).forEach(({ name, size }) => report(`${name} and what it brings`, size, budget.route));
process.exit(bad > 0 ? 1 : 0);
