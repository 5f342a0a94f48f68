// The load generator: wrk with the scripts of bench/load. Node would be slower than what it measures.
import { spawn } from "node:child_process";
import { load } from "./folders.ts";
import { within } from "../../tests/harness/wait.ts";

export type Load = { url: string; script: "read.lua" | "edit.lua"; args: string[]; threads: number; connections: number; seconds: number };
export type Sent = { requests: number; seconds: number; p50_ms: number; p95_ms: number; p99_ms: number };

function output(words: string[], withinMs: number): Promise<string> {
  const child = spawn("wrk", words, { cwd: load("."), stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(text) : reject(new Error(`wrk ended with ${code}: ${text}`))));
  });
  return within("wrk", ended, withinMs).catch((problem: unknown) => {
    child.kill("SIGKILL");
    throw problem;
  });
}

/** Throws when a single answer was not a success: a refused request is cheap and would flatter the figure. */
export async function send(what: Load): Promise<Sent> {
  const { url, script, args, threads, connections, seconds } = what;
  const text = await output(["-t", `${threads}`, "-c", `${connections}`, "-d", `${seconds}s`, "--timeout", "5s", "-s", script, url, "--", ...args], seconds * 1000 + 20_000);
  const line = text.split("\n").find((each) => each.startsWith("{"));
  if (line === undefined) throw new Error(`wrk did not report: ${text}`);
  const { broken, refused, first, ...sent } = JSON.parse(line) as Sent & { broken: number; refused: number; first: string };
  if (refused > 0 || sent.requests === 0) throw new Error(`${refused} of ${sent.requests} requests to ${url} were refused, the first with: ${first}`);
  if (broken > 0) throw new Error(`${broken} of ${sent.requests} requests to ${url} got no answer`);
  return sent;
}
