// What a reader's page costs, beside nginx sending a file of the same bytes.
import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { caseOf, newStory, publish, sign, submit } from "../tests/harness/thread.ts";
import { type Benchmark, type Figure, beside, ratioAtMost } from "./lib/figure.ts";
import { withFolder } from "./lib/folders.ts";
import { type Newsroom, text, withNewsroom } from "./lib/newsroom.ts";
import { Nginx } from "./lib/nginx.ts";
import { type Cost, howServing, rounds, serving } from "./lib/serving.ts";
import { interleaved, medians } from "./lib/stats.ts";

async function article({ stage, server }: Newsroom): Promise<string> {
  const reporter = await stage.person("rita", "reporter");
  const editor = await stage.person("edda", "editor");
  const story = await newStory(stage, reporter, "The county votes", ...text());
  const proof = await submit(reporter, story.id);
  (await sign(editor, await caseOf(editor, story.id, proof.id))).expect(200, 201);
  const publication = await publish(await stage.person("dora", "duty_editor"), proof.id);
  const { headers, status } = await fetch(`${server.readers}/a/${publication.id}`, { redirect: "manual" });
  return new URL(status === 200 ? `/a/${publication.id}` : (headers.get("location") ?? ""), server.readers).href;
}

/** The bytes as they come, not unpacked. */
const bytesOf = (url: string, coding?: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { headers: coding === undefined ? {} : { "accept-encoding": coding } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("end", () => (answer.statusCode === 200 ? resolve(Buffer.concat(chunks)) : reject(new Error(`${url} was answered ${answer.statusCode}`))));
    });
    asked.once("error", reject);
    asked.end();
  });

function figures(name: string, what: string, ours: Cost, theirs: Cost): Figure[] {
  return [
    beside({ id: `pages.${name}.cpu`, what: `${what}: CPU`, value: ours.cpu_ms, unit: "ms", target: ratioAtMost(1.5) }, { what: "nginx, the same bytes as a file", value: theirs.cpu_ms, unit: "ms" }),
    beside({ id: `pages.${name}.rate`, what: `${what}: answers with 32 connections`, value: ours.per_second, unit: "/s" }, { what: "nginx", value: theirs.per_second, unit: "/s" }),
  ];
}

async function measure(newsroom: Newsroom, folder: string): Promise<Figure[]> {
  const url = await article(newsroom);
  const [plain, packed] = [await bytesOf(url), await bytesOf(url, "br")];
  mkdirSync(join(folder, "files"));
  writeFileSync(join(folder, "files", "plain.html"), plain);
  writeFileSync(join(folder, "files", "packed.html"), packed);
  const nginx = await Nginx.start(folder);
  try {
    await newsroom.quiet();
    const results = await interleaved(rounds, {
      plain: () => serving(newsroom.pid, { url, args: ["-"] }),
      plainNginx: () => serving(nginx.pid, { url: `${nginx.url}/plain.html`, args: ["-"] }),
      packed: () => serving(newsroom.pid, { url, args: ["-", "br"] }),
      packedNginx: () => serving(nginx.pid, { url: `${nginx.url}/packed.html`, args: ["-", "br"] }),
    });
    return [
      ...figures("packed", `an article as browsers ask for it (brotli, ${packed.length} bytes)`, medians(results.packed), medians(results.packedNginx)),
      ...figures("plain", `the same uncompressed (${plain.length} bytes)`, medians(results.plain), medians(results.plainNginx)),
    ];
  } finally {
    await nginx.stop();
  }
}

export const pages: Benchmark = {
  name: "pages",
  title: "Reading a page",
  how: `${howServing} The page is an article of 400 words and counts as read each time; nginx sends a file of the same bytes, already compressed where ours is, with sendfile, open files kept and no access log.`,
  run: async () => ({ figures: await withFolder("nginx", (folder) => withNewsroom((newsroom) => measure(newsroom, folder))) }),
};
