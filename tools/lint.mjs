// The house rules, each with its reason and with a planted violation that it must find.
//   tools/lint               every rule over the working tree; warnings are listed, errors make it fail
//   tools/lint --self-test   every rule must find its planted violation and pass the same tree without it
//   tools/lint --list        the rules and their reasons
//   tools/lint RULE...       only these
import { fileURLToPath } from "node:url";
import { Tree } from "./lint-rules/tree.mjs";
import { houseRules } from "./lint-rules/house.mjs";
import { codeRules } from "./lint-rules/code.mjs";
import { docRules } from "./lint-rules/docs.mjs";

const rules = [...houseRules, ...codeRules, ...docRules];

/** @param {Tree} tree @param {typeof rules} chosen */
function lint(tree, chosen) {
  let failed = 0;
  let warnings = 0;
  for (const rule of chosen) {
    const findings = rule.check(tree);
    const errors = findings.filter((f) => !f.warning);
    if (errors.length > 0) {
      failed += 1;
      console.log(`\n${rule.name}: ${rule.why}`);
    }
    for (const f of findings.filter((f) => f.warning)) {
      warnings += 1;
      console.log(`warning ${f.at}: ${f.text} [${rule.name}]`);
    }
    for (const f of errors) console.log(`ERROR ${f.at}: ${f.text}`);
  }
  if (warnings > 0) console.log(`${warnings} warnings`);
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

/** A rule that cannot fail is no rule: each brings a small tree that is in order and one file that breaks it. */
function selfTest(chosen) {
  let failed = 0;
  for (const rule of chosen) {
    const clean = Tree.of(rule.example.clean);
    const broken = Tree.of({ ...rule.example.clean, ...rule.example.planted });
    const unexpected = rule.check(clean);
    const found = rule.check(broken);
    const expected = rule.example.finds ?? Object.keys(rule.example.planted)[0];
    const good = unexpected.length === 0 && found.some((f) => f.at.startsWith(expected));
    if (!good) {
      failed += 1;
      console.log(`ERROR ${rule.name}: ${unexpected.length > 0 ? `the tree in order gave ${JSON.stringify(unexpected)}` : `nothing found in ${expected}`}`);
    }
  }
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith("--"));
const unknown = names.filter((name) => !rules.some((rule) => rule.name === name));
const chosen = names.length > 0 ? rules.filter((rule) => names.includes(rule.name)) : rules;

if (unknown.length > 0) {
  console.error(`lint: there is no rule "${unknown[0]}"; tools/lint --list names them.`);
  process.exitCode = 2;
} else if (words.includes("--list")) {
  for (const rule of rules) console.log(`${rule.name.padEnd(18)} ${rule.why}`);
} else if (words.includes("--self-test")) {
  process.exitCode = selfTest(chosen) ? 0 : 1;
} else {
  const root = fileURLToPath(new URL("..", import.meta.url));
  process.exitCode = lint(Tree.ofRepository(root), chosen) ? 0 : 1;
}
