import assert from "node:assert/strict";
import * as Y from "yjs";
import type { Document, Page, Preview, Proof, Revision, Story } from "../../web/src/api/types.ts";
import { Client } from "../harness/client.ts";
import { row } from "../harness/scenario.ts";
import { Server } from "../harness/server.ts";
import type { Stage } from "../harness/stage.ts";
import { caseOf, master, newStory, paragraphs, submit, textOf } from "../harness/thread.ts";
import { seedOf, Typist } from "../harness/typist.ts";
import { pause, until } from "../harness/wait.ts";

const keystrokes = 150;
const people = ["rita", "remo", "rosa", "ruth", "rafi"];

/** A keystroke that nobody else makes, so that a lost or doubled one is seen. */
const key = (person: number, n: number): string => String.fromCodePoint(0x4e00 + person * 2000 + n);

const reporters = (t: Stage): Promise<Client[]> =>
  people.reduce<Promise<Client[]>>(async (before, login) => [...(await before), await t.person(login, "reporter")], Promise.resolve([]));

/** One reporter at work: types here and there, takes a little back, and loses the line now and then. What must be in the text. */
async function work(typist: Typist, person: number): Promise<Set<string>> {
  const left = new Set<string>();
  for (let n = 0; n < keystrokes; n += 1) {
    const typed = key(person, n);
    typist.type(typed, Math.floor(Math.random() * typist.fragment.length), Math.floor(Math.random() * 80));
    left.add(typed);
    const taken = n % 13 === 12 ? key(person, n - 5) : undefined;
    if (taken !== undefined && typist.erase(taken)) left.delete(taken);
    if (Math.random() < 0.03) typist.drop();
    else if (n % 10 === 0) await typist.connectAgain();
    await pause(Math.random() * 12);
  }
  await typist.connectAgain();
  await typist.saved();
  return left;
}

let story: Story;
let document_: string;
let typists: Typist[] = [];
let expected = new Set<string>();

