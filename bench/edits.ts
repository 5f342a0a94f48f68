// Durable edits: how many a second, beside raw fdatasync of the same bytes, and what one costs.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Syncs, fdatasyncs } from "./lib/disk.ts";
import { type Commits, type Edits, Writers, howEdits, rounds } from "./lib/editing.ts";
import { type Benchmark, type Figure, type Outcome, atLeast, beside } from "./lib/figure.ts";
import { withFolder } from "./lib/folders.ts";
import { type Newsroom, withNewsroom } from "./lib/newsroom.ts";
import { Nginx } from "./lib/nginx.ts";
import { interleaved, medians } from "./lib/stats.ts";

const counts = [1, 16, 32] as const;
const most = Math.max(...counts);

type Round = Edits & Commits & { limit: number };

/** A run, and at once the disk alone with what that run committed. */
async function round(writers: Writers, count: number, folder: string): Promise<Round> {
  const run = await writers.edit(count);
  const { per_second } = fdatasyncs(folder, run.bytes_per_commit, 1);
  return { ...run, limit: per_second * Math.max(1, run.edits_per_commit) };
}

function figures(count: number, { per_second, limit, cpu_ms, p50_ms, p99_ms, edits_per_commit, bytes_per_commit }: Round): Figure[] {
  const who = count === 1 ? "1 writer" : `${count} writers`;
  const rate: Figure = { id: `edits.${count}.rate`, what: `${who}: durable edits`, value: per_second, unit: "/s", note: `${edits_per_commit.toFixed(1)} edits and ${(bytes_per_commit / 1024).toFixed(0)} KiB a commit; p50 ${p50_ms.toFixed(1)} ms, p99 ${p99_ms.toFixed(1)} ms` };
  return [
    beside(count === most ? { ...rate, target: atLeast(5000, "/s") } : rate, { what: "fdatasync alone, same bytes and edits a commit", value: limit, unit: "/s" }),
    { id: `edits.${count}.cpu`, what: `${who}: CPU per edit`, value: cpu_ms, unit: "ms", note: "followers included" },
  ];
}

const disk = (name: string, { per_second, p50_ms, p99_ms }: Syncs): string => `${name}: ${Math.round(per_second)}/s, p50 ${p50_ms.toFixed(2)} ms, p99 ${p99_ms.toFixed(2)} ms`;

async function measure(newsroom: Newsroom, folder: string): Promise<Outcome> {
  const writers = await Writers.gather(newsroom, folder, most);
  mkdirSync(join(folder, "files"));
  const nginx = await Nginx.start(folder);
  const limit = await writers.idling(nginx.url, most).finally(() => nginx.stop());
  const results = await interleaved(rounds, { one: () => round(writers, 1, folder), sixteen: () => round(writers, 16, folder), most: () => round(writers, most, folder) });
  const seen = [
    `The disk alone with 4 KiB: ${disk("overwriting", fdatasyncs(folder, 4096, 1))}; ${disk("appending", fdatasyncs(folder, 4096, 1, "append"))}.`,
    `The generator sends ${Math.round(limit).toLocaleString("en")} such requests a second to a server that answers without doing anything.`,
  ];
  return { figures: [...figures(1, medians(results.one)), ...figures(16, medians(results.sixteen)), ...figures(most, medians(results.most))], seen };
}

export const edits: Benchmark = {
  name: "edits",
  title: "Durable edits, SQLite",
  how: `${howEdits} The peer writes as many bytes as one commit of that run had written, into a file that is already there, with fdatasync, and nothing else; times the edits that shared a commit.`,
  run: () => withFolder("edits", (folder) => withNewsroom((newsroom) => measure(newsroom, folder))),
};
