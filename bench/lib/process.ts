// What the kernel knows about processes: CPU time, memory, bytes for the disk.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Fields of /proc/PID/stat, numbered as in proc(5); the name in brackets may hold blanks. */
function stat(pid: number | "self"): (field: number) => number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (field) => Number(fields[field - 3]);
}

/** Undefined for a process that has ended meanwhile: its parent's figures hold it then. */
function alive<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** The process and everything it started that still lives. */
export function family(pid: number): number[] {
  const children = alive(() => readdirSync(`/proc/${pid}/task`).flatMap((task) => (alive(() => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")) ?? "").split(" ").filter(Boolean).map(Number)));
  return children === undefined ? [] : [pid, ...children.flatMap(family)];
}

/** CPU seconds so far, user and system, of a process with its children, the ended ones too. */
export function cpuSeconds(pid: number): number {
  const ticks = family(pid).map((member) => {
    const field = alive(() => stat(member));
    return field === undefined ? 0 : field(14) + field(15) + field(16) + field(17);
  });
  if (ticks.length === 0) throw new Error(`process ${pid} has ended`);
  return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}

/** CPU seconds of the children of this process that have ended. */
export function endedChildrenSeconds(): number {
  const field = stat("self");
  return (field(16) + field(17)) / ticksPerSecond;
}

const kilobytes = (text: string, name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0);

/** Resident memory in MB. Of a family it is the proportional share, since workers share most of their pages. */
export const residentMb = (pid: number): number => kilobytes(readFileSync(`/proc/${pid}/status`, "utf8"), "VmRSS") / 1024;
export const peakMb = (pid: number): number => kilobytes(readFileSync(`/proc/${pid}/status`, "utf8"), "VmHWM") / 1024;
/** From now on the peak counts anew. */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, "5");
export const shareMb = (pid: number): number => family(pid).reduce((sum, member) => sum + kilobytes(readFileSync(`/proc/${member}/smaps_rollup`, "utf8"), "Pss") / 1024, 0);

/** Bytes that a process has had written to the disk. */
export const bytesToDisk = (pid: number): number => Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, "utf8"))?.[1] ?? 0);
