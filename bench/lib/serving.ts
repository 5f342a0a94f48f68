// One round of reads: how many, how fast, and what they cost the server.
import { cpuSeconds } from "./process.ts";
import { type Load, send } from "./wrk.ts";

export type Cost = { cpu_ms: number; per_second: number; p50_ms: number; p99_ms: number };

export async function serving(pid: number, what: Omit<Load, "script" | "threads" | "connections" | "seconds">): Promise<Cost> {
  const before = cpuSeconds(pid);
  const sent = await send({ ...what, script: "read.lua", threads: 2, connections: 32, seconds: 2 });
  const cpu_ms = (1000 * (cpuSeconds(pid) - before)) / sent.requests;
  return { cpu_ms, per_second: sent.requests / sent.seconds, p50_ms: sent.p50_ms, p99_ms: sent.p99_ms };
}

export const rounds = 5;
export const howServing = `${rounds} rounds of 2 s each, ours and nginx in turn, wrk with 32 connections; medians. CPU is user and system time of all processes of the server, per answer.`;
