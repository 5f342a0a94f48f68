// T4: the disk fills up. The data folder lies on a small tmpfs; the test writes until it is refused, frees space from outside,
// and writes again, many times over. Every acknowledged write survives, the refusals are 507 in good order, and the ballast lets a
// person still sign in on a full disk. Without the ballast that must fail; acknowledging before the commit must lose.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page, StoryCard } from "../../web/src/api/types.ts";
import { alone, signsIn } from "../harness/alone.ts";
import { type Answer, Client } from "../harness/client.ts";
import { check, finish, floor } from "../harness/report.ts";
import { Server, program } from "../harness/server.ts";
import { until } from "../harness/wait.ts";

const rounds = Number(process.env["GALLEY_DISK_ROUNDS"] ?? 40);
const megabytes = Number(process.env["GALLEY_DISK_MB"] ?? 64);

// mounting needs root or a user namespace of our own
if (process.getuid?.() !== 0 && process.env["GALLEY_UNSHARED"] === undefined) {
  const again = spawnSync("unshare", ["-Urm", process.execPath, ...process.execArgv, fileURLToPath(import.meta.url)], {
    stdio: "inherit",
    env: { ...process.env, GALLEY_UNSHARED: "yes" },
  });
  process.exit(again.status ?? 1);
}

/** A program that acknowledges everything never says that the disk is full; this many writes are several times what fits. */
const mostWrites = 500;
/** Signing in alone writes so little that the last free pages could pass for the ballast. */
const writesOnBallast = 10;

type Result = { events: number; acked: number; lost: number; odd: string[]; worksWhenFull: boolean; recovered: number };

const free = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** Takes what is left of the disk, but for a little; undoing it is what an operator does who clears another program's logs. */
function fill(folder: string, leave: number): () => void {
  const path = join(folder, "somebody-elses.log");
  const size = Math.max(0, free(folder) - leave);
  writeFileSync(path, Buffer.alloc(Math.min(size, 1 << 30)));
  return () => {
    truncateSync(path, 0);
    rmSync(path);
  };
}

async function run(path: string, args: string[], times: number): Promise<Result> {
  const mount = mkdtempSync(join(tmpdir(), "galley-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", mount]);
  const data = join(mount, "data");
  mkdirSync(data);
  const result: Result = { events: 0, acked: 0, lost: 0, odd: [], worksWhenFull: true, recovered: 0 };
  const acked = new Map<string, string>();
  let server = await Server.start({ target: "sqlite", data, program: path, args });
  try {
    const { client, desk } = await alone(server.editors);
    for (let round = 0; round < times; round += 1) {
      if (args.length === 0) {
        await until("the ballast is in its place", async () => readdirSync(data).some((name) => name.endsWith(".ballast")), 30_000);
      }
      const undo = fill(mount, 3_000_000);
      const write = async (name: string): Promise<Answer> => {
        const headline = `${round}-${name}-${"x".repeat(280)}`;
        const answer = await client.send("POST", "/stories", { desk, headline });
        if (answer.status === 201) acked.set(answer.json<{ id: string }>().id, headline);
        return answer;
      };
      for (let n = 0; n < mostWrites; n += 1) {
        const answer = await write(String(n));
        if (answer.status === 201) continue;
        if (answer.status !== 507 && answer.status !== 503) result.odd.push(`${answer.status} ${answer.text.slice(0, 160)}`);
        result.events += 1;
        break;
      }
      if (!(await signsIn(server.editors))) result.worksWhenFull = false;
      for (let n = 0; n < writesOnBallast && result.worksWhenFull; n += 1) result.worksWhenFull = (await write(`ballast ${n}`)).status === 201;
      undo();
      await until("writing works again after space was freed", async () => (await client.send("POST", "/stories", { desk, headline: `after ${round}` })).status === 201, 20_000);
      result.recovered += 1;
    }
    await server.stopProcesses();
    server = await Server.start({ target: "sqlite", data, program: path });
    const again = new Client(server.editors);
    again.cookies = client.cookies;
    const ids = [...acked.keys()];
    for (let from = 0; from < ids.length; from += 50) {
      const some = ids.slice(from, from + 50);
      const { items } = await again.get<Page<StoryCard>>(`/stories?limit=100&${some.map((id) => `ids=${id}`).join("&")}`);
      const there = new Map(items.map((card) => [card.id, card.headline]));
      result.lost += some.filter((id) => there.get(id) !== acked.get(id)).length;
    }
    await server.stopProcesses();
    const database = readdirSync(data).find((name) => name.endsWith(".db") && !name.startsWith("search"));
    const { stdout, stderr } = spawnSync("sqlite3", [join(data, database ?? ""), "pragma integrity_check"], { encoding: "utf8" });
    const whole = `${stdout}${stderr}`.trim();
    if (whole !== "ok") result.odd.push(`integrity_check: ${whole}`);
  } catch (problem) {
    result.odd.push(String(problem));
  } finally {
    await server.kill().catch(() => undefined);
    execFileSync("umount", ["-l", mount]);
    rmSync(mount, { recursive: true, force: true });
  }
  result.acked = acked.size;
  return result;
}

const real = await run(program(), [], rounds);
floor("times the disk was full", real.events, rounds);
floor("acknowledged writes", real.acked, rounds * 5);
check("nothing acknowledged is lost", real.lost === 0, real.lost);
check("every refusal was in order and the database is whole", real.odd.length === 0, real.odd[0] ?? "");
check("a person signs in and works on the full disk: the ballast was released", real.worksWhenFull);
check("writing works again each time, without a restart", real.recovered === rounds, real.recovered);
console.log(`figures: ${real.events} times full, ${real.acked} acknowledged, ${real.lost} lost`);

const broken = process.env["GALLEY_BREAK_BIN"];
check("a program with planted faults is there for the controls", broken !== undefined && existsSync(broken), broken);
if (broken !== undefined && existsSync(broken)) {
  const stuck = await run(broken, ["--test-break=no-ballast"], 1);
  check("the control without ballast stays stuck", !stuck.worksWhenFull);
  const careless = await run(broken, ["--test-break=ack-before-commit"], 5);
  check("the control that acknowledges before the commit loses", careless.lost > 0, careless.lost);
}
finish();
