import type { Document, Story } from "../src/api/types";
import { expect, storyOf, test, type Newsroom, type Who } from "./fixture";
import { Typist } from "./typist";

/** Several people in one text, each in a browser of their own; what is on the screens is compared with the keys that were pressed. */
const lines = ["第一段。", "第二段。", "第三段。"];

async function storyWith(newsroom: Newsroom, headline: string): Promise<Story> {
  const story = await storyOf(newsroom, headline);
  const api = newsroom.api("writer");
  const now = await api.get<Document>(`/documents/${story.documents[0]!.id}`);
  const content = lines.map((text, i) => ({ type: "paragraph", attrs: { id: `line${i}` }, content: [{ type: "text", text }] }));
  await api.patch(`/documents/${now.id}`, now.version, { body: { type: "doc", content } });
  return story;
}

const stored = async (newsroom: Newsroom, story: Story): Promise<string[]> =>
  ((await newsroom.api("writer").get<Document>(`/documents/${story.documents[0]!.id}`)).body?.content ?? []).map((block) => (block.content ?? []).map((each) => each.text ?? "").join(""));

const whos: Who[] = ["writer", "reviewer", "chief"];

test("three people type at once: every key is in the text, once, and in its order", async ({ as, newsroom }) => {
  test.setTimeout(90_000);
  const story = await storyWith(newsroom, "三人同写");
  const people = await Promise.all(whos.map(async (who) => new Typist(await as(who))));
  await Promise.all(people.map((each) => each.open(story.id)));
  for (const each of people) await each.sees(lines);

  await Promise.all(people.map((each, i) => each.goto(i)));
  await Promise.all(people.map((each, i) => each.type(["渡轮复航，客流平稳。", "Ferries are back, 38 sailings a day. ", "🌊浪高一米以下👨‍👩‍👧。"][i]!)));
  const apart = people.map((each, i) => lines[i]! + each.log());
  for (const each of people) await each.sees(apart);

  // All three in the same paragraph, at three places: each one's words stay together.
  const [writer, reviewer, chief] = people as [Typist, Typist, Typist];
  await writer.goto(0);
  await reviewer.goto(0);
  await reviewer.page.keyboard.press("Home");
  await chief.goto(0);
  for (let i = 0; i < 4; i++) await chief.page.keyboard.press("ArrowLeft");
  const before = apart[0]!;
  const middle = [...before].length - 4;
  await Promise.all([writer.type("尾部补写。"), reviewer.type("开头补写。"), chief.type("中间补写。")]);
  const merged = reviewer.log() + [...before].slice(0, middle).join("") + chief.log() + [...before].slice(middle).join("") + writer.log();
  const together = [merged, ...apart.slice(1)];
  for (const each of people) await each.sees(together);
  for (const each of people) await each.saved();
  await expect.poll(() => stored(newsroom, story), { timeout: 15_000 }).toEqual(together);

  // Everybody sees who else is here, at the text and above it.
  await expect(writer.text.locator(".ProseMirror-yjs-cursor")).toHaveCount(2);
  for (const name of ["王思齐", "陈静怡"]) await expect(writer.page.getByRole("img", { name: /^同时在线/ })).toHaveAccessibleName(new RegExp(name));
});

test("without a network the words are kept on the device and merged on return", async ({ as, newsroom }) => {
  test.setTimeout(90_000);
  const story = await storyWith(newsroom, "断网续写");
  const [away, here] = [new Typist(await as("writer")), new Typist(await as("reviewer"))];
  await Promise.all([away.open(story.id), here.open(story.id)]);
  await Promise.all([away.sees(lines), here.sees(lines)]);

  await away.page.context().setOffline(true);
  await expect(away.page.getByText("离线，保存在本机").first()).toBeVisible({ timeout: 15_000 });
  await away.goto(0);
  await away.type("离线时写下的话。");
  await away.goto(2);
  for (let i = 0; i < 4; i++) await away.page.keyboard.press("Backspace");
  await here.goto(0);
  await here.type("在线的人也在写。");
  await here.goto(1);
  await here.type("另起一句。");
  const typedHere = here.log();
  const typedAway = away.log();
  await here.sees([lines[0]! + typedHere.slice(0, 8), lines[1]! + typedHere.slice(8), lines[2]!]);

  await away.page.context().setOffline(false);
  await expect.poll(async () => (await here.blocks())[0]!.includes(typedAway), { timeout: 20_000 }).toBe(true);
  const [first, second, third] = await here.blocks();
  expect([lines[0]! + typedAway + typedHere.slice(0, 8), lines[0]! + typedHere.slice(0, 8) + typedAway]).toContain(first);
  expect(second).toBe(lines[1]! + typedHere.slice(8));
  expect(third).toBe("");
  await away.sees([first!, second!, third!]);
  await away.saved();
  await expect.poll(() => stored(newsroom, story), { timeout: 15_000 }).toEqual([first, second]);   // an empty last paragraph is not kept
});

