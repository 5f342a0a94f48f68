// What one answer of the API costs, beside nginx sending a file of the same bytes without looking at anything.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Benchmark, type Figure, atMost, beside } from "./lib/figure.ts";
import { withFolder } from "./lib/folders.ts";
import { type Newsroom, withNewsroom } from "./lib/newsroom.ts";
import { Nginx } from "./lib/nginx.ts";
import { howServing, rounds, serving } from "./lib/serving.ts";
import { interleaved, medians } from "./lib/stats.ts";

const people = 96;

async function measure(newsroom: Newsroom, folder: string): Promise<Figure[]> {
  const writers = await newsroom.people(people);
  const [writer] = writers;
  if (writer === undefined) throw new Error("nobody joined");
  const [document] = await newsroom.documents(writer, 1);
  const path = `/api/v1/documents/${document}`;
  const body = (await writer.send("GET", path)).expect(200).text;
  mkdirSync(join(folder, "files"));
  writeFileSync(join(folder, "files", "document.json"), body);
  const cookies = join(folder, "cookies");
  writeFileSync(cookies, writers.map((each) => each.cookie).join("\n"));
  const nginx = await Nginx.start(folder);
  try {
    await newsroom.quiet();
    const results = await interleaved(rounds, {
      ours: () => serving(newsroom.pid, { url: newsroom.server.editors + path, args: [cookies] }),
      nginx: () => serving(nginx.pid, { url: `${nginx.url}/document.json`, args: [cookies] }),
    });
    const [ours, theirs] = [medians(results.ours), medians(results.nginx)];
    const what = `a document with its text (${Buffer.byteLength(body)} bytes of JSON)`;
    return [
      beside({ id: "api.cpu", what: `${what}: CPU`, value: ours.cpu_ms, unit: "ms", target: atMost(0.1, "ms") }, { what: "nginx, the same bytes as a file", value: theirs.cpu_ms, unit: "ms" }),
      beside({ id: "api.rate", what: `${what}: answers with 32 connections`, value: ours.per_second, unit: "/s" }, { what: "nginx", value: theirs.per_second, unit: "/s" }),
    ];
  } finally {
    await nginx.stop();
  }
}

export const api: Benchmark = {
  name: "api",
  title: "Reading the API",
  how: `${howServing} Ours looks up the session, checks the right, takes from the rate limit and reads the database for every answer; nginx only sends bytes. The rate limits are as delivered: the requests come from the sessions of ${people} people in turn.`,
  run: async () => ({ figures: await withFolder("nginx", (folder) => withNewsroom((newsroom) => measure(newsroom, folder))) }),
};
