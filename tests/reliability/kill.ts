// T1: kill -9 under load. Sixteen clients write and note what was acknowledged; the server is killed 30 to 250 ms after the first
// answer, started again over the same folder, and everything acknowledged must be there. The failing control acknowledges before
// the commit and must lose. It finds logic errors; what a power cut loses is another test.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Item, ItemFull, Page, Proof, StoryCard } from "../../web/src/api/types.ts";
import { alone } from "../harness/alone.ts";
import { Client } from "../harness/client.ts";
import { Wire } from "../harness/feed.ts";
import { check, finish, floor, random } from "../harness/report.ts";
import { Server, program } from "../harness/server.ts";
import { master, paragraphs, wireItem } from "../harness/thread.ts";
import { until } from "../harness/wait.ts";

const writers = 16;
const kills = Number(process.env["GALLEY_KILLS"] ?? 100);
const seed = Number(process.env["GALLEY_SEED"] ?? 1);
const next = random(seed);

type Acked = { id: string; headline: string };
type Run = { acked: Acked[]; proofs: string[]; killsUnderLoad: number; lost: Acked[]; doubled: string[]; data: string; cookies: Map<string, string> };

const headlineOf = (n: number, writer: number): string => `${n}-${writer}-${createHash("sha256").update(`${seed} ${n} ${writer}`).digest("hex").slice(0, 24)}`;

/** Writes until the server dies; every answer with a 2xx is an acknowledgement. */
async function write(client: Client, desk: string, name: (n: number) => string, run: Run, acked: (a: Acked) => void): Promise<void> {
  for (let n = 0; ; n += 1) {
    try {
      const headline = name(n);
      const answer = await client.send("POST", "/stories", { desk, headline });
      if (answer.status !== 201) continue;
      const { id } = answer.json<{ id: string }>();
      acked({ id, headline });
      if (n % 4 !== 3) continue;
      // now and then a whole submission: its job must run exactly once, however often the server dies
      const { value, version } = await master(client, id);
      await client.patch(`/documents/${value.id}`, version, { body: paragraphs(`Text of ${headline}`) });
      const submitted = await client.send("POST", `/stories/${id}/submit`, { ai_use: "none" });
      if (submitted.status === 202) run.proofs.push(submitted.json<{ proof: string }>().proof);
    } catch {
      return; // the server is gone: what was not answered was not acknowledged
    }
  }
}

async function missing(client: Client, acked: Acked[]): Promise<Acked[]> {
  const lost: Acked[] = [];
  for (let from = 0; from < acked.length; from += 50) {
    const some = acked.slice(from, from + 50);
    const { items } = await client.get<Page<StoryCard>>(`/stories?limit=100&${some.map((a) => `ids=${a.id}`).join("&")}`);
    const there = new Map(items.map((card) => [card.id, card.headline]));
    lost.push(...some.filter((a) => there.get(a.id) !== a.headline));
  }
  return lost;
}

async function run(path: string, args: string[], rounds: number, enough: (run: Run) => boolean): Promise<Run> {
  const data = mkdtempSync(join(tmpdir(), "galley-kill-"));
  const wire = await Wire.start();
  const result: Run = { acked: [], proofs: [], killsUnderLoad: 0, lost: [], doubled: [], data, cookies: new Map() };
  const start = (): Promise<Server> => Server.start({ target: "sqlite", data, program: path, args, allow: [wire.hostPort] });
  const sessionAt = (server: Server): Client => {
    const client = new Client(server.editors);
    client.cookies = new Map(result.cookies);
    return client;
  };
  let desk = "";
  try {
    for (let round = 0; round < rounds && !enough(result); round += 1) {
      const server = await start();
      if (round === 0) {
        const made = await alone(server.editors);
        const { client } = made;
        result.cookies = client.cookies;
        desk = made.desk;
        const source = await client.post<{ id: string }>("/sources", { name: "Wire", url: wire.url, kind: "feed", desk: null, interval_s: 15 });
        wire.add(wireItem("before the first kill"));
        await client.send("POST", `/sources/${source.id}/poll`, {});
      }
      wire.add(wireItem(`item of round ${round}`));
      const since: Acked[] = [];
      let first: () => void = () => undefined;
      const firstAck = new Promise<void>((resolve) => (first = resolve));
      const note = (a: Acked): void => {
        since.push(a);
        first();
      };
      const load = Array.from({ length: writers }, (_, w) => write(sessionAt(server), desk, (n) => headlineOf(round * 10_000 + n, w), result, note));
      await firstAck;
      const delay = 30 + next() * 220;
      await new Promise((resolve) => setTimeout(resolve, delay));
      await server.kill();
      await Promise.all(load);
      if (since.length > 0) result.killsUnderLoad += 1;
      result.acked.push(...since);
      const reopened = await start();
      result.lost.push(...(await missing(sessionAt(reopened), since)));
      await reopened.kill();
    }
    await inspect(await start(), sessionAt, result);
    return result;
  } finally {
    await wire.stop();
  }
}