export default row("S96", "5 editors type in one story, no lost character", (r) => {
  r.shows("five people type in one body at once, losing the line now and then, and every character stands in it once", async (t) => {
    const writers = await reporters(t);
    story = await newStory(t, writers[0]!, "Five at once", "one", "two", "three");
    document_ = (await master(writers[0]!, story.id)).value.id;
    // all five are the first: each offers the seed
    typists = await Promise.all(writers.map((writer) => Typist.open(writer, document_)));
    expected = new Set((await Promise.all(typists.map(work))).flatMap((left) => [...left]));
    const all = typists.map((typist) => typist.text);
    await until("the five hold the same", async () => new Set(typists.map((typist) => typist.text)).size === 1);
    const characters = [...typists[0]!.text];
    for (const each of expected) assert.equal(characters.filter((character) => character === each).length, 1, `${each} in ${all[0]?.length} characters`);
    assert.equal(characters.filter((character) => character >= "\u4e00").length, expected.size, "what was erased stays erased");
    assert.equal(new Set(typists.map((typist) => JSON.stringify(typist.fragment.toJSON()))).size, 1);
  });

  r.shows("the server holds the same text when they stop, and so does whoever comes later", async (t) => {
    const [reporter] = await reporters(t);
    const text = typists[0]!.text;
    await until("the document shows what was typed", async () => textOf((await master(reporter!, story.id)).value.body) === text);
    const late = await Typist.open(reporter!, document_);
    assert.equal(late.text, text);
    late.close();
  });

  r.shows("a person who was cut off types on, and what was typed is merged on return", async () => {
    const [one, two] = typists as [Typist, Typist];
    one.drop();
    one.type("offline ", 0, 0);
    one.erase("three");
    two.type("online ", 1, 0);
    await two.saved();
    await one.connect();
    await one.saved();
    await until("both have both", async () => one.text === two.text && one.text.includes("offline ") && one.text.includes("online ") && !one.text.includes("three"));
  });

  r.shows("undo takes back one's own typing only", async () => {
    const [one, two] = typists as [Typist, Typist];
    one.type("MINE", 0, 0);
    await until("it has come over", async () => two.text.includes("MINE"));
    two.type("YOURS", 0, 0);
    await until("it has come over", async () => one.text.includes("YOURS"));
    one.undo.undo();
    await one.saved();
    await until("only one's own is gone", async () => !two.text.includes("MINE") && two.text.includes("YOURS"));
  });

  r.shows("who is there is told by the server, whatever a client says of itself", async () => {
    const [one, two] = typists as [Typist, Typist];
    one.present({ user: { name: "The Chief" }, cursor: null });
    await until("the caret has a name", async () => two.names.includes("Rita Lin"));
    assert.ok(!two.names.includes("The Chief"));
    one.drop();
    await until("the caret is gone", async () => !two.names.includes("Rita Lin"));
    await one.connect();
  });

  r.shows("a second or forged seed is refused, and a reader cannot write", async (t) => {
    const [reporter] = await reporters(t);
    const forger = await Typist.open(reporter!, document_, false);
    const before = typists[1]!.text;
    forger.sendRaw(seedOf(paragraphs("a far longer text than the one that everybody has begun from, with words of nobody")));
    await until("the forger is sent away", async () => forger.closedWith === 4009);
    const visitor = await t.personWith("vera", ["story.read"]);
    const reader = await Typist.open(visitor, document_, false);
    assert.equal(reader.text, before);
    reader.type("I was here", 0, 0);
    await until("the reader is told", async () => reader.denied === "read_only");
    assert.equal(typists[1]!.text, before);
    reader.close();
    forger.close();
  });

  r.shows("submitting takes what has just been typed; PATCH no longer changes the body", async (t) => {
    const [reporter] = await reporters(t);
    typists[0]!.type("The last word. ", 0, 0);
    await typists[0]!.saved();
    const shown = await reporter!.get<Preview>(`/documents/${document_}/preview`);
    assert.ok(shown.html.includes("The last word. "), "the preview does not wait for the document's row");
    const proof: Proof = await submit(reporter!, story.id);
    assert.equal((await caseOf(reporter!, story.id, proof.id)).parts[0]?.html, shown.html);
    const { items } = await reporter!.get<Page<Revision>>(`/documents/${document_}/revisions`);
    const submitted = items.find((each) => each.id === proof.parts[0]?.revision);
    assert.ok(submitted, JSON.stringify(proof));
    const { content } = await reporter!.get<{ content: Pick<Document, "body"> }>(`/revisions/${submitted.id}`);
    assert.ok(textOf(content.body).includes("The last word. "));
    assert.equal(submitted.by.length, people.length, "everybody who typed is named");
    const { value, version } = await master(reporter!, story.id);
    (await reporter!.send("PATCH", `/documents/${value.id}`, { body: paragraphs("mine alone") }, { version })).refused(409, "document.body_shared");
  });

  r.shows("what was acknowledged as saved survives kill -9", async (t) => {
    const [reporter] = await reporters(t);
    const server = await t.server();
    typists[0]!.type("Saved before the crash. ", 0, 0);
    await typists[0]!.saved();
    await server.kill();
    const again = await Server.start({ data: server.data, ...(server.database !== undefined && { database: server.database }) });
    try {
      const back = new Client(again.editors, "rita");
      back.cookies = reporter!.cookies;
      const late = await Typist.open(back, document_);
      assert.ok(late.text.includes("Saved before the crash. "));
      const characters = new Set(late.text);
      for (const each of expected) assert.ok(characters.has(each), `${each} is lost`);
      await until("the document shows it", async () => textOf((await master(back, story.id)).value.body).includes("Saved before the crash. "));
      // who was cut off by the crash brings back what only he has
      const one = typists[0]!;
      one.drop();
      one.type("Typed while it was down. ", 0, 0);
      const update = Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(late.doc));
      Y.applyUpdate(late.doc, update, "typed elsewhere");
      await late.saved();
      await until("it is in the document", async () => textOf((await master(back, story.id)).value.body).includes("Typed while it was down. "));
      late.close();
    } finally {
      await again.stop();
      typists.forEach((typist) => typist.close());
    }
  });
});
