// N writers, each with a document and a connection of its own, change one field over and over.
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "../../tests/harness/client.ts";
import { type Newsroom, quiet } from "./newsroom.ts";
import { bytesToDisk, cpuSeconds } from "./process.ts";
import { send } from "./wrk.ts";

/** So many that none meets the limit of 100 edits a second each. */
const people = 96;
const seconds = 3;
export const rounds = 5;

export const howEdits = `An edit changes one field of a document over HTTP: the row, its story's card, event, audit and idempotency rows, acknowledged after the fsync. ${rounds} rounds of ${seconds} s for each number of writers; medians. Every writer has a connection and a document (400 words) of its own. The rate limits are as delivered: the edits come from the sessions of ${people} people in turn.`;

export type Edits = { per_second: number; p50_ms: number; p99_ms: number; cpu_ms: number };
export type Commits = { edits_per_commit: number; bytes_per_commit: number };

export class Writers {
  private constructor(
    private readonly newsroom: Newsroom,
    private readonly folder: string,
    private readonly reader: Client,
    readonly documents: readonly string[],
  ) {}

  static async gather(newsroom: Newsroom, folder: string, most: number): Promise<Writers> {
    const everybody = await newsroom.people(people);
    const [reader] = everybody;
    if (reader === undefined) throw new Error("nobody joined");
    writeFileSync(join(folder, "cookies"), everybody.map((each) => each.cookie).join("\n"));
    return new Writers(newsroom, folder, reader, await newsroom.documents(reader, most));
  }

  /** Where each document stands now; what was under way when the last run ended has been written since. */
  private async plan(writers: number): Promise<string> {
    const path = join(this.folder, "plan");
    const lines = await Promise.all(this.documents.slice(0, writers).map(async (id) => `${id} ${(await this.reader.get<{ version: number }>(`/documents/${id}`)).version}`));
    writeFileSync(path, lines.join("\n"));
    return path;
  }

  private async load(url: string, writers: number): Promise<{ requests: number; seconds: number; p50_ms: number; p99_ms: number }> {
    const args = [await this.plan(writers), join(this.folder, "cookies"), randomUUID()];
    return send({ url, script: "edit.lua", args, threads: writers, connections: writers, seconds });
  }

  /** CPU counts until followers have caught up: what an event sets off belongs to the edit. `also` are further processes that do its work. */
  async edit(writers: number, also: readonly number[] = []): Promise<Edits & Commits> {
    const { newsroom } = this;
    const pids = [newsroom.pid, ...also];
    const cpu = (): number => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
    await newsroom.quiet();
    const before = { cpu: cpu(), bytes: bytesToDisk(newsroom.pid), ...(await newsroom.counters()) };
    const sent = await this.load(newsroom.server.editors, writers);
    const after = { bytes: bytesToDisk(newsroom.pid), ...(await newsroom.counters()) };
    for (const pid of pids) await quiet(pid);
    const commits = after.commits - before.commits;
    return {
      per_second: sent.requests / sent.seconds,
      p50_ms: sent.p50_ms,
      p99_ms: sent.p99_ms,
      cpu_ms: (1000 * (cpu() - before.cpu)) / sent.requests,
      edits_per_commit: sent.requests / commits,
      bytes_per_commit: (after.bytes - before.bytes) / commits,
    };
  }

  /** What the generator itself can send, at a server that answers without doing anything. */
  async idling(url: string, writers: number): Promise<number> {
    const sent = await this.load(url, writers);
    return sent.requests / sent.seconds;
  }
}
