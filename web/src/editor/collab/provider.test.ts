import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { BodyNode } from "@/api/types";
import { CollabProvider } from "./provider";
import { Relay } from "./relay";
import { rootName, seedUpdate } from "./seed";
import * as wire from "./wire";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const body: BodyNode = { type: "doc", content: [{ type: "paragraph", attrs: { id: "p1" }, content: [{ type: "text", text: "一二三" }] }] };
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

function editor(relay: Relay, mayEdit = true) {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const waits: { run: () => void; ms: number; cancelled: boolean }[] = [];
  const provider = new CollabProvider({
    doc, awareness, mayEdit, seed: () => seedUpdate(body), open: () => relay.open(mayEdit), random: () => 1, now: () => 42,
    wait: (run, ms) => {
      const entry = { run, ms, cancelled: false };
      waits.push(entry);
      return () => { entry.cancelled = true; };
    },
  });
  const root = doc.getXmlFragment(rootName);
  const words = () => (root.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  return {
    doc, awareness, provider, waits,
    text: () => root.toArray().map((each) => (each as Y.XmlElement).toArray().map((inner) => (inner as Y.XmlText).toDelta().map((run: { insert: string }) => run.insert).join("")).join("")).join("|"),
    type: (at: number, value: string) => words().insert(at, value),
    erase: (at: number, count: number) => words().delete(at, count),
    fire: (ms: number) => waits.filter((each) => each.ms === ms && !each.cancelled).forEach((each) => { each.cancelled = true; each.run(); }),
    retry: () => waits.filter((each) => !each.cancelled && each.ms < 10_000).forEach((each) => { each.cancelled = true; each.run(); }),
  };
}

async function opened(relay: Relay, mayEdit = true) {
  const made = editor(relay, mayEdit);
  made.provider.connect();
  await settle();
  return made;
}

describe("frames", () => {
  test("are the agreed bytes in both directions", () => {
    expect(hex(wire.step1(new Uint8Array([0])))).toBe("00000100");
    expect(hex(wire.step2(wire.emptyUpdate))).toBe("0001020000");
    const doc = new Y.Doc();
    doc.clientID = 1;
    doc.getText("t").insert(0, "a");
    expect(hex(wire.update(Y.encodeStateAsUpdate(doc)))).toBe("00020b0101010004010174016100");
    expect(hex(Y.encodeStateVector(doc))).toBe("010101");
    expect(wire.read(new Uint8Array([16, 0x81, 0x01]))).toEqual({ kind: "saved", upTo: 129 });
    expect(wire.read(wire.deniedFrame("no"))).toEqual({ kind: "denied", reason: "no" });
  });

  test("an unknown kind is passed over", () => {
    expect(wire.read(new Uint8Array([9, 1, 2]))).toEqual({ kind: "unknown", type: 9 });
  });
});

describe("seed", () => {
  test("gives the bytes that the server makes from the same text", () => {
    const vectors = JSON.parse(readFileSync(new URL("../../../../src/craft/formats/testdata/yjs_vectors.json", import.meta.url), "utf8")) as { seeds: { body: BodyNode; update: string }[] };
    expect(vectors.seeds.length).toBeGreaterThan(0);
    for (const each of vectors.seeds) expect(hex(seedUpdate(each.body))).toBe(each.update);
  });

  test("is the same each time, and one empty paragraph for an absent text", () => {
    expect(hex(seedUpdate(body))).toBe(hex(seedUpdate(structuredClone(body))));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedUpdate(null));
    expect(doc.getXmlFragment(rootName).toJSON()).toBe("<paragraph></paragraph>");
  });
});