/** The last look: nothing lost since, every job done once, every named blob there. */
async function inspect(server: Server, sessionAt: (server: Server) => Client, result: Run): Promise<void> {
  const client = sessionAt(server);
  result.lost.push(...(await missing(client, result.acked)));
  for (const id of result.proofs) {
    // A submission that was acknowledged and is unknown now is a loss like any other: the failing control has them too.
    if ((await client.send("GET", `/proofs/${id}`)).status === 404) {
      result.lost.push({ id, headline: `the proof ${id}` });
      continue;
    }
    const proof = await until("a submitted proof is ready", async () => {
      const found = await client.get<Proof>(`/proofs/${id}`);
      return found.state === "ready" && found;
    }, 60_000);
    if (proof.parts.length !== 1) result.doubled.push(id);
  }
  const { items } = await client.get<Page<Item>>("/items?limit=100");
  const blobs = new Set(readdirSync(result.data, { recursive: true, encoding: "utf8" }).map((name) => name.replace(/.*\//, "")));
  for (const item of items) {
    const { raw } = await client.get<ItemFull>(`/items/${item.id}`);
    if (![...blobs].some((name) => name !== "" && raw.endsWith(name.replace(/\..*$/, "")))) result.lost.push({ id: item.id, headline: `the blob of ${item.headline}` });
  }
  const guids = items.map((item) => item.headline);
  result.doubled.push(...guids.filter((headline, at) => guids.indexOf(headline) !== at));
  await server.stopProcesses();
}

function integrity(data: string): string {
  const database = readdirSync(data).find((name) => name.endsWith(".db") && !name.startsWith("search"));
  if (database === undefined || !existsSync(join(data, database))) return "no database";
  const { stdout, stderr } = spawnSync("sqlite3", [join(data, database), "pragma integrity_check; pragma foreign_key_check;"], { encoding: "utf8" });
  return `${stdout}${stderr}`.trim();
}

const real = await run(program(), [], kills, () => false);
floor("kills under load", real.killsUnderLoad, Math.min(kills, 100));
floor("acknowledged writes", real.acked.length, kills * 10);
floor("submissions", real.proofs.length, Math.floor(kills / 4));
check("nothing acknowledged is lost", real.lost.length === 0, real.lost.slice(0, 3).map((a) => a.headline).join(", "));
check("no job ran twice, no item came twice", real.doubled.length === 0, real.doubled.slice(0, 3).join(", "));
check("the database is whole", integrity(real.data) === "ok", integrity(real.data));
rmSync(real.data, { recursive: true, force: true });
console.log(`figures: ${real.killsUnderLoad} kills, ${real.acked.length} acknowledged, ${real.lost.length} lost, ${real.proofs.length} submissions, seed ${seed}`);

const broken = process.env["GALLEY_BREAK_BIN"];
check("a program with planted faults is there for the control", broken !== undefined && existsSync(broken), broken);
if (broken !== undefined && existsSync(broken)) {
  const control = await run(broken, ["--test-break=ack-before-commit"], 20, (r) => r.lost.length > 0);
  check("the control that acknowledges before the commit loses", control.lost.length > 0, `${control.lost.length} of ${control.acked.length} after ${control.killsUnderLoad} kills`);
  rmSync(control.data, { recursive: true, force: true });
}
finish();
