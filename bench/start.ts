// From the start of the program to its first answer.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Server } from "../tests/harness/server.ts";
import { Writers } from "./lib/editing.ts";
import { type Benchmark, type Figure, atMost, beside } from "./lib/figure.ts";
import { withFolder } from "./lib/folders.ts";
import { withNewsroom } from "./lib/newsroom.ts";
import { Nginx } from "./lib/nginx.ts";
import { interleaved, median, quantile } from "./lib/stats.ts";

const rounds = 11;

async function started(data: string): Promise<number> {
  const start = performance.now();
  const server = await Server.start({ target: "sqlite", data });
  await fetch(`${server.editors}/readyz`);
  const seconds = (performance.now() - start) / 1000;
  await server.stop();
  return seconds;
}

async function nginxStarted(folder: string): Promise<number> {
  const start = performance.now();
  const nginx = await Nginx.start(folder);
  const seconds = (performance.now() - start) / 1000;
  await nginx.stop();
  return seconds;
}

async function measure(folder: string): Promise<Figure[]> {
  const [data, empty] = [join(folder, "data"), join(folder, "empty")];
  mkdirSync(join(folder, "files"));
  await withNewsroom(async (newsroom) => (await Writers.gather(newsroom, folder, 32)).edit(32), "sqlite", data);
  const times = await interleaved(rounds, {
    again: () => started(data),
    first: () => started(empty).finally(() => rmSync(empty, { recursive: true, force: true })),
    nginx: () => nginxStarted(folder),
  });
  const peer = { what: "nginx", value: median(times.nginx), unit: "s" };
  const figure = (name: "again" | "first", what: string): Figure => beside({ id: `start.${name}`, what, value: median(times[name]), unit: "s", target: atMost(0.3, "s"), note: `slowest ${quantile(times[name], 1).toFixed(3)} s` }, peer);
  return [figure("again", "start over the data of a newsroom"), figure("first", "first start, over an empty folder")];
}

export const start: Benchmark = {
  name: "start",
  title: "Starting",
  how: `From the start of the process until the first request is answered, ${rounds} times each in turn, medians; the files lie in the page cache. The data are those of 96 people, 32 stories and some ten thousand edits. The disk space that is held back is 4 MB instead of 64.`,
  run: async () => ({ figures: await withFolder("start", measure) }),
};
