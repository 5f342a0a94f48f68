import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** One running program with a data folder of its own. Ports are chosen by the system and told on the first line of its output. */
export type Running = { editors: string; readers: string; stop: () => Promise<void> };
export type Feed = { url: string; host: string; stop: () => void };

/** Linux ends the program with the process that started it, even when that one is killed and can clean up nothing. */
const leash = existsSync("/usr/bin/setpriv") ? ["/usr/bin/setpriv", "--pdeathsig", "KILL"] : [];

export async function startGalley(more: string[] = []): Promise<Running> {
  const program = process.env["GALLEY_BIN"];
  if (!program) throw new Error("GALLEY_BIN must name the galley program");
  const data = mkdtempSync(join(tmpdir(), "galley-e2e-"));
  const [command, ...words] = [...leash, program, "serve", "--data", data, "--editors", "127.0.0.1:0", "--readers", "127.0.0.1:0", ...more];
  const child = spawn(command!, words, { stdio: ["ignore", "pipe", "pipe"] });
  const gone = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(abandon, 5_000);
    await gone;
    clearTimeout(late);
    process.off("exit", abandon);
    rmSync(data, { recursive: true, force: true });
  };
  const errors: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  try {
    return { ...(await firstLine(child, errors)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstLine(child: ChildProcess, errors: string[]): Promise<{ editors: string; readers: string }> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the program did not become ready: ${errors.join("")}`)), 15_000);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}: ${errors.join("")}`)));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const told = JSON.parse(line) as Partial<{ editors: string; readers: string }>;
      if (!told.editors || !told.readers) return;
      clearTimeout(late);
      resolve({ editors: told.editors, readers: told.readers });
    });
  });
}

/** A feed on loopback with the given headlines. */
export async function startFeed(headlines: string[]): Promise<Feed> {
  const items = headlines.map((headline, i) => `<item><title>${headline}</title><link>http://feed.example/${i}</link><guid>feed-${i}</guid><description>&lt;p&gt;${headline}，详情如下。&lt;/p&gt;</description><pubDate>${new Date(Date.now() - i * 60_000).toUTCString()}</pubDate></item>`);
  const body = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>电讯</title><link>http://feed.example/</link><description>x</description>${items.join("")}</channel></rss>`;
  const server: Server = createServer((_request, response) => {
    response.setHeader("Content-Type", "application/rss+xml; charset=utf-8");
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the feed has no address");
  const host = `127.0.0.1:${address.port}`;
  return { url: `http://${host}/feed.xml`, host, stop: () => void server.close() };
}
