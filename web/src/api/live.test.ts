import { describe, expect, test, vi } from "vitest";
import { Live, parseLive } from "./live";

class FakeSocket {
  sent: unknown[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  send(text: string) { this.sent.push(JSON.parse(text)); }
  close() { this.onclose?.(); }
  say(body: unknown) { this.onmessage?.({ data: JSON.stringify(body) }); }
}

function set() {
  const sockets: FakeSocket[] = [];
  const waits: { run: () => void; ms: number }[] = [];
  const reconnected = vi.fn();
  const live = new Live({
    open: () => { const socket = new FakeSocket(); sockets.push(socket); return socket as never; },
    reconnected,
    wait: (run, ms) => { waits.push({ run, ms }); return () => {}; },
  });
  return { live, sockets, waits, reconnected };
}

describe("live socket", () => {
  test("tells the whole list of what is wanted when it opens and whenever it changes", async () => {
    const { live, sockets } = set();
    live.subscribe("stories", () => {});
    live.start();
    sockets[0]!.onopen!();
    live.subscribe("cases", () => {});
    live.subscribe("items", () => {});
    await Promise.resolve();
    expect(sockets[0]!.sent).toEqual([{ sub: ["stories"] }, { sub: ["stories", "cases", "items"] }]);
  });

  test("a topic is subscribed once and left with its last listener", async () => {
    const { live, sockets } = set();
    live.start();
    sockets[0]!.onopen!();
    const heard: string[] = [];
    const one = live.subscribe("stories", () => heard.push("one"));
    const two = live.subscribe("stories", () => heard.push("two"));
    await Promise.resolve();
    sockets[0]!.say({ topic: "stories", op: "changed", id: "story_1", version: 3 });
    one();
    sockets[0]!.say({ topic: "stories", op: "changed", id: "story_1", version: 4 });
    two();
    await Promise.resolve();
    expect(heard).toEqual(["one", "two", "two"]);
    expect(sockets[0]!.sent).toEqual([{ sub: [] }, { sub: ["stories"] }, { sub: [] }]);
  });

  test("after a loss it waits, subscribes again and only then lets everything be refetched", () => {
    const { live, sockets, waits, reconnected } = set();
    live.subscribe("stories", () => {});
    live.start();
    sockets[0]!.onopen!();
    expect(reconnected).not.toHaveBeenCalled();
    sockets[0]!.close();
    expect(live.state).toBe("offline");
    expect(waits[0]!.ms).toBeLessThanOrEqual(1000);
    waits[0]!.run();
    sockets[1]!.onopen!();
    expect(sockets[1]!.sent).toEqual([{ sub: ["stories"] }]);
    expect(reconnected).toHaveBeenCalledTimes(1);
  });

  test("stopping it is not a loss", () => {
    const { live, sockets, waits } = set();
    live.start();
    sockets[0]!.onopen!();
    live.stop();
    expect(waits).toHaveLength(0);
  });

  test("whatever is not a message is passed over", () => {
    for (const data of ["", "{", "null", "[]", '{"topic":1}', new ArrayBuffer(2)]) expect(parseLive(data)).toBeNull();
  });
});
