// npm run permissions: the matrix alone, with its failing controls.
import { matrix } from "./harness/matrix.ts";
import { Stage } from "./harness/stage.ts";

let passed = 0;
let failed = 0;

const check = (name: string, good: boolean, note = ""): void => {
  if (good) passed += 1;
  else failed += 1;
  if (!good) console.log(`FAILED ${name}${note === "" ? "" : `\n${note}`}`);
};

async function over(options: ConstructorParameters<typeof Stage>[0]): Promise<Awaited<ReturnType<typeof matrix>>> {
  const stage = new Stage(options);
  try {
    return await matrix(stage);
  } finally {
    await stage.stop();
  }
}

const report = await over({});
passed += report.passed;
for (const entry of report.missing) check(`${entry} has no line in permissions.tsv`, false);
for (const entry of report.unknown) check(`${entry} stands in permissions.tsv but not in the program`, false);
for (const difference of report.differences) check(difference, false);

// A matrix that cannot fail shows nothing: a planted open entry and a list without its scope must both be seen.
const broken = process.env["GALLEY_BREAK_BIN"];
if (broken !== undefined) {
  for (const fault of ["open-entry", "no-scope"]) {
    const found = await over({ program: broken, args: [`--test-break=${fault}`] });
    check(`the planted fault ${fault} is found`, found.differences.length + found.missing.length > 0);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
