import assert from "node:assert/strict";
import type { Account, Page, Publication, Publishing } from "../../web/src/api/types.ts";
import type { Client } from "../harness/client.ts";
import { scenario } from "../harness/scenario.ts";
import type { Stage } from "../harness/stage.ts";
import { caseOf, newStory, publish, published, sign, siteAccount, submit, write } from "../harness/thread.ts";
import { until } from "../harness/wait.ts";

let story = "";
let live: Publication;

async function hold(t: Stage, seconds: number): Promise<Account> {
  const admin = await t.admin();
  const account = await siteAccount(admin);
  return admin.patch<Account>(`/accounts/${account.id}`, account.version, { hold_s: seconds });
}

async function publicationOf(who: Client, of: string): Promise<Publication> {
  const found = (await who.get<Page<Publication>>(`/publications?story=${of}`)).items[0];
  assert.ok(found);
  return found;
}

/** A new signed version of a story that is live. */
async function corrected(t: Stage, headline: string): Promise<string> {
  const reporter = await t.person("rita", "reporter");
  const editor = await t.person("edda", "editor");
  await write(reporter, story, { headline });
  const proof = await submit(reporter, story);
  (await sign(editor, await caseOf(editor, story, proof.id))).expect(200, 201);
  return proof.id;
}

async function send(t: Stage, proof: string): Promise<Publication> {
  const chief = await t.person("dora", "duty_editor");
  await chief.post("/publications", { proof, targets: [{ account: (await siteAccount(chief)).id }] });
  return publicationOf(chief, story);
}

/** What readers see now who kept the address of the first day: it leads on to the present one. */
async function article(t: Stage): Promise<string> {
  const reader = await t.anonymous();
  const address = new URL(live.url ?? "", (await t.server()).readers).href;
  const first = await reader.page(address);
  const next = first.headers.get("location");
  return next === null ? first.text : (await reader.page(new URL(next, address).href)).text;
}

export default scenario("hold-and-correct", "what is live is corrected; what waits may be taken back", (r) => {
  r.shows("a signed correction replaces what is live, and the old address leads to it", async (t) => {
    const chief = await t.person("dora", "duty_editor");
    const done = await published(t, "The bridge opens on Monday");
    story = done.story.id;
    live = done.publication;
    const proof = await corrected(t, "The bridge opens on Tuesday");
    const target = (await chief.get<Publishing>(`/stories/${story}/publishing`)).targets[0];
    assert.equal(target?.state, "live");
    assert.notEqual(target.sent, target.part, "the panel can tell that a newer part is signed");
    const after = await publish(chief, proof);
    assert.equal(after.id, live.id);
    await until("the page says Tuesday", async () => (await article(t)).includes("Tuesday"));
  });

  r.shows("the wait before sending is a setting of the account: with If-Match, from 0 s to an hour", async (t) => {
    const admin = await t.admin();
    const account = await siteAccount(admin);
    (await admin.send("PATCH", `/accounts/${account.id}`, { hold_s: 60 })).refused(428);
    const problem = (await admin.send("PATCH", `/accounts/${account.id}`, { hold_s: 3601 }, { version: account.version })).refused(422);
    assert.deepEqual(problem.errors?.map((each) => `${each.pointer} ${each.code}`), ["/hold_s number.range"]);
    assert.equal((await hold(t, 600)).hold_s, 600);
    (await admin.send("PATCH", `/accounts/${account.id}`, { hold_s: 1 }, { version: account.version })).refused(412);
  });

  r.shows("a correction that waits is taken back: what stands at the channel stays, and nothing was sent", async (t) => {
    const chief = await t.person("dora", "duty_editor");
    const before = await publicationOf(chief, story);
    const waiting = await send(t, await corrected(t, "The bridge opens on Wednesday"));
    assert.equal(waiting.state, "queued");
    assert.ok(waiting.due_at && Date.parse(waiting.due_at) > Date.now() + 500_000, waiting.due_at ?? "no time");
    await chief.post(`/publications/${live.id}/cancel`);
    const after = await publicationOf(chief, story);
    assert.equal(after.state, "live");
    assert.equal(after.part, before.part);
    assert.equal(after.headline, "The bridge opens on Tuesday");
    assert.equal(after.due_at, null);
    assert.equal(after.attempts.length, before.attempts.length);
    assert.match(await article(t), /Tuesday/);
  });

  r.shows("a first publication that is taken back never was: no page, no attempt; it may go out later", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const chief = await t.person("dora", "duty_editor");
    const fresh = await newStory(t, reporter, "The swimming pool closes early");
    const proof = await submit(reporter, fresh.id);
    (await sign(editor, await caseOf(editor, fresh.id, proof.id))).expect(200, 201);
    await chief.post("/publications", { proof: proof.id, targets: [{ account: (await siteAccount(chief)).id }] });
    const waiting = await publicationOf(chief, fresh.id);
    (await reporter.send("POST", `/publications/${waiting.id}/cancel`)).refused(403);
    await chief.post(`/publications/${waiting.id}/cancel`);
    const cancelled = await publicationOf(chief, fresh.id);
    assert.equal(cancelled.state, "cancelled");
    assert.equal(cancelled.part, null);
    assert.equal(cancelled.attempts.length, 0);
    assert.equal(cancelled.url, null);
    await hold(t, 0);
    assert.equal((await publish(chief, proof.id)).id, waiting.id);
  });

  r.shows("when the wait is over it goes out by itself; then it is too late to take it back", async (t) => {
    const chief = await t.person("dora", "duty_editor");
    await hold(t, 1);
    await send(t, await corrected(t, "The bridge opens on Thursday"));
    await until("the page says Thursday", async () => (await article(t)).includes("Thursday"));
    const out = await until("the publication is live", async () => {
      const found = await publicationOf(chief, story);
      return found.state === "live" && found;
    });
    assert.equal(out.due_at, null, "what is out waits for nothing");
    (await chief.send("POST", `/publications/${live.id}/cancel`)).refused(409, "publication.left");
    await hold(t, 0);
  });

  r.shows("a paused account takes nothing new and says so", async (t) => {
    const admin = await t.admin();
    const chief = await t.person("dora", "duty_editor");
    const account = await siteAccount(admin);
    const paused = await admin.patch<Account>(`/accounts/${account.id}`, account.version, { state: "paused" });
    const proof = await corrected(t, "The bridge opens on Friday");
    const problem = (await chief.send("POST", "/publications", { proof, targets: [{ account: account.id }] })).refused(422);
    assert.deepEqual(problem.errors?.map((each) => each.code), ["account.paused"]);
    assert.equal((await chief.get<Publishing>(`/stories/${story}/publishing`)).targets[0]?.open, false);
    await admin.patch(`/accounts/${account.id}`, paused.version, { state: "active" });
  });
});
