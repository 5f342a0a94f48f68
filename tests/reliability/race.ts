// Two decisions race for one case, 1,000 times on each engine: two signatures for one level, and by turns a signature against a
// return. Exactly one wins, the other is told why. With the aggregate locks off the same race must be lost at least once on
// PostgreSQL: a second signature still meets the unique index there, but a return no longer sees the signature beside it.
// SQLite has one writer thread and no lock to take off.
import { existsSync } from "node:fs";
import type { ReviewCaseFull } from "../../web/src/api/types.ts";
import type { Client } from "../harness/client.ts";
import { check, finish, floor } from "../harness/report.ts";
import { type Target } from "../harness/server.ts";
import { Stage } from "../harness/stage.ts";
import { caseOf, newStory, sendBack, sign, submit } from "../harness/thread.ts";

const races = Number(process.env["GALLEY_RACES"] ?? 1000);
const lanes = 8;

type Tally = { raced: number; exactlyOne: number; both: number; none: number; odd: string[] };

async function race(one: Client, other: Client, found: ReviewCaseFull, tally: Tally): Promise<void> {
  const against = tally.raced % 2 === 0 ? sign(other, found) : sendBack(other, found);
  tally.raced += 1;
  const answers = await Promise.all([sign(one, found), against]);
  const won = answers.filter((a) => a.status === 200 || a.status === 201).length;
  const { signatures, returns } = await one.get<ReviewCaseFull>(`/review/cases/${found.id}`);
  const decisions = signatures.length + returns.length;
  if (won === 1 && decisions === 1) tally.exactlyOne += 1;
  else if (won === 2 || decisions > 1) tally.both += 1;
  else if (won === 0) tally.none += 1;
  for (const a of answers) if (![200, 201, 403, 409].includes(a.status)) tally.odd.push(`${a.status} ${a.text.slice(0, 120)}`);
}

async function races_(stage: Stage, count: number, enough: (t: Tally) => boolean = () => false): Promise<Tally> {
  const tally: Tally = { raced: 0, exactlyOne: 0, both: 0, none: 0, odd: [] };
  // Each lane has people of its own, so that the rate limits of one person do not slow the race down; made one after the
  // other, since passwords are hashed by few at a time.
  const cast: [Client, Client, Client][] = [];
  for (let n = 0; n < lanes; n += 1) {
    cast.push([await stage.person(`rita${n}`, "reporter"), await stage.person(`edda${n}`, "editor"), await stage.person(`emil${n}`, "editor")]);
  }
  let begun = 0;
  const lane = async ([reporter, edda, emil]: [Client, Client, Client]): Promise<void> => {
    while (begun < count && !enough(tally)) {
      begun += 1;
      const story = await newStory(stage, reporter, `Race ${begun}`);
      const proof = await submit(reporter, story.id);
      await race(edda, emil, await caseOf(edda, story.id, proof.id), tally);
    }
  };
  await Promise.all(cast.map(lane));
  return tally;
}

async function on(target: Target, count: number, options: { program?: string; args?: string[] } = {}, enough?: (t: Tally) => boolean): Promise<Tally> {
  const stage = new Stage({ target, ...options });
  try {
    return await races_(stage, count, enough);
  } finally {
    await stage.stop();
  }
}

for (const target of ["sqlite", "pg-roles"] as const) {
  const tally = await on(target, races);
  floor(`${target}: races`, tally.raced, races);
  check(`${target}: exactly one decision wins every race`, tally.exactlyOne === tally.raced, `${tally.exactlyOne} of ${tally.raced}; both ${tally.both}, none ${tally.none}`);
  check(`${target}: the other is refused in order`, tally.odd.length === 0, tally.odd[0] ?? "");
}

const broken = process.env["GALLEY_BREAK_BIN"];
check("a program with planted faults is there for the control", broken !== undefined && existsSync(broken), broken);
if (broken !== undefined && existsSync(broken)) {
  const control = await on("pg", races, { program: broken, args: ["--test-break=no-locks"] }, (t) => t.both > 0);
  check("pg: with the locks off both decisions win at least once", control.both > 0, `after ${control.raced} races`);
}
finish();
