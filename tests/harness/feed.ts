// A wire on loopback: RSS with ETag and conditional answers, whose items a test adds while it runs.
import { createHash } from "node:crypto";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type WireItem = { guid: string; headline: string; html: string; summary?: string; author?: string; language?: string; at?: Date };

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? c);

export class Wire {
  asked = 0;
  unchanged = 0;

  private constructor(
    private readonly server: Server,
    private items: WireItem[],
  ) {}

  static async start(items: WireItem[] = []): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server, [...items]);
    server.on("request", (request, response) => wire.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return wire;
  }

  get hostPort(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.hostPort}/feed.xml`;
  }

  add(item: WireItem): void {
    this.items.unshift(item);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private xml(): string {
    const items = this.items.map(
      (item) => `<item><guid isPermaLink="false">${escape(item.guid)}</guid><title>${escape(item.headline)}</title>
<link>http://${this.hostPort}/items/${encodeURIComponent(item.guid)}</link><description>${escape(item.summary ?? "")}</description>
<content:encoded>${escape(item.html)}</content:encoded><dc:creator>${escape(item.author ?? "")}</dc:creator>
<pubDate>${(item.at ?? new Date()).toUTCString()}</pubDate></item>`,
    );
    return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Test wire</title><link>http://${this.hostPort}/</link><description>for tests</description>${items.join("\n")}</channel></rss>`;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.asked += 1;
    const body = this.xml();
    const etag = `"${createHash("sha256").update(JSON.stringify(this.items.map((i) => [i.guid, i.headline, i.html]))).digest("hex").slice(0, 16)}"`;
    if (request.headers["if-none-match"] === etag) {
      this.unchanged += 1;
      response.writeHead(304, { etag }).end();
      return;
    }
    response.writeHead(200, { "content-type": "application/rss+xml; charset=utf-8", etag }).end(body);
  }
}
