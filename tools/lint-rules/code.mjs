// What no file may hold, and how long files and functions may be.
import { execFileSync } from "node:child_process";
import { lineOf, withoutComments } from "./tree.mjs";

const generated = /(^|\/)(schema\.d\.ts|package-lock\.json|openapi\.yaml)$|^docs\/(actions|events|config)\.md$/;
const measured = /^(src|web\/(src|e2e|tools)|tests|tools|bench|fuzz|demo|site)\/.*\.(h|cpp|ts|tsx|mjs|css|sql|sh|html)$|^dev$/;

const banned = [
  { pattern: /\bstd::(w?regex)\b|#\s*include\s*<regex>/g, text: "std::regex overflows the stack on long input and can take exponential time; RE2 does not" },
  { pattern: /\.detach\s*\(\s*\)/g, text: "a detached thread outlives what it uses; std::jthread joins" },
  { pattern: /catch\s*\(\s*\.\.\.\s*\)\s*\{\s*\}/g, text: "an error that nobody sees cannot be mended" },
  { pattern: /\b(setlocale|std::locale::global)\s*\(/g, text: "the locale changes what numbers look like in every other file" },
  { pattern: /\bsystem\s*\(\s*"/g, text: "a shell between us and a program is a door; start programs by argument list" },
];

function bannedThings(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(/^(src|fuzz|bench)\/.*\.(h|cpp)$/)) {
    const code = withoutComments(content);
    for (const { pattern, text } of banned) for (const match of code.matchAll(pattern)) findings.push({ at: `${path}:${lineOf(code, match.index)}`, text });
  }
  return findings;
}

const sleeping = /\b(sleep_for|sleep_until|usleep|nanosleep)\s*\(|\bwaitForTimeout\s*\(|setTimeout\(\s*(resolve|done|r)\b/g;

function sleepingTests(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(/_test\.cpp$|^tests\/scenarios\/|\.spec\.ts$|\.test\.tsx?$/)) {
    for (const match of withoutComments(content).matchAll(sleeping)) findings.push({ at: `${path}:${lineOf(content, match.index)}`, text: `${match[0].trim()} in a test: wait for what you expect, with a deadline` });
  }
  return findings;
}

// The words are put together here so that this file does not find itself.
const marks = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X"].join("|")})\\b(?!\\([a-z][a-z -]*\\): \\S)`, "g");

function owners(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(measured)) {
    if (generated.test(path)) continue;
    for (const match of content.matchAll(marks)) findings.push({ at: `${path}:${lineOf(content, match.index)}`, text: `${match[0]} without owner and reason: ${match[0]}(name): why` });
  }
  return findings;
}

function fileLengths(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(measured)) {
    if (generated.test(path)) continue;
    const lines = content.split("\n").length - 1;
    if (lines > 800) findings.push({ at: path, text: `${lines} lines; 800 is the limit, 300 the aim` });
    else if (lines > 400) findings.push({ at: path, text: `${lines} lines; is it one thing?`, warning: true });
  }
  return findings;
}

/** Function lengths as universal-ctags sees them; tables of data are not functions and are not listed. */
export function functionLengths(tree) {
  return tree.onDisk(measured, (folder) => {
    const paths = tree.matching(/^(src|fuzz|bench)\/.*\.(h|cpp)$/).map(([path]) => path);
    if (paths.length === 0) return [];
    const output = execFileSync("ctags", ["--output-format=json", "--fields=+ne", "--kinds-C++=f", "--languages=C++", "--langmap=C++:+.h", "-L", "-", "-f", "-"], {
      cwd: folder,
      input: paths.join("\n"),
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["pipe", "pipe", "ignore"],
    });
    return output
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter((tag) => tag.end)
      .map((tag) => ({ path: tag.path, line: tag.line, name: tag.name, lines: tag.end - tag.line + 1 }));
  });
}

// Structured bindings need one case per number of fields until C++26: long, but nothing to understand.
const spelledOut = new Set(["src/platform/base/reflect_bind.h"]);

function longFunctions(tree) {
  return functionLengths(tree)
    .filter((f) => f.lines > 60 && !f.path.endsWith("_test.cpp") && !spelledOut.has(f.path))
    .map((f) => ({ at: `${f.path}:${f.line}`, text: `${f.name} has ${f.lines} lines; aim at 40`, warning: f.lines <= 120 }));
}

// A path that exists on one machine only. Put together so that this file does not find itself.
const machinePath = new RegExp(`(?<![\\w./-])/(${["wo" + "rk", "ro" + "ot", "ho" + "me/[a-z]", "Us" + "ers/[A-Za-z]"].join("|")})(/|\\b)[^\\s"')]*`, "g");

function machinePaths(tree) {
  const findings = [];
  for (const [path, content] of tree.files) {
    if (/package-lock\.json$/.test(path)) continue;
    for (const match of content.matchAll(machinePath)) findings.push({ at: `${path}:${lineOf(content, match.index)}`, text: `${match[0]} is a place on one machine` });
  }
  return findings;
}

function registryHosts(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(/package-lock\.json$/)) {
    const match = /"resolved":\s*"https?:/.exec(content);
    if (match) findings.push({ at: `${path}:${lineOf(content, match.index)}`, text: "names a registry's host: write the file with omit-lockfile-registry-resolved" });
  }
  for (const [path, content] of tree.matching(/(^|\/)\.npmrc$/)) {
    const match = /^\s*(@[\w-]+:)?registry\s*=/m.exec(content);
    if (match) findings.push({ at: `${path}:${lineOf(content, match.index)}`, text: "names a registry: that is the machine's own setting" });
  }
  return findings;
}

function exactVersions(tree) {
  const findings = [];
  for (const [path, content] of tree.matching(/^(web|tests)\/package\.json$/)) {
    const parsed = JSON.parse(content);
    for (const [name, version] of Object.entries({ ...parsed.dependencies, ...parsed.devDependencies })) {
      if (!/^(npm:(@?[\w/-]+)@)?\d+\.\d+\.\d+$/.test(version)) findings.push({ at: path, text: `${name} ${version} is not an exact version` });
    }
  }
  return findings;
}

const long = (n) => `int f() {\n${"  g();\n".repeat(n)}  return 0;\n}\n`;

export const codeRules = [
  {
    name: "banned",
    why: "Each of these has cost somebody a night; the line beside it says what to use instead.",
    check: bannedThings,
    example: { clean: { "src/platform/base/a.cpp": "// std::regex is banned\nvoid f();\n" }, planted: { "src/platform/base/b.cpp": "void f() { try { g(); } catch (...) { } }\n" } },
  },
  {
    name: "no-sleep",
    why: "A test that sleeps is slow on a fast machine and red on a slow one.",
    check: sleepingTests,
    example: { clean: { "src/a/b/x_test.cpp": "wait_until(done);\n" }, planted: { "src/a/b/y_test.cpp": "std::this_thread::sleep_for(10ms);\n" } },
  },
  {
    name: "todo-owner",
    why: "A promise without a name is kept by nobody.",
    check: owners,
    example: { clean: { "src/a/b/x.cpp": `// ${"TO" + "DO"}(gather): agencies send two dates\n` }, planted: { "src/a/b/y.cpp": `// ${"TO" + "DO"}: later\n` } },
  },
  {
    name: "file-length",
    why: "A file of more than 800 lines is never one thing, and nobody reads it whole.",
    check: fileLengths,
    example: { clean: { "src/a/b/x.cpp": "\n".repeat(399) }, planted: { "src/a/b/y.cpp": "\n".repeat(801) } },
  },
  {
    name: "function-length",
    why: "What does not fit on a screen is not understood at once. Over 60 lines is listed, over 120 refused.",
    check: longFunctions,
    example: { clean: { "src/a/b/x.cpp": long(20) }, planted: { "src/a/b/y.cpp": long(130) } },
  },
  {
    name: "machine-paths",
    why: "A path of one machine works on that machine.",
    check: machinePaths,
    example: { clean: { "docs/a.md": "See /usr/bin/env and src/work/x.\n" }, planted: { "docs/b.md": `cd ${"/ro" + "ot"}/galley\n` } },
  },
  {
    name: "registry-hosts",
    why: "Whoever builds uses the registry of his own machine or mirror.",
    check: registryHosts,
    example: { clean: { "web/package-lock.json": '{"version": "1"}', "web/.npmrc": "fund=false\n" }, planted: { "web/package-lock.json": '{\n"resolved": "https://host/x.tgz"}' } },
  },
  {
    name: "exact-versions",
    why: "A build of today and one of next year must be the same.",
    check: exactVersions,
    example: { clean: { "web/package.json": '{"dependencies": {"a": "1.2.3", "b": "npm:c@7.0.2"}}' }, planted: { "tests/package.json": '{"devDependencies": {"a": "^1.2.3"}}' } },
  },
];
