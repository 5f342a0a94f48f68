import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { row } from "../harness/scenario.ts";
import { target } from "../harness/server.ts";
import { arrive, item, wireItem } from "../harness/thread.ts";

/** Every file below a folder. */
const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

export default row("S55", "blobs never in the database; integrity of foreign keys is checked by a job", (r) => {
  const marker = "only-in-the-raw-bytes-7d31c0";
  let raw = "";

  r.shows("the raw bytes of an item are a file named by their content", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const found = await arrive(t, reporter, { ...wireItem("Raw bytes"), html: `<!-- ${marker} --><p>Visible.</p>` });
    raw = (await item(reporter, found.id)).raw;
    const blob = files((await t.server()).data).find((path) => createHash("sha256").update(readFileSync(path)).digest("hex") === raw);
    assert.ok(blob, "a file with that content lies in the data folder");
    assert.ok(blob.includes(raw.slice(0, 2)) && blob.includes(raw.slice(-8)), `its name comes from its content: ${blob}`);
    assert.ok(readFileSync(blob, "utf8").includes(marker));
  });

  r.shows("the database does not hold them", async (t) => {
    const server = await t.server();
    const hex = Buffer.from(marker).toString("hex");
    const holds = (content: Buffer | string): boolean => content.includes(marker) || content.includes(hex);
    if (target === "sqlite") {
      for (const path of files(server.data).filter((p) => /\.db(-wal)?$/.test(p))) assert.ok(!holds(readFileSync(path)), `${path} holds the raw bytes`);
      return;
    }
    const dump = execFileSync(`${process.env["GALLEY_PG_BIN"]}/pg_dump`, [server.database ?? ""], { encoding: "utf8", maxBuffer: 1 << 28 });
    assert.ok(dump.includes("Raw bytes"), "the dump holds the item");
    assert.ok(!holds(dump), "the dump holds the raw bytes");
  });

  r.shows("equal bytes are kept once", async (t) => {
    const copies = files((await t.server()).data).filter((path) => createHash("sha256").update(readFileSync(path)).digest("hex") === raw);
    assert.equal(copies.length, 1);
  });

  r.pending("files in an object store behind the same interface", "S3 is not part of this step");
  r.pending("a job checks foreign keys and that every named blob exists", "the integrity job is not part of this step");
});
