// Durable edits over PostgreSQL, beside raw fdatasync.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Syncs, fdatasyncs } from "./lib/disk.ts";
import { type Edits, Writers, howEdits, rounds } from "./lib/editing.ts";
import { type Benchmark, type Figure, type Outcome, beside } from "./lib/figure.ts";
import { withFolder } from "./lib/folders.ts";
import { fileSystemOf } from "./lib/machine.ts";
import { type Newsroom, withNewsroom } from "./lib/newsroom.ts";
import { interleaved, median, medians } from "./lib/stats.ts";

const pageBytes = 8192;

const psql = (sql: string): string => execFileSync("psql", [process.env["GALLEY_TEST_PG"] ?? "", "-XqAt", "-c", sql], { encoding: "utf8" }).trim();

function figures(count: number, { per_second, cpu_ms, p50_ms, p99_ms }: Edits, syncs: number): Figure[] {
  const who = count === 1 ? "1 writer" : `${count} writers`;
  return [
    beside({ id: `edits-pg.${count}.rate`, what: `${who}: durable edits`, value: per_second, unit: "/s", note: `p50 ${p50_ms.toFixed(1)} ms, p99 ${p99_ms.toFixed(1)} ms` }, { what: "fdatasync of 8 KiB, alone", value: syncs, unit: "/s" }),
    { id: `edits-pg.${count}.cpu`, what: `${who}: CPU per edit`, value: cpu_ms, unit: "ms", note: "PostgreSQL and followers included" },
  ];
}

async function measure(newsroom: Newsroom, folder: string): Promise<Outcome> {
  if (psql("show fsync") !== "on") throw new Error("the cluster runs without fsync, so nothing in it is durable");
  const data = psql("show data_directory");
  const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  const writers = await Writers.gather(newsroom, folder, 32);
  const syncs: Syncs[] = [];
  const results = await interleaved(rounds, {
    one: () => writers.edit(1, [postmaster]),
    most: () => writers.edit(32, [postmaster]).finally(() => syncs.push(fdatasyncs(folder, pageBytes, 1))),
  });
  const limit = median(syncs.map((each) => each.per_second));
  return { figures: [...figures(1, medians(results.one), limit), ...figures(32, medians(results.most), limit)], seen: [`PostgreSQL ${psql("show server_version")}, its defaults but for the number of connections, on ${fileSystemOf(data)}.`] };
}

export const editsPg: Benchmark = {
  name: "edits-pg",
  title: "Durable edits, PostgreSQL",
  how: `${howEdits} The database is a throw-away cluster on the same machine with fsync on; one process of Galley does everything. The peer writes one page of PostgreSQL's log with fdatasync, alone: 32 writers share syncs and may pass it.`,
  cluster: true,
  run: () => withFolder("edits", (folder) => withNewsroom((newsroom) => measure(newsroom, folder), "pg")),
};
