import assert from "node:assert/strict";
import type { Policy, Proof, ReviewCaseFull, Story } from "../../web/src/api/types.ts";
import type { Client } from "../harness/client.ts";
import { row } from "../harness/scenario.ts";
import type { Stage } from "../harness/stage.ts";
import { until } from "../harness/wait.ts";
import { caseOf, newStory, sign, submit, write } from "../harness/thread.ts";

const levels = [
  { key: "first", name: "初审", right: "review.first" },
  { key: "second", name: "复审", right: "review.second" },
  { key: "final", name: "终审", right: "review.final" },
];

// The built-in heads may sign the lower levels too; these three hold one level each.
let cast: { reporter: Client; first: Client; second: Client; final: Client } | undefined;

const people = async (t: Stage) =>
  (cast ??= {
    reporter: await t.person("rita", "reporter"),
    first: await t.person("edda", "editor"),
    second: await t.personWith("hedi", ["case.read", "review.second", "story.read", "story.create", "story.edit", "story.submit"]),
    final: await t.personWith("dora", ["case.read", "review.final"]),
  });

let story: Story;
let proof: Proof;
let open: ReviewCaseFull;

export default row("S81", "first, second, final review and countersign chain, no self-approval", (r) => {
  r.shows("a policy of three levels is set for a desk", async (t) => {
    const admin = await t.admin();
    const desk = await t.desk();
    const policy = await admin.post<Policy>("/review/policies", { name: "Three reviews", desk: desk.id, levels });
    (await admin.send("POST", "/review/policies", { name: "A second one", desk: desk.id, levels })).refused(422);
    assert.deepEqual(policy.levels.map((level) => level.key), ["first", "second", "final"]);
  });

  r.shows("a proof begins at the first level; later levels cannot sign before their turn", async (t) => {
    const { reporter, first, final } = await people(t);
    story = await newStory(t, reporter, "Three pairs of eyes");
    proof = await submit(reporter, story.id, "drafted");
    open = await caseOf(first, story.id, proof.id);
    assert.deepEqual(open.level.number, 1);
    assert.deepEqual(open.level.of, 3);
    assert.equal(open.ai_use, "drafted");
    (await sign(final, open)).refused(403);
  });

  r.shows("each level signs in its order, by three different people", async (t) => {
    const { first, second, final } = await people(t);
    for (const [person, state] of [[first, "open"], [second, "open"], [final, "signed"]] as const) {
      (await sign(person, open)).expect(200, 201);
      open = await person.get<ReviewCaseFull>(`/review/cases/${open.id}`);
      assert.equal(open.state, state);
    }
    assert.equal(open.signatures.length, 3);
    assert.equal(new Set(open.signatures.map((s) => s.person_name)).size, 3);
  });

  r.shows("nobody approves his own work: not who wrote, not who submitted, not whose byline it is", async (t) => {
    const { first, second, final } = await people(t);
    // an editor who may review writes one paragraph of a story of the desk head, who submits it
    const mine = await newStory(t, second, "Written by editors", "One paragraph by the desk head.");
    await write(first, mine.id, { summary: "by the editor" });
    const submitted = await submit(second, mine.id);
    const found = await caseOf(first, mine.id, submitted.id);
    (await sign(first, found)).refused(403, "review.four_eyes");
    (await sign(second, found)).refused(403);
    assert.equal((await first.get<ReviewCaseFull>(`/review/cases/${found.id}`)).cannot_sign_reason, "review.four_eyes");
    assert.equal((await final.get<ReviewCaseFull>(`/review/cases/${found.id}`)).signatures.length, 0);
  });

  r.shows("nobody signs two levels", async (t) => {
    const { reporter, first } = await people(t);
    const admin = await t.admin();
    // the same person now also holds the second level's role: the rule is about the person, not about the role
    const { items } = await admin.get<{ items: { id: string; login: string; version: number; memberships: unknown[] }[] }>("/users");
    const edda = items.find((user) => user.login === "edda");
    const desk = (await t.desk()).id;
    await admin.patch(`/users/${edda?.id}`, edda?.version ?? 0, { memberships: [{ role: (await t.role("editor")).id, desk }, { role: (await t.role("desk_head")).id, desk }] });
    const again = await newStory(t, reporter, "Two hats");
    const submitted = await submit(reporter, again.id);
    const found = await caseOf(first, again.id, submitted.id);
    (await sign(first, found)).expect(200, 201);
    (await sign(first, found)).refused(403, "review.two_levels");
  });

  r.shows("a return needs a reason, goes back to the writer, and a new proof opens the case again", async (t) => {
    const { reporter, first } = await people(t);
    const returned = await newStory(t, reporter, "Not yet");
    const one = await submit(reporter, returned.id);
    const found = await caseOf(first, returned.id, one.id);
    (await first.send("POST", `/review/cases/${found.id}/return`, { reason: "" })).refused(422);
    await first.post(`/review/cases/${found.id}/return`, { reason: "The figure in paragraph one has no source." });
    await until("the story is back in writing", async () => (await reporter.get<Story>(`/stories/${returned.id}`)).stage === "writing");
    await write(reporter, returned.id, { deck: "Now with a source" });
    const two = await submit(reporter, returned.id);
    const renewed = await caseOf(first, returned.id, two.id);
    assert.equal(renewed.state, "open");
    assert.equal(renewed.returns[0]?.reason, "The figure in paragraph one has no source.");
  });

  r.pending("several people countersign one level in parallel", "a level takes one signature so far");
});
