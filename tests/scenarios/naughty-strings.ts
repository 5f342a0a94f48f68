import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Desk, Story, StoryCard } from "../../web/src/api/types.ts";
import { dataFolder } from "../harness/data.ts";
import { scenario } from "../harness/scenario.ts";
import { arrive, item, master, newStory, paragraphs, publish, caseOf, sign, submit, textOf, wireItem, write } from "../harness/thread.ts";

const strings = (): string[] => JSON.parse(readFileSync(join(dataFolder(), "sec-naughty-strings", "blns.json"), "utf8")) as string[];

/** What a text field may lawfully refuse: nothing at all, zero bytes, and text that Unicode itself does not allow. */
const storable = (text: string): boolean => text !== "" && !text.includes("\0") && text.isWellFormed();

/** Code points; a longer text is refused, not cut. */
const limits = { headline: 300, deck: 1000, kicker: 200, summary: 2000, byline: 300 } as const;

const perField = (field: "headline" | "deck" | "kicker" | "summary" | "byline") => ({ [field]: "" });

export default scenario("naughty-strings", "515 naughty strings go through every text field and come back unchanged", (r) => {
  let story: Story;

  for (const field of ["headline", "deck", "kicker", "summary", "byline"] as const) {
    r.shows(`the field ${field} of a document`, async (t) => {
      const reporter = await t.person("rita", "reporter");
      story ??= await newStory(t, reporter, "Naughty");
      const all = strings();
      assert.equal(all.length, 515);
      let kept = 0;
      for (const text of all) {
        const { value, version } = await master(reporter, story.id);
        const answer = await reporter.send("PATCH", `/documents/${value.id}`, { ...perField(field), [field]: text }, { version });
        if ((!storable(text) || [...text].length > limits[field]) && answer.status === 422) continue;
        assert.equal(answer.status, 200, `${JSON.stringify(text)}: ${answer.text.slice(0, 200)}`);
        assert.equal((await master(reporter, story.id)).value[field], text);
        kept += 1;
      }
      assert.ok(kept >= (field === "kicker" ? 509 : 514), `${kept} of 515`);
    });
  }

  r.shows("the body, all strings as paragraphs at once", async (t) => {
    const reporter = await t.person("rita", "reporter");
    // control characters cannot stand in a page or a feed, so the body refuses them; a field keeps them
    const texts = strings().filter((text) => storable(text) && !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text));
    assert.ok(texts.length >= 509, `${texts.length} of 515`);
    await write(reporter, story.id, { headline: "Naughty", body: paragraphs(...texts) });
    const back = (await master(reporter, story.id)).value.body;
    assert.deepEqual((back?.content ?? []).map(textOf), texts);
  });

  r.shows("slugline, desk name and note", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const admin = await t.admin();
    const desk = await admin.post<Desk>("/desks", { key: "naughty", name: "Naughty" });
    let version = desk.version;
    for (const text of strings().filter((s) => storable(s) && s.trim() !== "" && [...s].length <= 100)) {
      const card = (await reporter.getVersioned<StoryCard>(`/stories/${story.id}`));
      await reporter.patch(`/stories/${story.id}`, card.version, { slugline: text });
      assert.equal((await reporter.get<StoryCard>(`/stories/${story.id}`)).slugline, text);
      const named = await admin.patch<Desk>(`/desks/${desk.id}`, version, { name: text });
      version = named.version;
      assert.equal(named.name, text);
    }
  });

  r.shows("an item's headline, through the wire", async (t) => {
    const reporter = await t.person("rita", "reporter");
    // a title in RSS may be HTML, so what looks like a tag or an entity is one
    const texts = strings().filter((s) => storable(s) && !/[<&]/.test(s) && s.trim() === s && !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]|\s\s/.test(s)).slice(0, 40);
    for (const text of texts) {
      const arrived = await arrive(t, reporter, wireItem(`n ${text}`));
      assert.equal((await item(reporter, arrived.id)).headline, `n ${text}`);
    }
  });

  r.shows("on the readers' page nothing is executed: every string stands there as text", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const editor = await t.person("edda", "editor");
    const chief = await t.person("dora", "duty_editor");
    await write(reporter, story.id, { headline: "<script>alert(0)</script>", deck: "<img src=x onerror=alert(1)>", kicker: "<b>", summary: "<svg onload=alert(2)>", byline: "" });
    const proof = await submit(reporter, story.id);
    (await sign(editor, await caseOf(editor, story.id, proof.id))).expect(200, 201);
    const publication = await publish(chief, proof.id);
    const page = (await chief.page(new URL(publication.url ?? "", (await t.server()).readers).href)).expect(200);
    const own = page.text.replace(/<script type="(module|application\/ld\+json)"[\s\S]*?<\/script>/g, "");
    assert.doesNotMatch(own, /<script/i);
    assert.doesNotMatch(own.replace(/="[^"]*"/g, ""), /<[a-z][^>]*\son\w+/i);
    assert.doesNotMatch(own, /<(iframe|object|embed|svg|math|base|form)\b/i);
    // only what stands inside a tag is an attribute; the strings themselves may speak of one
    const tags = (own.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? []).join("\n");
    assert.doesNotMatch(tags, /(href|src)="\s*(javascript|data|vbscript):/i);
  });
});
