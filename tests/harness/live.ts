// The live socket of one person.
import WebSocket from "ws";
import type { Client } from "./client.ts";
import { until } from "./wait.ts";

export type LiveMessage = { topic: string; op: string; id: string; version: number };

export class Live {
  readonly messages: LiveMessage[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data) => this.messages.push(JSON.parse(String(data)) as LiveMessage));
  }

  /** Opened and subscribed: what happens after this call is heard. */
  static async open(who: Client, topics: string[]): Promise<Live> {
    const socket = new WebSocket(`${who.base.replace("http", "ws")}/api/v1/live`, { headers: { cookie: who.cookie, origin: who.base } });
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve());
      socket.once("error", reject);
    });
    const live = new Live(socket);
    socket.send(JSON.stringify({ sub: topics }));
    // the answer to the ping comes after the subscription was taken
    const answered = new Promise<void>((resolve) => socket.once("pong", () => resolve()));
    socket.ping();
    await answered;
    return live;
  }

  next(wanted: (message: LiveMessage) => boolean, withinMs: number): Promise<LiveMessage> {
    return until("a live message", async () => this.messages.find(wanted), withinMs);
  }

  close(): void {
    this.socket.terminate();
  }
}
