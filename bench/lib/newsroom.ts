// A running Galley with a newsroom of many people, over a data folder on the disk that is measured.
import { request } from "node:http";
import type { Page, Role } from "../../web/src/api/types.ts";
import { Client } from "../../tests/harness/client.ts";
import { random } from "../../tests/harness/report.ts";
import { Server, type Target } from "../../tests/harness/server.ts";
import { Stage, password } from "../../tests/harness/stage.ts";
import { newStory } from "../../tests/harness/thread.ts";
import { pause } from "../../tests/harness/wait.ts";
import { cpuSeconds } from "./process.ts";
import { withFolder } from "./folders.ts";

const vocabulary = `the of and to in a for county council said vote plan budget road school river market bridge winter harvest mayor people meeting hall
project quarter percent million residents traffic hospital library station engineers teachers farmers committee proposal construction water energy
spring local new public after before during against between according expected announced opened closed rose fell reported agreed delayed`.split(/\s+/);

/** An ordinary news story: 400 words in 8 paragraphs, always the same, and not easier to compress than prose. */
export function text(): string[] {
  const next = random(7);
  return Array.from({ length: 8 }, () => Array.from({ length: 50 }, () => vocabulary[Math.floor(next() * vocabulary.length)]).join(" "));
}

export class Newsroom {
  private constructor(
    readonly stage: Stage,
    readonly server: Server,
  ) {}

  static async open(stage: Stage): Promise<Newsroom> {
    const server = await stage.server();
    await stage.admin();
    return new Newsroom(stage, server);
  }

  get pid(): number {
    const pid = this.server.processes[0]?.child.pid;
    if (pid === undefined) throw new Error("galley is not running");
    return pid;
  }

  /** Editors of the whole newsroom, signed in. Each comes from a loopback address of its own: joining is limited to one a second per address. */
  async people(count: number): Promise<Client[]> {
    const admin = await this.stage.admin();
    const { items } = await admin.get<Page<Role>>("/roles");
    const role = items.find((each) => each.key === "editor")?.id;
    const people: Client[] = [];
    for (let n = 0; n < count; n += 1) {
      const login = `writer${n}`;
      const { invitation } = await admin.post<{ invitation: string }>("/users", { name: `Writer ${n}`, login, locale: "en", memberships: [{ role, desk: null }] });
      people.push(await accept(admin.base, login, invitation, `127.0.${2 + Math.floor(n / 200)}.${1 + (n % 200)}`));
    }
    return people;
  }

  /** Stories of ordinary length with one document each; the documents' ids. */
  async documents(writer: Client, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const { documents } = await newStory(this.stage, writer, `Story ${n}`, ...text());
      const master = documents.find((each) => each.kind === "master");
      if (master === undefined) throw new Error("a story has a master document");
      ids.push(master.id);
    }
    return ids;
  }

  /** Commits and writes of the database so far. */
  async counters(): Promise<{ commits: number; writes: number }> {
    const metrics = await (await fetch(`${this.server.editors}/metrics`)).text();
    const counter = (name: string): number => Number(new RegExp(`^${name} (\\d+)`, "m").exec(metrics)?.[1] ?? Number.NaN);
    return { commits: counter("galley_commits_total"), writes: counter("galley_writes_total") };
  }

  /** Until followers and jobs have caught up with what was written: their work belongs to what caused it. */
  quiet = (): Promise<void> => quiet(this.pid);
}

export async function quiet(pid: number, withinMs = 60_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (let before = cpuSeconds(pid), calm = 0; calm < 2; ) {
    if (Date.now() > deadline) throw new Error(`process ${pid} was still busy after ${withinMs} ms`);
    await pause(250);
    const now = cpuSeconds(pid);
    calm = now - before <= 0.02 ? calm + 1 : 0;
    before = now;
  }
}

/** `data` names a folder that stays; else the data go with the newsroom. */
export async function withNewsroom<T>(use: (newsroom: Newsroom) => Promise<T>, target: Target = "sqlite", data?: string): Promise<T> {
  if (data === undefined) return withFolder("data", (own) => withNewsroom(use, target, own));
  const stage = new Stage({ data, target });
  try {
    return await use(await Newsroom.open(stage));
  } finally {
    await stage.stop();
  }
}

/** Joins over a given local address, which fetch cannot choose. */
function accept(base: string, login: string, code: string, localAddress: string): Promise<Client> {
  const body = JSON.stringify({ code, name: login, password: password(login) });
  return new Promise((resolve, reject) => {
    const asked = request(`${base}/api/v1/invitations/accept`, { method: "POST", localAddress, headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) } }, (answer) => {
      const client = new Client(base, login);
      for (const line of answer.headers["set-cookie"] ?? []) {
        const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
        client.cookies.set(name, value);
      }
      answer.resume();
      answer.once("end", () => (client.cookies.size > 0 ? resolve(client) : reject(new Error(`${login} could not join: ${answer.statusCode}`))));
    });
    asked.once("error", reject);
    asked.end(body);
  });
}
