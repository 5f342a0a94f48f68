// The physical limit of durable writes: write some bytes into a file that is already there, fdatasync, again and again, alone.
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { quantile } from "./stats.ts";

const fileBytes = 4 << 20;   // as large as the log that SQLite overwrites in turn

export type Syncs = { per_second: number; p50_ms: number; p99_ms: number };

/** `append` lets the file grow, which costs the file system's own log besides. */
export function fdatasyncs(folder: string, bytes: number, seconds: number, how: "overwrite" | "append" = "overwrite"): Syncs {
  const block = Buffer.alloc(Math.max(1, Math.round(bytes)), 0x6b);
  const file = openSync(join(folder, "raw"), "w");
  try {
    if (how === "overwrite") writeSync(file, Buffer.alloc(fileBytes + block.length));
    fdatasyncSync(file);
    const times: number[] = [];
    const start = performance.now();
    for (let at = 0, last = start; last - start < seconds * 1000; at += block.length) {
      if (how === "overwrite" && at > fileBytes) at = 0;
      writeSync(file, block, 0, block.length, at);
      fdatasyncSync(file);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return { per_second: times.length / seconds, p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99) };
  } finally {
    closeSync(file);
  }
}
