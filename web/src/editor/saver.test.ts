import { describe, expect, test } from "vitest";
import { Problem } from "@/api/problem";
import type { Document } from "@/api/types";
import { DocumentSaver, type Draft } from "./saver";

const document = (change: Partial<Document> = {}): Document => ({
  id: "document_1", story: "story_1", kind: "master", headline: "", deck: "", kicker: "", slug: "", summary: "", byline: "", section: "", hashtags: [],
  body: null, words: 0, version: 1, updated_at: "2026-11-21T04:00:00.000Z", can_edit: true, body_mode: "patch", body_generation: 0, inherits: [], ...change,
});

/** A server with one document. `others` changes it behind the saver's back; `fail` makes the next answers problems. */
function set(initial = document()) {
  let state = initial;
  const sent: { version: number; patch: object }[] = [];
  const failures: Problem[] = [];
  const waiting: (() => void)[] = [];
  const remote: string[][] = [];
  let draft: Draft | null = null;
  let flying = 0;
  let most = 0;
  const saver = new DocumentSaver(initial, {
    send: async (version, patch) => {
      sent.push({ version, patch });
      flying += 1;
      most = Math.max(most, flying);
      await Promise.resolve();
      flying -= 1;
      const failure = failures.shift();
      if (failure) throw failure;
      if (version !== state.version) throw new Problem({ status: 412, code: "stale" });
      state = { ...state, ...patch, version: state.version + 1 };
      return state;
    },
    load: async () => state,
    remote: (_document, fields) => remote.push(fields),
    keep: (next) => { draft = next; },
    wait: (run) => { waiting.push(run); return () => { const at = waiting.indexOf(run); if (at >= 0) waiting.splice(at, 1); }; },
    now: () => 1_000,
  });
  return {
    saver, sent, failures, remote, waiting,
    get server() { return state; },
    get draft() { return draft; },
    get most() { return most; },
    others: (change: Partial<Document>) => { state = { ...state, ...change, version: state.version + 1 }; },
    run: async () => {
      for (let i = 0; i < 20 && waiting.length > 0; i++) {
        waiting.shift()!();
        for (let j = 0; j < 12; j++) await Promise.resolve();
      }
    },
  };
}

describe("saving a document", () => {
  test("sends field by field, one request at a time, each with the version of the answer before", async () => {
    const at = set();
    at.saver.set("headline", "一");
    at.saver.set("deck", "二");
    at.saver.set("headline", "一二");
    await at.run();
    expect(at.sent).toEqual([{ version: 1, patch: { headline: "一二" } }, { version: 2, patch: { deck: "二" } }]);
    expect(at.most).toBe(1);
    expect(at.saver.state).toEqual({ kind: "saved", at: 1_000 });
    expect(at.draft).toBeNull();
  });

  test("what is typed while a request is under way goes with the next one", async () => {
    const at = set();
    at.saver.set("headline", "a");
    const done = at.saver.flush();
    at.saver.set("headline", "ab");
    expect(await done).toBe(true);
    expect(at.server.headline).toBe("ab");
    expect(at.saver.conflict).toBeNull();
  });

  test("a value taken back to what the server has is not sent", async () => {
    const at = set(document({ headline: "x" }));
    at.saver.set("headline", "y");
    at.saver.set("headline", "x");
    await at.run();
    expect(at.sent).toEqual([]);
    expect(at.saver.state.kind).toBe("saved");
  });

  test("somebody else's change of another field is taken over and ours is sent again", async () => {
    const at = set();
    at.others({ deck: "theirs" });
    at.saver.set("headline", "mine");
    await at.run();
    expect(at.server).toMatchObject({ headline: "mine", deck: "theirs" });
    expect(at.remote.flat()).toEqual(["deck"]);
    expect(at.saver.conflict).toBeNull();
  });

  test("the same field changed on both sides becomes a question and nothing is overwritten meanwhile", async () => {
    const at = set(document({ headline: "base" }));
    at.others({ headline: "theirs" });
    at.saver.set("headline", "mine");
    await at.run();
    expect(at.saver.conflict).toMatchObject({ field: "headline", base: "base", mine: "mine", theirs: "theirs" });
    expect(at.server.headline).toBe("theirs");
    at.saver.resolve("both");
    await at.run();
    expect(at.server.headline).toBe("both");
    expect(at.saver.conflict).toBeNull();
  });

  test("taking theirs sends nothing", async () => {
    const at = set();
    at.others({ headline: "theirs" });
    at.saver.set("headline", "mine");
    await at.run();
    const before = at.sent.length;
    at.saver.resolve("theirs");
    await at.run();
    expect(at.sent.length).toBe(before);
    expect(at.saver.state.kind).toBe("saved");
  });

  test("offline keeps the draft on the device and goes on by itself", async () => {
    const at = set();
    at.failures.push(new Problem({ status: 0, code: "offline" }));
    at.saver.set("headline", "x");
    at.waiting.shift()!();
    for (let j = 0; j < 12; j++) await Promise.resolve();
    expect(at.saver.state.kind).toBe("offline");
    expect(at.draft?.values).toEqual({ headline: "x" });
    await at.run();
    expect(at.server.headline).toBe("x");
    expect(at.draft).toBeNull();
  });

  test("an ended session waits for signing in and loses nothing", async () => {
    const at = set();
    at.failures.push(new Problem({ status: 401, code: "session.required" }));
    at.saver.set("headline", "x");
    await at.run();
    expect(at.saver.state.kind).toBe("signed_out");
    expect(at.waiting).toEqual([]);
    at.saver.signedInAgain();
    await at.run();
    expect(at.server.headline).toBe("x");
  });

  test("a refused field is not sent again until it changes, and holds up no other", async () => {
    const at = set();
    at.failures.push(new Problem({ status: 422, code: "invalid", fields: [{ pointer: "/headline", code: "too_long" }] }));
    at.saver.set("headline", "too long");
    at.saver.set("deck", "fine");
    await at.run();
    expect(at.server.deck).toBe("fine");
    expect(at.saver.pending).toBe(true);
    at.saver.set("headline", "short");
    await at.run();
    expect(at.server.headline).toBe("short");
    expect(at.saver.state.kind).toBe("saved");
  });

  test("a draft of an earlier page is taken up, or asked about when the field has moved on", async () => {
    const calm = set();
    expect(calm.saver.resume({ version: 1, values: { headline: "kept" }, base: { headline: "" } })).toEqual(["headline"]);
    await calm.run();
    expect(calm.server.headline).toBe("kept");
    const moved = set(document({ headline: "newer", version: 4 }));
    moved.saver.resume({ version: 1, values: { headline: "kept" }, base: { headline: "older" } });
    expect(moved.saver.conflict).toMatchObject({ field: "headline", mine: "kept", theirs: "newer" });
  });

  test("a change seen live is shown when nothing is typed there", async () => {
    const at = set();
    at.others({ headline: "theirs", body: { type: "doc" } });
    await at.saver.refresh();
    expect(at.remote).toEqual([["headline", "body"]]);
  });
});
