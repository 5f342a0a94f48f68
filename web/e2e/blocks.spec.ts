import type { BodyNode, Document } from "../src/api/types";
import { expect, signed, storyOf, submitted, test } from "./fixture";
import { caughtUp, expectFocused, Typist } from "./typist";

/** Every kind of block is made with the keyboard and the tools, seen by a colleague, kept by the server and shown to readers. */
const outline = (node: BodyNode): unknown => {
  const inner = (node.content ?? []).filter((each) => each.type !== "text" && each.type !== "hard_break").map(outline);
  return inner.length === 0 ? node.type : { [node.type]: inner };
};
const item = { list_item: ["paragraph"] };
const cells = (type: string) => ({ table_row: [{ [type]: ["paragraph"] }, { [type]: ["paragraph"] }, { [type]: ["paragraph"] }] });

test("headings, lists, quotes, links, tables and pictures go all the way", async ({ as, newsroom, request }) => {
  test.setTimeout(90_000);
  const story = await storyOf(newsroom, "各种段落");
  const page = await as("writer");
  const author = new Typist(page);
  const colleague = new Typist(await as("chief"));
  await author.open(story.id);
  await colleague.open(story.id);
  await author.goto(0);
  const { keyboard } = page;
  const enter = () => keyboard.press("Enter");

  await enter();
  await author.type("## ");
  await author.type("航线恢复");
  await enter();
  await author.type("- 东线");
  await enter();
  await author.type("西线");
  await enter();
  await enter();
  await author.type("1. 第一");
  await enter();
  await author.type("第二");
  await enter();
  await enter();
  await author.type("> 安全第一。");
  await enter();
  await enter();
  await author.type("时刻表见");
  await keyboard.press("Control+b");
  await author.type("官网");
  await keyboard.press("Control+b");
  await keyboard.press("Shift+ArrowLeft");
  await keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("官网");
  await caughtUp(author.text);
  await page.getByRole("button", { name: "链接" }).click();
  await page.getByRole("dialog").getByLabel("网址").fill("example.org/ferry");
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expectFocused(author.text);
  await keyboard.press("End");
  await expect.poll(() => page.evaluate(() => getSelection()?.isCollapsed)).toBe(true);
  await caughtUp(author.text);
  await enter();
  await page.getByRole("button", { name: "插入表格" }).click();
  for (const word of ["航线", "班次", "票价", "东线", "12", "5元"]) {
    await author.type(word);
    await keyboard.press("Tab");
  }
  await keyboard.press("Control+End");
  await page.getByRole("button", { name: "图片" }).click();
  await page.getByLabel("图片网址").fill("https://example.org/ferry.jpg");
  await page.getByLabel("替代文本").fill("渡轮离开码头");
  await page.getByLabel("图片说明").fill("首班渡轮");
  await page.getByLabel("图片来源").fill("县融媒体中心");
  await page.getByRole("dialog").getByRole("button", { name: "插入" }).click();
  await expectFocused(author.text);

  const expected = [
    "paragraph", "heading", { bullet_list: [item, item] }, { ordered_list: [item, item] }, { blockquote: ["paragraph"] }, "paragraph",
    { table: [cells("table_header"), cells("table_cell"), cells("table_cell")] }, { figure: ["caption"] },
  ];
  await author.saved();
  const body = async () => (await newsroom.api("writer").get<Document>(`/documents/${story.documents[0]!.id}`)).body!;
  await expect.poll(async () => (await body()).content!.map(outline), { timeout: 15_000 }).toEqual(expected);
  for (const tag of ["h2", "ul li", "ol li", "blockquote p", "a[href='https://example.org/ferry'] strong, strong a[href='https://example.org/ferry']", "table th"]) await expect(colleague.text.locator(tag).first()).toBeAttached();
  await expect(colleague.text.locator("td").nth(1)).toContainText("12");
  const figure = colleague.text.locator("figure");
  for (const words of ["渡轮离开码头", "example.org", "读者只能看到来自本社网址的图片。", "首班渡轮"]) await expect(figure).toContainText(words);
  await expect(figure.locator("img[src]")).toHaveCount(0);

  // A click on the picture chooses it.
  await author.text.locator("figure").getByText("example.org").click();
  await page.getByRole("button", { name: "图片" }).click();
  await expect(page.getByLabel("图片网址")).toHaveValue("https://example.org/ferry.jpg");
  await expect(page.getByRole("dialog")).toContainText("读者只能看到来自本社网址的图片。");
  await page.getByLabel("替代文本").fill("渡轮离开码头，天色微明");
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect(figure).toContainText("天色微明");

  // A row more, while the colleague types in another cell.
  await author.text.locator("td").first().click();
  await page.getByRole("button", { name: "表格" }).click();
  await page.getByRole("menuitem", { name: "下方加一行" }).click();
  await colleague.text.locator("th").nth(2).click();
  await colleague.page.keyboard.press("End");
  await colleague.type("（单程）");
  await expect(author.text.locator("tr")).toHaveCount(4);
  await expect(author.text.locator("th").nth(2)).toContainText("票价（单程）");
  await author.saved();
  await colleague.saved();

  await signed(newsroom, await submitted(newsroom, story));
  const reviewer = newsroom.api("reviewer");
  const { items } = await reviewer.get<{ items: { id: string }[] }>("/accounts");
  const proof = (await reviewer.get<{ proof: string }>(`/stories/${story.id}`)).proof;
  await reviewer.post("/publications", { proof, targets: items.map(({ id }) => ({ account: id })) });
  let address = "";
  await expect.poll(async () => {
    address = (await reviewer.get<{ items: { state: string; url: string | null }[] }>(`/publications?story=${story.id}`)).items.find((each) => each.state === "live")?.url ?? "";
    return address;
  }).toMatch(/\//);
  const html = await (await request.get(new URL(address, newsroom.running.readers).href)).text();
  for (const part of [/<h2[^>]*>航线恢复<\/h2>/, /<ul[^>]*>\s*<li/, /<ol[^>]*>\s*<li/, /<blockquote/, /href="https:\/\/example\.org\/ferry"/, /<th[^>]*>(<p[^>]*>)?票价（单程）/, /<td[^>]*>(<p[^>]*>)?12/, /class="picture" href="https:\/\/example\.org\/ferry\.jpg"[^>]*>渡轮离开码头，天色微明</, /首班渡轮/, /县融媒体中心/]) expect(html).toMatch(part);
});
