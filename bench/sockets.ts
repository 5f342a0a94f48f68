// From a keystroke to another person's copy of the text, over the sockets alone, beside a relay that keeps nothing.
import WebSocket from "ws";
import { Typist } from "../tests/harness/typist.ts";
import { pause, within } from "../tests/harness/wait.ts";
import { type Benchmark, type Figure, atMost } from "./lib/figure.ts";
import { waits } from "./lib/latency.ts";
import { withNewsroom } from "./lib/newsroom.ts";
import { withRelay } from "./lib/relay.ts";
import { sharedStory } from "./lib/shared.ts";
import { interleaved } from "./lib/stats.ts";

const edits = 200;
const betweenMs = 30;

/** Milliseconds from `act` until `seen` has called back. */
async function timed(act: () => void, seen: (done: () => void) => void): Promise<number> {
  await pause(betweenMs);
  let start = 0;
  const arrived = new Promise<number>((resolve) => seen(() => resolve(performance.now() - start)));
  start = performance.now();
  act();
  return within("an edit to arrive", arrived, 5_000);
}

async function opened(address: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${address}`);
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  return socket;
}

async function measure(writer: Typist, reader: Typist, relay: string): Promise<Figure[]> {
  const [from, to] = [await opened(relay), await opened(relay)];
  try {
    const message = Buffer.alloc(30, 7);   // what one typed character is on the wire
    const times = await interleaved(edits, {
      ours: () => timed(() => writer.type("x", 0, 0), (done) => reader.doc.once("update", done)),
      relay: () => timed(() => from.send(message), (done) => to.once("message", done)),
    });
    await writer.saved();
    return waits("sockets", "keystroke to the other's copy, sockets only", times.ours, { what: "a bare relay", times: times.relay }, atMost(100, "ms"));
  } finally {
    from.terminate();
    to.terminate();
  }
}

export const sockets: Benchmark = {
  name: "sockets",
  title: "An edit reaches another person, sockets only",
  how: `Two people have one text open; one types ${edits} characters, ${betweenMs} ms apart, and each is timed until the other's copy has it. The peer is a relay of a few lines that passes messages on and neither checks nor keeps anything; the two take turns.`,
  run: async () => ({
    figures: await withNewsroom(async (newsroom) => {
      const { document, writer, reader } = await sharedStory(newsroom);
      const first = await Typist.open(writer, document);
      await first.saved();
      const second = await Typist.open(reader, document);
      await newsroom.quiet();
      return withRelay((relay) => measure(first, second, relay)).finally(() => [first, second].forEach((each) => each.close()));
    }),
  }),
};
