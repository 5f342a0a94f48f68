// Resident memory: after a start, under load, and when the load has gone.
import { mkdirSync } from "node:fs";
import { Server } from "../tests/harness/server.ts";
import { pause } from "../tests/harness/wait.ts";
import { Writers } from "./lib/editing.ts";
import { type Benchmark, type Figure, atMost } from "./lib/figure.ts";
import { withFolder } from "./lib/folders.ts";
import { type Newsroom, quiet, withNewsroom } from "./lib/newsroom.ts";
import { Nginx } from "./lib/nginx.ts";
import { forgetPeak, peakMb, residentMb, shareMb } from "./lib/process.ts";
import { send } from "./lib/wrk.ts";
import { join } from "node:path";

const restMs = 10_000;

async function loaded(newsroom: Newsroom, folder: string): Promise<Figure[]> {
  const writers = await Writers.gather(newsroom, folder, 32);
  await newsroom.quiet();
  forgetPeak(newsroom.pid);
  await writers.edit(32);
  await send({ url: `${newsroom.server.readers}/`, script: "read.lua", args: ["-", "br"], threads: 2, connections: 256, seconds: 3 });
  const peak = peakMb(newsroom.pid);
  await newsroom.quiet();
  await pause(restMs);
  return [
    { id: "memory.loaded", what: "highest under load", value: peak, unit: "MB", note: "32 writers, then 256 readers" },
    { id: "memory.after", what: `${restMs / 1000} s after the load`, value: residentMb(newsroom.pid), unit: "MB" },
  ];
}

async function idle(data: string): Promise<number> {
  const server = await Server.start({ target: "sqlite", data });
  try {
    const pid = server.processes[0]?.child.pid ?? 0;
    await fetch(`${server.readers}/`);
    await quiet(pid);
    await pause(restMs / 2);
    return residentMb(pid);
  } finally {
    await server.stop();
  }
}

async function nginxIdle(folder: string): Promise<number> {
  mkdirSync(join(folder, "files"));
  const nginx = await Nginx.start(folder);
  try {
    return shareMb(nginx.pid);
  } finally {
    await nginx.stop();
  }
}

export const memory: Benchmark = {
  name: "memory",
  title: "Memory",
  how: "Resident memory of the process (VmRSS, VmHWM). Idle: started over the data that the load left (96 people, 32 stories, some ten thousand events), the front page asked for once, nothing under way. nginx is the sum of the proportional shares of master and workers.",
  run: () =>
    withFolder("memory", async (folder) => {
      const data = join(folder, "data");
      const others = await withNewsroom((newsroom) => loaded(newsroom, folder), "sqlite", data);
      const value = await idle(data);
      const peer = { what: "nginx", value: await nginxIdle(folder), unit: "MB" };
      return { figures: [{ id: "memory.idle", what: "idle", value, unit: "MB", peer, ratio: value / peer.value, target: atMost(80, "MB") }, ...others] };
    }),
};
