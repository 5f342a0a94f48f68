import type { Page } from "@playwright/test";
import type { Document, Story } from "../src/api/types";
import { expect, expectAccessible, storyOf, test, type Newsroom } from "./fixture";

/** A story whose paragraphs are these, opened, with the cursor at its beginning. */
async function written(newsroom: Newsroom, page: Page, headline: string, ...paragraphs: string[]): Promise<Story> {
  const story = await storyOf(newsroom, headline);
  const api = newsroom.api("writer");
  const document = await api.get<Document>(`/documents/${story.documents[0]!.id}`);
  await api.patch(`/documents/${document.id}`, document.version, { body: { type: "doc", content: paragraphs.map((text, i) => ({ type: "paragraph", attrs: { id: `p${i}` }, content: [{ type: "text", text }] })) } });
  await page.goto(`/stories/${story.id}`);
  await textOf(page).click();
  await page.keyboard.press("Control+Home");
  return story;
}

const textOf = (page: Page) => page.getByRole("textbox", { name: "稿件正文" });
const bar = (page: Page) => page.getByRole("search");
const words = (page: Page) => bar(page).getByRole("textbox", { name: "查找内容" });
const selected = (page: Page) => page.evaluate(() => getSelection()?.toString() ?? "");

test("words are found while typing, walked through, and Escape leaves the cursor at the match", async ({ as, newsroom }) => {
  const page = await as("writer");
  await written(newsroom, page, "港口吞吐量", "港口公布数据，新港口投产。", "GDP 与 ｇｄｐ 是一回事，老港口也是。");
  await page.keyboard.press("Control+f");
  await expect(words(page)).toBeFocused();
  await page.keyboard.type("港口");
  await expect(bar(page).getByRole("status")).toHaveText("第 1 处，共 3 处");
  await expect(textOf(page).locator(".found")).toHaveCount(3);
  await page.keyboard.press("Enter");
  await expect(bar(page).getByRole("status")).toHaveText("第 2 处，共 3 处");
  await page.keyboard.press("F3");
  await page.keyboard.press("F3");
  await page.keyboard.press("Shift+Enter");
  await expect(bar(page).getByRole("status")).toHaveText("第 3 处，共 3 处");
  await words(page).fill("gdp");
  await expect(textOf(page).locator(".found")).toHaveText(["GDP", "ｇｄｐ"]);
  await bar(page).getByRole("button", { name: "区分大小写和全半角" }).click();
  await expect(bar(page).getByRole("status")).toHaveText("没有找到");
  await words(page).fill("GDP");
  await words(page).press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(textOf(page)).toBeFocused();
  expect(await selected(page)).toBe("GDP");
  await expect(textOf(page).locator(".found")).toHaveCount(0);
});

test("all are replaced in one step, and one undo brings them all back", async ({ as, newsroom }) => {
  const page = await as("writer");
  const story = await written(newsroom, page, "出资比例", "下调至百分之三十，百分之三十以上的除外。", "共百分之三十。");
  await page.keyboard.press("Control+h");
  await page.keyboard.type("百分之三十");
  await bar(page).getByRole("textbox", { name: "替换为" }).fill("30%");
  await page.keyboard.press("Enter");
  await expect(textOf(page)).toContainText("下调至30%，百分之三十以上");
  await expect(bar(page).getByRole("status")).toHaveText("第 1 处，共 2 处");
  await bar(page).getByRole("button", { name: "全部替换" }).click();
  await expect(bar(page).getByRole("status")).toHaveText("已替换 2 处");
  await expect(textOf(page)).toContainText("下调至30%，30%以上的除外。");
  await expect(textOf(page)).toContainText("共30%。");
  await textOf(page).click();
  await page.keyboard.press("Control+z");
  await expect(textOf(page)).toContainText("下调至30%，百分之三十以上的除外。");
  await expect(textOf(page)).toContainText("共百分之三十。");
  await page.keyboard.press("Control+y");
  await expect(textOf(page)).toContainText("共30%。");
  await expect.poll(async () => JSON.stringify((await newsroom.api("writer").get<Document>(`/documents/${story.documents[0]!.id}`)).body)).toContain("共30%。");
});

test("Ctrl-Enter in the bar does not submit the story", async ({ as, newsroom }) => {
  const page = await as("writer");
  await written(newsroom, page, "未完成的稿件", "还在写。");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("在写");
  await page.keyboard.press("Control+Enter");
  await expect(bar(page).getByRole("status")).toHaveText("第 1 处，共 1 处");
  await expect(page.getByText("已送审")).toHaveCount(0);
});

test("half-typed pinyin is not searched, and its keys stay with the input method", async ({ as, newsroom }) => {
  const page = await as("writer");
  await written(newsroom, page, "输入法", "shanghai 上海 shanghai");
  await page.keyboard.press("Control+f");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.imeSetComposition", { text: "shang", selectionStart: 5, selectionEnd: 5 });
  await expect(words(page)).toHaveValue("shang");
  await expect(textOf(page).locator(".found")).toHaveCount(0);
  await devtools.send("Input.imeSetComposition", { text: "shanghai", selectionStart: 8, selectionEnd: 8 });
  await devtools.send("Input.insertText", { text: "上海" });
  await expect(words(page)).toHaveValue("上海");
  await expect(bar(page).getByRole("status")).toHaveText("第 1 处，共 1 处");
  await expect(textOf(page).locator(".found")).toHaveText("上海");
});

test("who may only read finds, and is not offered to replace", async ({ as, newsroom }) => {
  const page = await as("writer");
  const story = await written(newsroom, page, "已毙稿件", "记者从市政府获悉。");
  await expect(page.getByText(/已保存/).first()).toBeVisible();
  await newsroom.api("writer").post(`/stories/${story.id}/spike`);
  await page.reload();
  await expect(page.getByText("此稿件已毙稿")).toBeVisible();
  await textOf(page).click();
  await page.keyboard.press("Control+h");
  await words(page).fill("记者");
  await expect(bar(page).getByRole("status")).toHaveText("第 1 处，共 1 处");
  await expect(bar(page).getByRole("button", { name: "查找和替换" })).toHaveCount(0);
  await expect(bar(page).getByRole("button", { name: "全部替换" })).toHaveCount(0);
});

test("the bar fits a phone, light and dark, and has a name for everything", async ({ as, newsroom }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await as("writer", { viewport: { width: 320, height: 640 }, colorScheme });
    await written(newsroom, page, `手机上的查找 ${colorScheme}`, "港口公布数据，新港口投产。");
    await page.keyboard.press("Control+Alt+f");
    await words(page).fill("港口");
    await bar(page).getByRole("textbox", { name: "替换为" }).fill("码头");
    await expect(textOf(page).locator(".found")).toHaveCount(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const [outer, inner] = [await bar(page).boundingBox(), await bar(page).getByRole("button", { name: "全部替换" }).boundingBox()];
    expect(inner!.x + inner!.width).toBeLessThanOrEqual(outer!.x + outer!.width + 1);
    await expectAccessible(page, `the bar in ${colorScheme}`);
  }
});