test("words typed without a network outlive a closed page", async ({ as, newsroom }) => {
  const story = await storyWith(newsroom, "断网关页");
  const person = new Typist(await as("writer"));
  await person.open(story.id);
  await person.sees(lines);
  await person.page.context().setOffline(true);
  await person.goto(1);
  const before = await person.kept();
  await person.type("关页之前。");
  await expect.poll(() => person.kept()).toBeGreaterThanOrEqual(before + 5);
  const { page } = person;
  await page.goto("about:blank").catch(() => {});
  await page.context().setOffline(false);
  await person.open(story.id);
  await person.sees([lines[0]!, `${lines[1]!}${person.log()}`, lines[2]!]);
  await expect.poll(() => stored(newsroom, story), { timeout: 15_000 }).toContain("第二段。关页之前。");
});

test("undo takes back one's own words only", async ({ as, newsroom }) => {
  const story = await storyWith(newsroom, "各撤各的");
  const [one, other] = [new Typist(await as("writer")), new Typist(await as("reviewer"))];
  await Promise.all([one.open(story.id), other.open(story.id)]);
  await Promise.all([one.sees(lines), other.sees(lines)]);
  await one.goto(0);
  await one.type("我的话。");
  await other.sees([lines[0]! + one.log(), lines[1]!, lines[2]!]);
  await other.goto(0);
  await other.type("他的话。");
  await one.sees(["第一段。我的话。他的话。", lines[1]!, lines[2]!]);
  await one.page.keyboard.press("Control+z");
  await other.sees(["第一段。他的话。", lines[1]!, lines[2]!]);
  await one.page.keyboard.press("Control+y");
  await other.sees(["第一段。我的话。他的话。", lines[1]!, lines[2]!]);
});

test("who is in a headline field is seen by the others, and so is what changes there", async ({ as, newsroom }) => {
  const story = await storyWith(newsroom, "同改标题");
  const [one, other] = [new Typist(await as("writer")), new Typist(await as("reviewer"))];
  await Promise.all([one.open(story.id), other.open(story.id)]);
  await one.page.getByRole("textbox", { name: "副题" }).click();
  await expect(other.page.getByText("李明远正在编辑")).toBeVisible();
  await one.page.keyboard.type("通航首日");
  await expect(other.page.getByRole("textbox", { name: "副题" })).toHaveValue("通航首日", { timeout: 10_000 });
  await one.page.keyboard.press("Tab");
  await one.goto(0);
  await expect(other.page.getByText("李明远正在编辑")).toBeHidden();
});

test("what an input method is composing stays with its author until it is chosen", async ({ as, newsroom }) => {
  const story = await storyWith(newsroom, "输入法");
  const [one, other] = [new Typist(await as("writer")), new Typist(await as("reviewer"))];
  await Promise.all([one.open(story.id), other.open(story.id)]);
  await Promise.all([one.sees(lines), other.sees(lines)]);
  await one.goto(0);
  const method = await one.page.context().newCDPSession(one.page);
  for (const typed of ["n", "ni", "ni h", "ni hao"]) await method.send("Input.imeSetComposition", { text: typed, selectionStart: typed.length, selectionEnd: typed.length });
  await expect(one.text).toContainText("ni hao");
  // Somebody types in the same paragraph and in another one meanwhile.
  await other.goto(0);
  await other.page.keyboard.press("Home");
  await other.type("插入。");
  await other.goto(1);
  await other.type("照常。");
  expect((await other.blocks())[0]).toBe("插入。第一段。");
  await method.send("Input.insertText", { text: "你好" });
  await other.sees(["插入。第一段。你好", "第二段。照常。", lines[2]!]);
  await one.sees(["插入。第一段。你好", "第二段。照常。", lines[2]!]);
});

test("two who open a new text at the same moment get it once", async ({ as, newsroom }) => {
  const story = await storyWith(newsroom, "同时打开");
  const people = await Promise.all(whos.map(async (who) => new Typist(await as(who))));
  await Promise.all(people.map((each) => each.open(story.id)));
  for (const each of people) await each.sees(lines);
  await people[0]!.goto(2);
  await people[0]!.type("一次。");
  for (const each of people) await each.sees([lines[0]!, lines[1]!, "第三段。一次。"]);
});

test("an earlier revision comes back as new words while others type on", async ({ as, newsroom }) => {
  const story = await storyWith(newsroom, "恢复旧版");
  const [one, other] = [new Typist(await as("writer")), new Typist(await as("reviewer"))];
  await one.open(story.id);
  await one.sees(lines);
  await one.goto(0);
  await one.type("旧话。");
  await one.saved();
  await newsroom.api("writer").post(`/stories/${story.id}/submit`, { ai_use: "none" });
  await other.open(story.id);
  await other.goto(1);
  await other.type("新话。");
  await one.sees(["第一段。旧话。", "第二段。新话。", lines[2]!]);
  await one.page.goto(`/stories/${story.id}?panel=history`);
  await one.page.getByRole("button", { name: /第 1 版/ }).click();
  await one.page.getByRole("button", { name: "恢复此版本" }).click();
  await other.sees(["第一段。旧话。", lines[1]!, lines[2]!]);
  await other.goto(2);
  await other.type("还在。");
  await one.sees(["第一段。旧话。", lines[1]!, "第三段。还在。"]);
});
