import assert from "node:assert/strict";
import type { ReviewCaseFull } from "../../web/src/api/types.ts";
import { row } from "../harness/scenario.ts";
import { caseOf, newStory, sign, submit, write } from "../harness/thread.ts";

const later = "amending a part at one's own level comes with the full review room";

export default row("U4", "a reviewer may change words and sign; the next level sees that difference", (r) => {
  r.pending("the level-1 editor changes three words and signs the resulting proof", later);
  r.pending("the next level sees that difference", later);

  r.shows("creator, submitter and byline stay barred", async (t) => {
    const editor = await t.person("edda", "editor");
    const head = await t.person("hedi", "desk_head");
    const other = await t.person("emil", "editor");
    // three different people: edda creates, hedi submits, emil has the byline; each of them could review other stories
    const story = await newStory(t, editor, "Three ways to be its author");
    await write(editor, story.id, { byline: "Emil Lin" });
    const proof = await submit(head, story.id);
    const found = await caseOf(other, story.id, proof.id);
    for (const person of [editor, head, other]) (await sign(person, found)).refused(403);
    assert.equal((await other.get<ReviewCaseFull>(`/review/cases/${found.id}`)).signatures.length, 0);
  });

  r.shows("nobody signs twice", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const story = await newStory(t, reporter, "Signed once");
    const found = await caseOf(editor, story.id, (await submit(reporter, story.id)).id);
    (await sign(editor, found)).expect(200, 201);
    (await sign(editor, found)).expect(403, 409);
    assert.equal((await editor.get<ReviewCaseFull>(`/review/cases/${found.id}`)).signatures.length, 1);
  });
});
