// From the click on "publish" to a reader who has the page, beside a static site to which a file is copied.
import { closeSync, fdatasyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import type { Client } from "../tests/harness/client.ts";
import { caseOf, newStory, sign, siteAccount, submit } from "../tests/harness/thread.ts";
import { pause } from "../tests/harness/wait.ts";
import { type Benchmark, type Figure, atMost } from "./lib/figure.ts";
import { withFolder } from "./lib/folders.ts";
import { waits } from "./lib/latency.ts";
import { type Newsroom, text, withNewsroom } from "./lib/newsroom.ts";
import { Nginx } from "./lib/nginx.ts";
import { interleaved } from "./lib/stats.ts";

const publications = 80;
const everyMs = 2;
const patienceMs = 10_000;
const agent = new Agent({ keepAlive: true });

function ask(url: string): Promise<{ status: number; text: string; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0, text: body, location: answer.headers.location }));
    });
    asked.once("error", reject);
    asked.end();
  });
}

/** The moment at which a reader who asks every 2 ms has the words. */
async function seen(address: string, words: string): Promise<number> {
  const deadline = performance.now() + patienceMs;
  for (let url = address; performance.now() < deadline; ) {
    const answer = await ask(url);
    const now = performance.now();
    if (answer.status === 200 && answer.text.includes(words)) return now;
    if (answer.location !== undefined) url = new URL(answer.location, url).href;
    else await pause(everyMs);
  }
  throw new Error(`${words} was not on ${address} within ${patienceMs} ms`);
}

type Signed = { headline: string; proof: string };

async function prepare({ stage }: Newsroom): Promise<Signed[]> {
  const reporter = await stage.person("rita", "reporter");
  const editor = await stage.person("edda", "editor");
  const ready: Signed[] = [];
  for (let n = 0; n < publications; n += 1) {
    const headline = `Report number ${n} of the day`;
    const story = await newStory(stage, reporter, headline, ...text());
    const proof = await submit(reporter, story.id);
    (await sign(editor, await caseOf(editor, story.id, proof.id))).expect(200, 201);
    ready.push({ headline, proof: proof.id });
  }
  return ready;
}

type Waited = { page: number; front: number };

async function publication(chief: Client, account: string, readers: string, { headline, proof }: Signed): Promise<Waited> {
  const start = performance.now();
  const front = seen(readers, headline);
  const { publications: made } = await chief.post<{ publications: { id: string }[] }>("/publications", { proof, targets: [{ account }] });
  const page = await seen(`${readers}/a/${made[0]?.id}`, headline);
  return { page: page - start, front: (await front) - start };
}

/** What a static site does: write the file, make it durable, rename it into place. */
async function copy(folder: string, url: string, name: string, words: string): Promise<Waited> {
  const start = performance.now();
  const half = join(folder, "half");
  const file = openSync(half, "w");
  writeSync(file, `<!doctype html><title>${words}</title>${text().join("\n")}`);
  fdatasyncSync(file);
  closeSync(file);
  renameSync(half, join(folder, "files", name));
  const page = (await seen(`${url}/${name}`, words)) - start;
  return { page, front: page };
}

async function measure(newsroom: Newsroom, folder: string): Promise<Figure[]> {
  mkdirSync(join(folder, "files"));
  const chief = await newsroom.stage.person("dora", "duty_editor");
  const ready = await prepare(newsroom);
  const { id } = await siteAccount(chief);
  const nginx = await Nginx.start(folder);
  try {
    await newsroom.quiet();
    let [ours, theirs] = [0, 0];
    const times = await interleaved(publications, {
      ours: async () => {
        const next = ready[ours++];
        if (next === undefined) throw new Error("everything is published");
        await pause(100);
        return publication(chief, id, newsroom.server.readers, next);
      },
      nginx: () => copy(folder, nginx.url, `report-${theirs}.html`, `Report number ${theirs++}`),
    });
    const peer = { what: "a file written, synced, renamed, read from nginx", times: times.nginx.map((each) => each.page) };
    return [
      ...waits("publish.page", "publish click to the live article", times.ours.map((each) => each.page), peer, atMost(300, "ms")),
      ...waits("publish.front", "publish click to its headline on the front page", times.ours.map((each) => each.front), peer, atMost(300, "ms")),
    ];
  } finally {
    await nginx.stop();
    agent.destroy();
  }
}

export const publish: Benchmark = {
  name: "publish",
  title: "A publication reaches a reader",
  how: `${publications} signed stories of 400 words are published one after the other; the clock runs from the request that the button sends until a reader who asks every ${everyMs} ms has the new article, and until the front page has its headline. The peer copies a file of the same words to a static site: written, synced, renamed, and asked for in the same way; the two take turns.`,
  run: async () => ({ figures: await withFolder("publish", (folder) => withNewsroom((newsroom) => measure(newsroom, folder))) }),
};
