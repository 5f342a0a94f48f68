// The rules of this folder that a general linter does not know. Prints each departure and fails if there is one.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "src");
const limit = 300;
const hardLimit = 800;
const found = [];
const warned = [];

const walk = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? walk(path) : [path];
});
const room = (path) => path.match(/^features\/([^/]+)\//)?.[1];
const isMessages = (path) => /^app\/i18n\/(en|zh)(\/|\.ts$)/.test(path);
const isGenerated = (path) => path.endsWith(".d.ts");
const isTest = (path) => path.endsWith(".test.ts");

/** What a file names in its imports, static and dynamic, with paths of this app made relative to src/. */
function imports(text, path) {
  return [...text.matchAll(/(?:from\s+|import\(\s*|import\s+)"([^"]+)"/g)].map(([, name]) => {
    if (name.startsWith("@/")) return name.slice(2);
    return name.startsWith(".") ? relative(source, resolve(source, dirname(path), name)) : name;
  });
}

const importRules = [
  ["a feature imports another feature", (path, name) => room(path) && name.startsWith("features/") && room(`${name}/`) !== room(path)],
  ["only ui/ imports the widget library", (path, name) => !path.startsWith("ui/") && /^(react-aria|react-stately|@react-aria|@internationalized)/.test(name)],
  ["only insight and the wall import charts", (path, name) => !/^features\/(insight|wall)\//.test(path) && name.startsWith("echarts")],
  ["ui, api, lib and editor do not import features", (path, name) => /^(ui|api|lib|editor)\//.test(path) && name.startsWith("features/")],
  ["lib imports no screen, widget or request", (path, name) => path.startsWith("lib/") && /^(ui|app|editor|features)\//.test(name)],
];

function checkSource(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const spoken = new Set(["label", "title", "placeholder", "alt", "aria-label", "hint"]);
  // Not words of any language: the beginning of an address, the name of an action.
  const neutral = /^(https?:\/\/|[a-z_]+\.[a-z_]+)$/;
  const line = (node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node) => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${path}:${line(node)} text without a message key: ${node.text.trim()}`);
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer) && spoken.has(node.name.getText()) && /\p{L}/u.test(node.initializer.text) && !neutral.test(node.initializer.text)) {
      found.push(`${path}:${line(node)} ${node.name.getText()} without a message key`);
    }
    if (ts.isCallExpression(node) && node.expression.getText() === "fetch" && !path.startsWith("api/") && !isTest(path)) found.push(`${path}:${line(node)} only api/ calls fetch`);
    if (ts.isNewExpression(node) && /^(WebSocket|EventSource|XMLHttpRequest)$/.test(node.expression.getText()) && !path.startsWith("api/")) found.push(`${path}:${line(node)} only api/ opens connections`);
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${path}:${line(node)} any`);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

const files = walk(source).map((path) => relative(source, path));
const used = new Set();
for (const path of files) {
  const text = readFileSync(join(source, path), "utf8");
  const lines = text.split("\n").length;
  if (isGenerated(path)) continue;
  if (lines > hardLimit) found.push(`${path} has ${lines} lines`);
  else if (lines > limit && !isMessages(path)) warned.push(`${path} has ${lines} lines`);
  if (!/\.tsx?$/.test(path)) continue;
  for (const name of imports(text, path)) for (const [rule, broken] of importRules) if (broken(path, name)) found.push(`${path}: ${rule} (${name})`);
  if (!isMessages(path)) {
    checkSource(path, text);
    for (const [, key] of text.matchAll(/["'`]([a-z_]+\.[a-zA-Z0-9_.]+)["'`]/g)) used.add(key);
    for (const [, head] of text.matchAll(/`([a-z_]+(?:\.[a-z]+_?)?)[._]?\$\{/g)) used.add(`${head}*`);
  }
}

// Keys that no source file names, directly or by the head of a template.
const heads = [...used].filter((key) => key.endsWith("*")).map((key) => key.slice(0, -1));
for (const path of files.filter((each) => each.startsWith("app/i18n/en/"))) {
  for (const [, key] of readFileSync(join(source, path), "utf8").matchAll(/^ {2}"([^"]+)":/gm)) {
    if (!used.has(key) && !heads.some((head) => key.startsWith(head))) found.push(`${path}: nobody uses ${key}`);
  }
}

const lock = readFileSync(join(root, "package-lock.json"), "utf8");
if (/"resolved":/.test(lock)) found.push("package-lock.json names registry hosts");

warned.forEach((each) => console.warn(`warning: ${each}`));
found.forEach((each) => console.error(each));
console.log(`lint: ${files.length} files, ${found.length} findings, ${warned.length} warnings`);
process.exit(found.length > 0 ? 1 : 0);
