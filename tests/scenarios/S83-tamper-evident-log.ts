import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AuditRow, Page } from "../../web/src/api/types.ts";
import { row } from "../harness/scenario.ts";
import { Server, program, target } from "../harness/server.ts";
import type { Stage } from "../harness/stage.ts";
import { newStory } from "../harness/thread.ts";
import { until } from "../harness/wait.ts";

const audit = async (t: Stage, query = ""): Promise<AuditRow[]> => (await (await t.admin()).get<Page<AuditRow>>(`/audit${query}`)).items;

/** Exit status of `galley audit verify`: 0 whole, 1 broken, 2 nobody there. */
const verify = (data: string): number => spawnSync(program(), ["audit", "verify", "--data", data], { encoding: "utf8" }).status ?? -1;

/** Changes one bit wherever the word stands in a file: an action's name stands in the sealed rows of the log. */
function flip(path: string, word: string): void {
  const bytes = readFileSync(path);
  let flipped = 0;
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    flipped += 1;
  }
  assert.ok(flipped > 0, `${word} stands in the file`);
  writeFileSync(path, bytes);
}

const words = "a headline that the audit row names 4f1c";

export default row("S83", "tamper-evident hash chain verifies; log audit, anomaly alert", (r) => {
  r.shows("an action leaves a row with who, what, when and on which object", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const story = await newStory(t, reporter, words);
    const entered = await audit(t, "?action=people.sign_in");
    const known = await audit(t, "?action=people.accept_invitation");
    assert.ok([...entered, ...known].some((entry) => entry.actor_name === "Rita Lin"), "who came in is named");
    const made = (await audit(t)).find((entry) => entry.object.includes(story.id));
    assert.equal(made?.actor_name, "Rita Lin");
    assert.equal(made.result, "done");
  });

  r.shows("a refusal leaves a row too", async (t) => {
    const reporter = await t.person("rita", "reporter");
    (await reporter.send("POST", "/desks", { key: "mine", name: "Mine" })).refused(403);
    await until("the refusal in the log", async () => (await audit(t)).some((entry) => entry.result === "refused" && entry.actor_name === "Rita Lin"));
  });

  r.shows("every row is sealed within seconds", async (t) => {
    await until("no unsealed row older than five seconds", async () => {
      const rows = await audit(t);
      return rows.length > 0 && rows.every((entry) => entry.sealed || Date.now() - Date.parse(entry.at) < 5_000);
    });
    const last = (await audit(t))[0];
    await until("the last row sealed", async () => (await audit(t)).find((entry) => entry.id === last?.id)?.sealed);
  });

  r.shows("galley audit verify accepts the chain", async (t) => {
    assert.equal(verify((await t.server()).data), 0);
  });

  r.shows("one changed byte is found", async (t) => {
    const server = await t.server();
    await server.stopProcesses();
    if (target === "sqlite") flip(join(server.data, "galley.db"), "create.create_story");
    else execFileSync("psql", [server.database ?? "", "-X", "-q", "-c", "update audit set detail = detail || ' ' where id = (select min(id) from audit)"]);
    const again = await Server.start({ data: server.data, ...(server.database === undefined ? {} : { database: server.database }) });
    try {
      assert.equal(verify(server.data), 1);
    } finally {
      await again.stop();
    }
  });

  r.pending("an unusual pattern in the log raises an alert", "anomaly alerts are not part of this step");
});
