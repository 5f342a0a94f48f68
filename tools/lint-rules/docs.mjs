// Documents, decisions, messages: what they point at exists.
import { posix } from "node:path";
import { lineOf } from "./tree.mjs";

const slug = (heading) =>
  heading
    .replace(/`|\*|\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

const withoutCode = (content) => content.replace(/```[\s\S]*?```|`[^`\n]*`|^( {4}|\t).*$/gm, (match) => match.replace(/[^\n]/g, " "));

function links(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(/\.md$/)) {
    for (const match of withoutCode(content).matchAll(/\]\(([^)\s]+)\)/g)) {
      const at = `${path}:${lineOf(content, match.index)}`;
      const [target, anchor] = match[1].split("#");
      if (/^[a-z]+:/.test(target)) continue;
      const file = target === "" ? path : posix.normalize(posix.join(posix.dirname(path), target));
      if (!tree.has(file) && !tree.hasFolder(file)) findings.push({ at, text: `${match[1]} leads nowhere` });
      else if (anchor && file.endsWith(".md") && ![...tree.files.get(file).matchAll(/^#+\s+(.*)$/gm)].some((h) => slug(h[1]) === anchor)) findings.push({ at, text: `${file} has no heading #${anchor}` });
    }
  }
  return findings;
}

function decisions(tree) {
  const findings = [];
  const numbers = new Map();
  for (const [path, content] of tree.matching(/^docs\/decisions\/(?!README).*\.md$/)) {
    const number = /\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1];
    if (!number) findings.push({ at: path, text: "is not named NNNN-title.md" });
    else if (numbers.has(number)) findings.push({ at: path, text: `has the number of ${numbers.get(number)}` });
    else numbers.set(number, path);
    for (const part of ["Status", "Context", "Decision", "Consequences"]) {
      if (!new RegExp(`^(#+ |\\*\\*)${part}`, "m").test(content)) findings.push({ at: path, text: `does not say its ${part.toLowerCase()}` });
    }
  }
  return findings;
}

const generated = ["docs/actions.md", "docs/events.md", "docs/config.md", "api/openapi.yaml"];

/** Their content is compared in the unit tests; here they must only be there and say what they are. */
function generatedFiles(tree) {
  if (!tree.has("src/app/main.cpp")) return [];
  return generated
    .filter((path) => !/generated|written by `galley/i.test((tree.files.get(path) ?? "").slice(0, 600)))
    .map((path) => ({ at: path, text: tree.has(path) ? "does not say in its first lines that it is generated, and by which command" : "is missing" }));
}

function messages(tree) {
  const findings = [];
  const files = tree.matching(/^site\/locales\/[\w-]+\.json$/).map(([path, content]) => [path, JSON.parse(content)]);
  const all = new Set(files.flatMap(([, keys]) => Object.keys(keys)));
  for (const [path, keys] of files) {
    for (const key of all) if (!(key in keys) && key !== "months") findings.push({ at: path, text: `has no "${key}"` });
  }
  for (const [path, content] of tree.matching(/^site\/templates\/.*\.html$/)) {
    for (const match of content.matchAll(/\{\{[#^]?\s*t\.(\w+)/g)) if (files.length > 0 && !all.has(match[1])) findings.push({ at: `${path}:${lineOf(content, match.index)}`, text: `t.${match[1]} is in no locale file` });
  }
  return findings;
}

function themeEscapes(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(/^site\/templates\/.*\.html$/)) {
    for (const [pattern, text] of [
      [/\{\{\{|\{\{&/g, "a raw value: only SafeHtml prints raw, and the view decides that"],
      [/<(script|style)\b[^>]*>[^<]*\{\{/g, "a value inside script or style cannot be escaped"],
      [/\son[a-z]+\s*=/g, "an inline handler needs an exception in the content policy"],
      [/=\{\{/g, "an attribute without quotes"],
    ]) {
      for (const match of content.matchAll(pattern)) findings.push({ at: `${path}:${lineOf(content, match.index)}`, text });
    }
  }
  return findings;
}

function budgets(tree) {
  const limits = { "site/assets/site.css": 10240, "site/assets/read.js": 2048 };
  return Object.entries(limits)
    .filter(([path, limit]) => Buffer.byteLength(tree.files.get(path) ?? "") > limit)
    .map(([path, limit]) => ({ at: path, text: `is ${Buffer.byteLength(tree.files.get(path))} bytes; readers were promised ${limit}` }));
}

const decision = "# 1\n**Status**: x\n## Context\n## Decision\n## Consequences\n";

export const docRules = [
  {
    name: "links",
    why: "A link that leads nowhere tells the reader that nobody reads this.",
    check: links,
    example: { clean: { "docs/a.md": "# A b\n[x](b.md#c-d) [y](#a-b) `[z](none)`\n", "docs/b.md": "## C d\n" }, planted: { "docs/c.md": "[x](b.md#none)\n" } },
  },
  {
    name: "decisions",
    why: "A decision without its reasons is asked again every year.",
    check: decisions,
    example: { clean: { "docs/decisions/0001-a.md": decision }, planted: { "docs/decisions/0001-b.md": decision } },
  },
  {
    name: "generated",
    why: "What the tables say must be readable without running the program.",
    check: generatedFiles,
    example: {
      clean: { "src/app/main.cpp": "", ...Object.fromEntries(generated.map((path) => [path, "Generated by galley describe\n"])) },
      planted: { "docs/events.md": "# Events\n" },
    },
  },
  {
    name: "messages",
    why: "A word that is missing in one language is a hole in that reader's page.",
    check: messages,
    example: { clean: { "site/locales/en.json": '{"a": "1"}', "site/templates/x.html": "{{t.a}}" }, planted: { "site/locales/zh-CN.json": '{"b": "2"}' } },
  },
  {
    name: "theme-escapes",
    why: "One raw value in one template is a hole in every page.",
    check: themeEscapes,
    example: { clean: { "site/templates/a.html": '<a href="{{url}}">{{name}}</a>' }, planted: { "site/templates/b.html": "<p>{{{name}}}</p>" } },
  },
  {
    name: "budgets",
    why: "Readers are on slow phones; a budget that nothing holds is a wish.",
    check: budgets,
    example: { clean: { "site/assets/read.js": "x" }, planted: { "site/assets/read.js": "x".repeat(2049) } },
  },
];
