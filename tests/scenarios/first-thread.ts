import assert from "node:assert/strict";
import type { BlockOrigin, Preview, Publication, StoryReads, Story, Item } from "../../web/src/api/types.ts";
import { scenario } from "../harness/scenario.ts";
import { arrive, caseOf, item, master, publish, sign, submit, textOf, wireItem, write } from "../harness/thread.ts";
import { until } from "../harness/wait.ts";

const headline = "Reed cutters ask for two more weeks & get one 芦苇";
const rewritten = "Reed cutters <ask> for two more weeks & get one 芦苇";
let arrived: Item;
let story: Story;
let previewed: Preview;
let proof: string;
let publication: Publication;

export default scenario("first-thread", "a wire item becomes a signed, published, read story", (r) => {
  r.shows("an item on the wire lies in the inbox with its text cleaned", async (t) => {
    const reporter = await t.person("rita", "reporter");
    arrived = await arrive(t, reporter, { ...wireItem(headline), html: '<p onclick="x()">First <b>bold</b>.</p><script>alert(1)</script><p>Second.</p>' });
    const full = await item(reporter, arrived.id);
    assert.equal(full.headline, headline);
    assert.match(textOf(full.body), /First bold\.\s*Second\./);
    assert.doesNotMatch(JSON.stringify(full.body), /alert|onclick/);
    assert.match(full.raw, /^[0-9a-f]{64}$/);
  });

  r.shows("polling again brings nothing twice, and asks with the ETag", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const wire = await t.wire();
    const admin = await t.admin();
    const before = wire.unchanged;
    const { items } = await admin.get<{ items: { id: string }[] }>("/sources");
    await admin.post(`/sources/${items[0]?.id}/poll`);
    await until("a conditional request", async () => wire.unchanged > before);
    const { items: inbox } = await reporter.get<{ items: Item[] }>("/items");
    assert.equal(inbox.filter((i) => i.headline === headline).length, 1);
  });

  r.shows("what came in with one poll stands newest first, as on the wire", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const wire = await t.wire();
    wire.add(wireItem("Older of two"));
    await arrive(t, reporter, wireItem("Newer of two"));
    const { items } = await reporter.get<{ items: Item[] }>("/items?state=new");
    const order = items.map((each) => each.headline).filter((each) => each.endsWith("of two"));
    assert.deepEqual(order, ["Newer of two", "Older of two"]);
  });

  r.shows("fetched to the desk it is a story that remembers its item", async (t) => {
    const reporter = await t.person("rita", "reporter");
    story = await reporter.post<Story>(`/items/${arrived.id}/fetch`, { desk: (await t.desk()).id });
    assert.equal(story.item, arrived.id);
    assert.equal(story.headline, headline);
    assert.equal((await item(reporter, arrived.id)).state, "fetched");
    assert.match(textOf((await master(reporter, story.id)).value.body), /First bold/);
  });

  r.shows("the body is written with If-Match: without it 428, with an old one 412", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const { value, version } = await master(reporter, story.id);
    (await reporter.send("PATCH", `/documents/${value.id}`, { deck: "none" })).refused(428);
    await write(reporter, story.id, { headline: rewritten, deck: "One week, in fact", byline: "Rita Lin" });
    (await reporter.send("PATCH", `/documents/${value.id}`, { deck: "stale" }, { version })).refused(412);
    assert.equal((await master(reporter, story.id)).value.deck, "One week, in fact");
  });

  r.shows("the preview shows it as it would go out, and names what keeps it from going", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const { id } = await write(reporter, story.id, { headline: "" });
    const { issues } = await reporter.get<Preview>(`/documents/${id}/preview`);
    assert.deepEqual(issues, [{ pointer: "/headline", code: "channel.required", params: {} }]);
    const refusal = (await reporter.send("POST", `/stories/${story.id}/submit`, { ai_use: "none" })).refused(422);
    assert.deepEqual(refusal.errors, issues);
    await write(reporter, story.id, { headline: rewritten });
    previewed = await reporter.get<Preview>(`/documents/${id}/preview`);
    assert.deepEqual(previewed.issues, []);
    assert.match(previewed.html, /Reed cutters &lt;ask&gt; for two more weeks &amp; get one 芦苇/);
    assert.match(previewed.html, /First <strong>bold<\/strong>/);
  });

  r.shows("submitting makes a proof with one part for the site, rendered and hashed", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const made = await submit(reporter, story.id);
    proof = made.id;
    assert.equal(made.parts.length, 1);
    assert.equal(made.parts[0]?.kind, "site");
    assert.match(made.parts[0]?.hash ?? "", /^[0-9a-f]{64}$/);
  });

  r.shows("the proof holds the very bytes that the preview showed", async (t) => {
    const editor = await t.person("edda", "editor");
    const [part] = (await caseOf(editor, story.id, proof)).parts;
    assert.equal(part?.html, previewed.html);
    assert.equal(part?.headline, previewed.headline);
  });

  r.shows("each paragraph of the proof says where it comes from: the item, and who wrote the rest", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const made = await reporter.get<{ parts: { revision: string }[] }>(`/proofs/${proof}`);
    const { blocks } = await reporter.get<{ blocks: BlockOrigin[] }>(`/revisions/${made.parts[0]?.revision}/provenance`);
    const [first, second] = blocks;
    assert.equal(blocks.length, 2);
    for (const block of [first, second]) {
      assert.equal(block?.kind, "item");
      assert.equal(block?.source, arrived.id);
      assert.equal(block?.share, 1000);
      assert.match(block?.source_title ?? "", /Reed cutters/);
    }
  });

  r.shows("what is not signed cannot be published", async (t) => {
    const chief = await t.person("dora", "duty_editor");
    const { items } = await chief.get<{ items: { id: string }[] }>("/accounts");
    const refused = await chief.send("POST", "/publications", { proof, targets: [{ account: items[0]?.id }] });
    refused.expect(403, 409);
  });

  r.shows("who wrote it cannot sign it, whatever else he may do", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const found = await caseOf(editor, story.id, proof);
    (await sign(reporter, found)).refused(403);
    assert.equal((await caseOf(editor, story.id, proof)).signatures.length, 0);
  });

  r.shows("somebody else reads and signs it", async (t) => {
    const editor = await t.person("edda", "editor");
    const found = await caseOf(editor, story.id, proof);
    assert.equal(found.can_sign, true);
    (await sign(editor, found)).expect(200, 201);
    const after = await editor.get<typeof found>(`/review/cases/${found.id}`);
    assert.equal(after.state, "signed");
    assert.equal(after.signatures[0]?.part, found.parts[0]?.hash);
  });

  r.shows("one click publishes it and the page is live on the readers' site", async (t) => {
    const chief = await t.person("dora", "duty_editor");
    publication = await publish(chief, proof);
    assert.ok(publication.url);
    const readers = (await t.server()).readers;
    const page = (await chief.page(new URL(publication.url, readers).href)).expect(200);
    assert.match(page.text, /Reed cutters &lt;ask&gt; for two more weeks &amp; get one 芦苇/);
    assert.match(page.text, /One week, in fact/);
    assert.match(page.text, /First <(b|strong)>bold<\/(b|strong)>/);
    assert.doesNotMatch(page.text, /alert\(1\)/);
    assert.match((await chief.page(`${readers}/`)).expect(200).text, /Reed cutters/);
    assert.match((await chief.page(`${readers}/feed.xml`)).expect(200).text, /Reed cutters/);
  });

  r.shows("the page is kept anywhere and asked again: no-cache, strong ETag, 304; an old slug leads to the address", async (t) => {
    const chief = await t.person("dora", "duty_editor");
    const url = new URL(publication.url ?? "", (await t.server()).readers).href;
    const page = (await chief.page(url)).expect(200);
    assert.match(page.headers.get("cache-control") ?? "", /no-cache/);
    assert.match(page.etag ?? "", /^"/);
    (await chief.page(url, { "if-none-match": page.etag ?? "" })).expect(304);
    const moved = (await chief.page(url.replace(/-[^/-]*$/, "-old-words"))).expect(301);
    assert.equal(new URL(moved.headers.get("location") ?? "", url).href, url);
  });

  r.shows("its reads are counted on the story", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const readers = (await t.server()).readers;
    for (const visit of ["00000000000000a1", "00000000000000a2"]) {
      await reporter.page(new URL(publication.url ?? "", readers).href);
      for (const [kind, seconds] of [["view", 0], ["engaged", 12]] as const) {
        const beacon = await fetch(`${readers}/r`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: readers },
          body: JSON.stringify({ publication: publication.id, visit, kind, seconds }),
        });
        assert.equal(beacon.status, 204);
      }
    }
    const reads = await until("two reads on the story", async () => {
      const found = await reporter.get<StoryReads>(`/insight/stories/${story.id}`);
      return found.reads >= 2 && found;
    });
    assert.ok(reads.engaged_s >= 24, `engaged ${reads.engaged_s} s`);
  });
});
