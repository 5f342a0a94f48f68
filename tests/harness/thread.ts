// The steps of the house's one thread, as small sentences: a wire item becomes a signed, published, read story.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Account, BodyNode, Document, ChangedDocument, Item, ItemFull, Page, Proof, Publication, ReviewCase, ReviewCaseFull, Source, Story } from "../../web/src/api/types.ts";
import type { Client } from "./client.ts";
import type { WireItem } from "./feed.ts";
import type { Stage } from "./stage.ts";
import { until } from "./wait.ts";

export const paragraphs = (...texts: string[]): BodyNode => ({
  type: "doc",
  content: texts.map((text, n) => ({ type: "paragraph", attrs: { id: `p${n + 1}` }, content: [{ type: "text", text }] })),
});

export const textOf = (node: BodyNode | null): string => (node === null ? "" : (node.text ?? (node.content ?? []).map(textOf).join(node.type === "doc" ? "\n" : "")));

/** A source over the test's wire, polled now. */
export async function source(t: Stage): Promise<Source> {
  const admin = await t.admin();
  const wire = await t.wire();
  const existing = (await admin.get<Page<Source>>("/sources")).items[0];
  const made = existing ?? (await admin.post<Source>("/sources", { name: "Test wire", url: wire.url, kind: "feed", desk: null, interval_s: 3600 }));
  await admin.post(`/sources/${made.id}/poll`);
  return made;
}

export const wireItem = (headline: string): WireItem => ({
  guid: randomUUID(),
  headline,
  summary: "A short summary.",
  author: "A. Writer",
  html: `<p>The first paragraph of ${headline}.</p><p>The second paragraph.</p>`,
});

/** Puts an item on the wire and waits until it lies in the inbox. */
export async function arrive(t: Stage, reader: Client, item: WireItem): Promise<Item> {
  (await t.wire()).add(item);
  await source(t);
  return until(`"${item.headline}" in the inbox`, async () => (await reader.get<Page<Item>>("/items?state=new")).items.find((i) => i.headline === item.headline));
}

export const item = (who: Client, id: string): Promise<ItemFull> => who.get<ItemFull>(`/items/${id}`);

export async function newStory(t: Stage, writer: Client, headline: string, ...texts: string[]): Promise<Story> {
  const story = await writer.post<Story>("/stories", { desk: (await t.desk()).id, headline });
  await write(writer, story.id, { headline, body: paragraphs(...(texts.length > 0 ? texts : [`Text of ${headline}.`])) });
  return writer.get<Story>(`/stories/${story.id}`);
}

export async function master(who: Client, story: string): Promise<{ value: Document; version: string }> {
  const { documents } = await who.get<Story>(`/stories/${story}`);
  const id = documents.find((d) => d.kind === "master")?.id;
  assert.ok(id, "a story has a master document");
  return who.getVersioned<Document>(`/documents/${id}`);
}

export type Fields = Partial<Pick<Document, "headline" | "deck" | "kicker" | "slug" | "summary" | "byline" | "section" | "hashtags" | "body">>;

export async function write(who: Client, story: string, fields: Fields): Promise<ChangedDocument> {
  const { value, version } = await master(who, story);
  return who.patch<ChangedDocument>(`/documents/${value.id}`, version, fields);
}

export async function submit(writer: Client, story: string, ai_use = "none"): Promise<Proof> {
  const { proof } = await writer.post<{ proof: string }>(`/stories/${story}/submit`, { ai_use });
  return until("the proof is ready", async () => {
    const found = await writer.get<Proof>(`/proofs/${proof}`);
    assert.notEqual(found.state, "failed", JSON.stringify(found.parts));
    return found.state === "ready" && found;
  });
}

/** The open case of a story, as soon as its proof has opened it. */
export async function caseOf(who: Client, story: string, proof?: string): Promise<ReviewCaseFull> {
  const found = await until("the review case", async () =>
    (await who.get<Page<ReviewCase>>(`/review/cases?story=${story}`)).items.find((c) => proof === undefined || c.proof === proof),
  );
  return who.get<ReviewCaseFull>(`/review/cases/${found.id}`);
}

export const sign = (who: Client, found: ReviewCaseFull, part = found.parts[0]?.hash) => who.send("POST", `/review/cases/${found.id}/sign`, { part });

export const sendBack = (who: Client, found: ReviewCaseFull, reason = "The second paragraph needs a source.") =>
  who.send("POST", `/review/cases/${found.id}/return`, { reason });

export async function siteAccount(who: Client): Promise<Account> {
  const account = (await who.get<Page<Account>>("/accounts")).items.find((a) => a.kind === "site");
  assert.ok(account, "there is an account of the readers' site from the start");
  return account;
}

export async function publish(who: Client, proof: string): Promise<Publication> {
  const account = await siteAccount(who);
  const { publications } = await who.post<{ publications: { id: string }[] }>("/publications", { proof, targets: [{ account: account.id }] });
  const id = publications[0]?.id;
  assert.ok(id);
  return until("the publication is live", async () => {
    const publication = (await who.get<Page<Publication>>("/publications")).items.find((p) => p.id === id);
    assert.notEqual(publication?.state, "failed", JSON.stringify(publication));
    return publication?.state === "live" && publication;
  });
}

/** Written, submitted, signed by the editor of the desk and live: what most scenarios begin with. */
export async function published(t: Stage, headline: string): Promise<{ story: Story; publication: Publication; proof: Proof }> {
  const reporter = await t.person("rita", "reporter");
  const editor = await t.person("edda", "editor");
  const chief = await t.person("dora", "duty_editor");
  const story = await newStory(t, reporter, headline);
  const proof = await submit(reporter, story.id);
  (await sign(editor, await caseOf(editor, story.id, proof.id))).expect(200, 201);
  return { story, proof, publication: await publish(chief, proof.id) };
}
