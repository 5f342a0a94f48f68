import assert from "node:assert/strict";
import type { AuditRow, Page, Publication } from "../../web/src/api/types.ts";
import { row } from "../harness/scenario.ts";
import { caseOf, master, published, submit, write } from "../harness/thread.ts";

let story = "";
let publication = "";

export default row("U5", "signatures per channel version", (r) => {
  r.pending("a late Weibo text alone goes to review", "there is one channel so far");

  r.shows("a part that did not change keeps its signatures when the story is submitted again", async (t) => {
    const done = await published(t, "Signed once, submitted twice");
    story = done.story.id;
    publication = done.publication.id;
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const again = await submit(reporter, story);
    assert.equal(again.parts[0]?.hash, done.proof.parts[0]?.hash);
    const found = await caseOf(editor, story);
    assert.equal(found.parts.find((part) => part.hash === again.parts[0]?.hash)?.state, "signed");
  });

  r.shows("what is live is not sent again by it", async (t) => {
    const chief = await t.person("dora", "duty_editor");
    const live = (await chief.get<Page<Publication>>(`/publications?story=${story}`)).items.find((p) => p.id === publication);
    assert.equal(live?.state, "live");
    assert.equal(live.attempts.length, 1);
    assert.equal(live.version, 1);
  });

  r.shows("a changed part has no signature and is not published by the old one", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const chief = await t.person("dora", "duty_editor");
    await write(reporter, story, { deck: "A new deck" });
    const { value } = await master(reporter, story);
    assert.equal(value.deck, "A new deck");
    const proof = await submit(reporter, story);
    const found = await caseOf(editor, story, proof.id);
    assert.equal(found.parts[0]?.state, "open");
    assert.ok(found.parts[0]?.diff_from, "the reviewer sees the difference to the last signed part");
    const { items } = await chief.get<{ items: { id: string }[] }>("/accounts");
    (await chief.send("POST", "/publications", { proof: proof.id, targets: [{ account: items[0]?.id }] })).expect(403, 409, 422);
  });

  r.shows("that signatures were kept is a row of the audit log", async (t) => {
    const admin = await t.admin();
    const { items } = await admin.get<Page<AuditRow>>("/audit?action=review.carry_signature");
    assert.equal(items.length, 1);
    assert.equal(items[0]?.result, "done");
    assert.match(items[0]?.detail ?? "", /"from":"proof_/);
  });
});
