// Starts the real program. This file is the only one that knows its command line.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { within } from "./wait.ts";

export type Target = "sqlite" | "pg" | "pg-roles";
export const target = (process.env["GALLEY_TARGET"] ?? "sqlite") as Target;

export const program = (): string => {
  const path = process.env["GALLEY_BIN"];
  if (path === undefined) throw new Error("GALLEY_BIN is not set: the path of the galley program to test");
  return path;
};

export type Options = {
  target?: Target;
  /** host:port pairs that the guarded client may reach although they are loopback */
  allow?: string[];
  /** further arguments of `galley serve` */
  args?: string[];
  data?: string;
  database?: string;
  program?: string;
  readyWithinMs?: number;
};

export type Process = { child: ChildProcess; ready: Record<string, string>; log: () => string };

function arguments_(data: string, database: string | undefined, role: string | undefined, options: Options): string[] {
  // a small ballast: each test has a data folder of its own
  const args = ["serve", "--data", data, "--editors", "127.0.0.1:0", "--readers", "127.0.0.1:0", "--ballast-mb", "4"];
  if (database !== undefined) args.push("--database", database);
  if (role !== undefined) args.push("--role", role);
  if (options.allow !== undefined && options.allow.length > 0) args.push("--net-allow", options.allow.join(","));
  return [...args, ...(options.args ?? [])];
}

/** One process, ready when it has printed its line of JSON. */
export async function launch(path: string, args: string[], readyWithinMs = 20_000): Promise<Process> {
  const child = spawn(path, args, { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-20_000);
  });
  const lines = createInterface({ input: child.stdout });
  const line = new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`galley ended before it was ready (${code ?? signal}):\n${log.slice(-2000)}`)));
  });
  try {
    const ready = JSON.parse(await within("the start of galley", line, readyWithinMs)) as Record<string, string>;
    return { child, ready, log: () => log };
  } catch (problem) {
    child.kill("SIGKILL");
    throw problem;
  }
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once("exit", () => resolve()));

/** SIGTERM and the drain; a server that does not end in time is an error, not a wait. */
export async function stop(process_: Process, ms = 30_000): Promise<void> {
  process_.child.kill("SIGTERM");
  try {
    await within("the orderly end of galley", ended(process_.child), ms);
  } catch (problem) {
    process_.child.kill("SIGKILL");
    throw problem;
  }
}

export async function kill(process_: Process): Promise<void> {
  process_.child.kill("SIGKILL");
  await ended(process_.child);
}

const psql = (sql: string): string => {
  const conninfo = process.env["GALLEY_TEST_PG"];
  if (conninfo === undefined) throw new Error("GALLEY_TEST_PG is not set: run under tools/with-postgres");
  return execFileSync("psql", [conninfo, "-X", "-q", "-A", "-t", "-c", sql], { encoding: "utf8" }).trim();
};

/** An empty database of its own in the throw-away cluster; its address. */
export function createDatabase(): { url: string; drop: () => void } {
  const name = `t_${randomBytes(6).toString("hex")}`;
  psql(`create database ${name}`);
  return { url: `${process.env["GALLEY_TEST_PG_URL"]}/${name}`, drop: () => void psql(`drop database if exists ${name} with (force)`) };
}

export const engine = (): string => (target === "sqlite" ? "SQLite" : psql("show server_version").replace(/^/, "PostgreSQL "));

/** A whole Galley over an empty store: one process, or api and worker. */
export class Server {
  private constructor(
    readonly data: string,
    readonly database: string | undefined,
    readonly processes: Process[],
    private readonly cleanup: () => void,
  ) {}

  get editors(): string {
    return this.address("editors");
  }

  get readers(): string {
    return this.address("readers");
  }

  private address(name: string): string {
    const found = this.processes.map((p) => p.ready[name]).find((address) => address !== undefined && address !== "");
    if (found === undefined) throw new Error(`no process printed the address of "${name}"`);
    return found;
  }

  static async start(options: Options = {}): Promise<Server> {
    const on = options.target ?? target;
    const data = options.data ?? mkdtempSync(join(tmpdir(), "galley-test-"));
    const own = on !== "sqlite" && options.database === undefined ? createDatabase() : undefined;
    const database = options.database ?? own?.url;
    const cleanup = (): void => {
      if (options.data === undefined) rmSync(data, { recursive: true, force: true });
      own?.drop();
    };
    const roles = on === "pg-roles" ? ["api,site", "worker"] : [undefined];
    const processes: Process[] = [];
    try {
      // one after the other: the first one brings the database up to date
      for (const role of roles) processes.push(await launch(options.program ?? program(), arguments_(data, database, role, options), options.readyWithinMs));
      return new Server(data, database, processes, cleanup);
    } catch (problem) {
      for (const process_ of processes) await kill(process_);
      cleanup();
      throw problem;
    }
  }

  /** Ends the processes in order and keeps the data. */
  async stopProcesses(): Promise<void> {
    for (const process_ of [...this.processes].reverse()) if (process_.child.exitCode === null) await stop(process_);
  }

  async stop(): Promise<void> {
    try {
      await this.stopProcesses();
    } finally {
      this.cleanup();
    }
  }

  async kill(): Promise<void> {
    for (const process_ of this.processes) await kill(process_);
  }

  log(): string {
    return this.processes.map((p) => p.log()).join("\n--- second process ---\n");
  }
}