describe("provider", () => {
  test("the first editor seeds, the second takes what is stored", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    const two = await opened(relay);
    expect(one.text()).toBe("一二三");
    expect(two.text()).toBe("一二三");
    expect(relay.log).toHaveLength(1);
  });

  test("two first editors at the same moment give the text once", async () => {
    const relay = new Relay();
    const one = editor(relay);
    const two = editor(relay);
    one.provider.connect();
    two.provider.connect();
    await settle();
    one.type(3, "四");
    await settle();
    expect([one.text(), two.text(), new Set(relay.log.map(hex)).size]).toEqual(["一二三四", "一二三四", relay.log.length]);
  });

  test("a reader sees everything and sends nothing", async () => {
    const relay = new Relay();
    const writer = await opened(relay);
    const reader = await opened(relay, false);
    writer.type(0, "〇");
    await settle();
    expect(reader.text()).toBe("〇一二三");
    expect(relay.log).toHaveLength(2);
  });

  test("a reader sees a text that no editor has opened yet, and seeds nothing", async () => {
    const relay = new Relay();
    const reader = await opened(relay, false);
    expect(reader.text()).toBe("一二三");
    expect(relay.log).toHaveLength(0);
    const writer = await opened(relay);
    writer.type(0, "〇");
    await settle();
    expect(reader.text()).toBe("〇一二三");
  });

  test("typing, erasing offline and typing online meet without loss, also for a late joiner", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    const two = await opened(relay);
    relay.reachable = false;
    relay.dropAll();
    await settle();
    expect(one.provider.state.kind).toBe("offline");
    one.type(3, "离线");
    two.erase(0, 1);
    relay.reachable = true;
    two.retry();
    await settle();
    two.type(0, "在线");
    one.retry();
    await settle();
    const late = await opened(relay);
    expect(one.text()).toBe(two.text());
    expect(late.text()).toBe(one.text());
    expect(one.text()).toContain("离线");
    expect(one.text()).toContain("在线");
    expect(one.text()).not.toContain("一二");
  });

  test("a text that began anew is not gone back to with the old words", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    relay.dropAll(4009);
    await settle();
    expect(one.provider.state.kind).toBe("replaced");
    one.retry();
    await settle();
    expect(relay.peers).toHaveLength(0);
  });

  test("saved is what the server says, not what was sent", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    expect(one.provider.allSaved).toBe(true);
    relay.acknowledging = false;
    one.type(0, "x");
    one.type(0, "y");
    expect(one.provider.state).toMatchObject({ kind: "online", saved: false });
    const done = one.provider.whenSaved();
    relay.acknowledge();
    expect(await done).toBe(true);
    expect(one.provider.state).toEqual({ kind: "online", saved: true, at: 42 });
  });

  test("waiting for saved ends after its time", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    relay.acknowledging = false;
    one.type(0, "x");
    const done = one.provider.whenSaved(5_000);
    one.fire(5_000);
    expect(await done).toBe(false);
  });

  test("while an input method composes nothing goes out; afterwards one update does", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    const two = await opened(relay);
    const before = relay.log.length;
    one.provider.hold(true);
    for (const letter of "nihao") one.type(0, letter);
    await settle();
    expect(two.text()).toBe("一二三");
    expect(one.provider.allSaved).toBe(false);
    one.erase(0, 5);
    one.type(0, "你好");
    one.provider.hold(false);
    await settle();
    expect(two.text()).toBe("你好一二三");
    expect(relay.log.length).toBe(before + 1);
  });

  test("a composition is held no longer than ten seconds", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    const two = await opened(relay);
    one.provider.hold(true);
    one.type(0, "ni");
    one.fire(10_000);
    await settle();
    expect(two.text()).toBe("ni一二三");
  });

  test("a loss during a composition loses nothing", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    one.provider.hold(true);
    one.type(0, "你");
    relay.dropAll();
    one.retry();
    await settle();
    one.provider.hold(false);
    await settle();
    expect(relay.state().getXmlFragment(rootName).toJSON()).toContain("你一二三");
  });

  test("comes back later and later, at once when told to hurry", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    relay.reachable = false;
    relay.dropAll();
    one.retry();
    await settle();
    one.retry();
    await settle();
    expect(one.waits.map((each) => each.ms).filter((ms) => ms < 10_000)).toEqual([1000, 2000, 4000]);
    relay.reachable = true;
    one.provider.hurry();
    await settle();
    expect(one.provider.state.kind).toBe("online");
  });

  test("a server that leaves an update unanswered is left, and asked again", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    relay.acknowledging = false;
    one.type(0, "x");
    one.fire(15_000);
    expect(one.provider.state.kind).toBe("offline");
    relay.acknowledging = true;
    one.retry();
    await settle();
    expect(one.provider.allSaved).toBe(true);
    one.fire(15_000);
    expect(one.provider.state.kind).toBe("online");
  });

  test("a network that is gone is seen at once, and what is typed then comes later", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    one.provider.drop();
    expect(one.provider.state.kind).toBe("offline");
    one.type(0, "后");
    one.provider.hurry();
    await settle();
    expect(relay.state().getXmlFragment(rootName).toJSON()).toContain("后一二三");
  });

  test("a refusal is final, a restart of the server is not", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    relay.dropAll(1012);
    expect(one.provider.state.kind).toBe("offline");
    one.retry();
    await settle();
    relay.dropAll(1009);
    expect(one.provider.state).toEqual({ kind: "failed", code: 1009 });
    const before = one.waits.filter((each) => !each.cancelled).length;
    expect(before).toBe(0);
  });

  test("carets travel and vanish with their owner", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    const two = await opened(relay);
    one.awareness.setLocalStateField("user", { id: "user_1", name: "李明远", color: "#1f5fd6" });
    await settle();
    expect(two.awareness.getStates().get(one.doc.clientID)?.["user"]).toMatchObject({ name: "李明远" });
    one.provider.destroy();
    await settle();
    expect(two.awareness.getStates().has(one.doc.clientID)).toBe(false);
  });

  test("messages of unknown kinds and text frames do no harm", async () => {
    const relay = new Relay();
    const one = await opened(relay);
    relay.peers[0]!.socket.say(new Uint8Array([7, 1]));
    relay.peers[0]!.socket.onmessage?.({ data: "text" });
    one.type(0, "x");
    await settle();
    expect(relay.state().getXmlFragment(rootName).toJSON()).toContain("x一二三");
  });
});
