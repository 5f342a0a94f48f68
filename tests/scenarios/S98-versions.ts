import assert from "node:assert/strict";
import type { Diff, Document, Page, Revision } from "../../web/src/api/types.ts";
import { row } from "../harness/scenario.ts";
import { master, newStory, paragraphs, submit, textOf, write } from "../harness/thread.ts";

let story = "";
let document_ = "";

export default row("S98", "diff, restore, branch per channel", (r) => {
  r.shows("every submitted state is a revision of its own, numbered and hashed; equal content makes none", async (t) => {
    const reporter = await t.person("rita", "reporter");
    story = (await newStory(t, reporter, "Versions", "The ferry leaves at nine.", "Bring a coat.")).id;
    document_ = (await master(reporter, story)).value.id;
    await submit(reporter, story);
    await write(reporter, story, { body: paragraphs("The ferry leaves at ten.", "Bring a coat.", "And an umbrella.") });
    await submit(reporter, story);
    await submit(reporter, story);
    const revisions = (await reporter.get<Page<Revision>>(`/documents/${document_}/revisions`)).items;
    const submitted = revisions.filter((revision) => revision.reason === "submit");
    assert.equal(submitted.length, 2);
    assert.equal(new Set(revisions.map((revision) => revision.hash)).size, revisions.length);
    assert.ok(revisions.every((revision) => /^[0-9a-f]{64}$/.test(revision.hash)));
  });

  r.shows("two revisions are compared word by word", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const [newer, older] = (await reporter.get<Page<Revision>>(`/documents/${document_}/revisions`)).items.sort((a, b) => b.number - a.number);
    const diff = await reporter.get<Diff>(`/revisions/${newer?.id}/diff?from=${older?.id}`);
    const runs = diff.blocks.flatMap((block) => block.runs);
    assert.ok(runs.some((run) => run.op === "removed" && run.text.includes("nine")), JSON.stringify(diff));
    assert.ok(runs.some((run) => run.op === "added" && run.text.includes("ten")));
    assert.ok(diff.blocks.some((block) => block.op === "added"));
    assert.ok(diff.blocks.some((block) => block.op === "same"));
  });

  r.shows("an old revision is restored as a new state; nothing is lost", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const before = (await reporter.get<Page<Revision>>(`/documents/${document_}/revisions`)).items;
    const oldest = before.sort((a, b) => a.number - b.number)[0];
    await reporter.post<Document>(`/documents/${document_}/restore`, { revision: oldest?.id });
    assert.match(textOf((await master(reporter, story)).value.body), /at nine/);
    const after = (await reporter.get<Page<Revision>>(`/documents/${document_}/revisions`)).items;
    assert.ok(after.length >= before.length && before.every((revision) => after.some((other) => other.id === revision.id)));
  });

  r.pending("a channel document branches off field by field and can be joined again", "there is one channel so far");
});
