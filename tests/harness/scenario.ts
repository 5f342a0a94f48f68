// How a scenario file reads:
//
//   export default row("S98", "diff, restore, branch per channel", (r) => {
//     r.shows("two revisions are compared word by word", async (t) => { ... });
//     r.pending("a channel document branches off the master", "channel documents come with the second channel");
//   });
//
// One file per row of FEATURES.md, named after it; every clause of its "works when" stands there, shown or pending.
// `scenario` is the same for what belongs to no single row.
import type { Stage } from "./stage.ts";

export type Outcome = "passed" | "failed" | "pending";
export type Clause = { text: string; run?: (t: Stage) => Promise<void>; reason?: string };
export type Scenario = { key: string; title: string; isRow: boolean; clauses: Clause[] };
export type Teller = {
  shows: (clause: string, run: (t: Stage) => Promise<void>) => void;
  pending: (clause: string, reason: string) => void;
};

function tell(key: string, title: string, isRow: boolean, say: (r: Teller) => void): Scenario {
  const clauses: Clause[] = [];
  say({
    shows: (text, run) => clauses.push({ text, run }),
    pending: (text, reason) => clauses.push({ text, reason }),
  });
  return { key, title, isRow, clauses };
}

export const row = (key: string, worksWhen: string, say: (r: Teller) => void): Scenario => tell(key, worksWhen, true, say);
export const scenario = (key: string, title: string, say: (r: Teller) => void): Scenario => tell(key, title, false, say);
