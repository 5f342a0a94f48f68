import type { Document, Preview, Session, Story } from "../src/api/types";
import { expect, expectAccessible, storyOf, test } from "./fixture";
import { chooseFirst } from "./typist";

test("every field and the text are saved by themselves and are there after a reload", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "寒潮来袭");
  const page = await as("writer");
  await page.goto(`/stories/${story.id}`);
  await page.getByRole("textbox", { name: "主标题" }).fill("寒潮来袭 菜篮子价格平稳");
  await page.getByRole("textbox", { name: "副题" }).fill("十五种蔬菜均价持平");
  await page.getByLabel("署名").fill("本报记者 李明远");
  await page.getByLabel("话题标签").fill("民生");
  await page.getByLabel("话题标签").press("Enter");
  await page.getByRole("textbox", { name: "稿件正文" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("价格监测点数据显示。");
  await expect(page.getByText(/已保存/).first()).toBeVisible();
  await expect.poll(async () => (await newsroom.api("writer").get<Document>(`/documents/${story.documents[0]!.id}`)).body?.content?.map((block) => block.content?.map((each) => each.text).join("")).join("")).toContain("价格监测点");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "主标题" })).toHaveValue("寒潮来袭 菜篮子价格平稳");
  await expect(page.getByRole("textbox", { name: "副题" })).toHaveValue("十五种蔬菜均价持平");
  await expect(page.getByLabel("署名")).toHaveValue("本报记者 李明远");
  await expect(page.getByText("#民生")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "稿件正文" })).toContainText("价格监测点数据显示。");
});

test("a story is assigned while its text moves on; what somebody else assigned meanwhile is not overwritten", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "水库移民后续");
  const api = newsroom.api("writer");
  const page = await as("writer");
  await page.goto(`/stories/${story.id}`);
  const assignee = page.getByRole("button", { name: /负责人/ });
  let meanwhile: (() => Promise<unknown>) | null = null;
  await page.route(`**/api/v1/stories/${story.id}`, async (route) => {
    const first = route.request().method() === "PATCH" ? meanwhile : null;
    if (first) meanwhile = null;
    await first?.();
    await route.continue();
  });
  const assign = async (name: string, before: () => Promise<unknown>): Promise<void> => {
    meanwhile = before;
    await assignee.click();
    await page.getByRole("option", { name }).click();
  };
  await assign("李明远", async () => {
    const now = await api.get<Document>(`/documents/${story.documents[0]!.id}`);
    await api.patch(`/documents/${now.id}`, now.version, { deck: "文字又动了" });
  });
  await expect(assignee).toContainText("李明远");
  await expect.poll(async () => (await api.get<Story>(`/stories/${story.id}`)).assignee_name).toBe("李明远");
  await assign("无人", async () => {
    const now = await api.get<Story>(`/stories/${story.id}`);
    const chief = await newsroom.api("chief").get<Session>("/session");
    await api.patch(`/stories/${now.id}`, now.version, { assignee: chief.user!.id });
  });
  await expect(page.getByText("其他人刚刚修改过这里。").first()).toBeVisible();
  await expect(assignee).toContainText("陈静怡");
});

test("a key that comes before the news of a moved selection replaces nothing", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "桥梁合龙");
  const page = await as("writer");
  await page.goto(`/stories/${story.id}`);
  const text = page.getByRole("textbox", { name: "稿件正文" });
  await chooseFirst(text, "桥梁合龙");
  await text.evaluate((root) => {
    getSelection()!.collapseToEnd();
    root.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await expect(text.locator(":scope > p")).toHaveText(["桥梁合龙", "。记者从市政府新闻办获悉。"]);
});

test("a field changed by somebody else at the same time becomes a question", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "草案公开征求意见");
  const page = await as("writer");
  await page.goto(`/stories/${story.id}`);
  const deck = page.getByRole("textbox", { name: "副题" });
  await expect(deck).toBeVisible();
  await page.context().setOffline(true);
  await deck.fill("我的副题");
  const api = newsroom.api("writer");
  const now = await api.get<Document>(`/documents/${story.documents[0]!.id}`);
  await api.patch(`/documents/${now.id}`, now.version, { deck: "他人的副题" });
  await page.context().setOffline(false);
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("我的副题", { timeout: 15_000 });
  await expect(question).toContainText("他人的副题");
  await question.getByRole("button", { name: "保留我的" }).click();
  await expect.poll(async () => (await api.get<Document>(`/documents/${now.id}`)).deck).toBe("我的副题");
});

test("a comment on selected words is seen, resolved and opened again", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "跨海隧道贯通");
  const page = await as("writer");
  await page.goto(`/stories/${story.id}`);
  const text = page.getByRole("textbox", { name: "稿件正文" });
  await chooseFirst(text, "跨海隧道贯通");
  await page.keyboard.press("Control+Alt+m");
  await page.getByLabel("新批注").fill("请核对口径");
  await page.getByRole("tabpanel").getByRole("button", { name: "批注", exact: true }).click();
  await expect(page.getByText("请核对口径")).toBeVisible();
  await expect(text.locator(".remark")).toHaveText("跨海隧道贯通");
  await page.getByRole("button", { name: "标为已解决" }).click();
  await expect(page.getByText("已解决", { exact: true })).toBeVisible();
});

test("an earlier revision is compared and restored", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "吞吐量增长");
  const api = newsroom.api("writer");
  await api.post(`/stories/${story.id}/submit`, { ai_use: "none" });
  const now = await api.get<Document>(`/documents/${story.documents[0]!.id}`);
  await api.patch(`/documents/${now.id}`, now.version, { headline: "吞吐量大幅增长" });
  await api.post(`/stories/${story.id}/submit`, { ai_use: "none" });
  const page = await as("writer");
  await page.goto(`/stories/${story.id}?panel=history`);
  await page.getByRole("button", { name: /第 2 版/ }).click();
  await expect(page.getByRole("dialog").locator("ins").first()).toContainText("大幅");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /第 1 版/ }).click();
  await page.getByRole("button", { name: "恢复此版本" }).click();
  await expect(page.getByRole("textbox", { name: "主标题" })).toHaveValue("吞吐量增长");
});

test("what is missing is named when submitting", async ({ as }) => {
  const page = await as("writer");
  await page.goto("/create/board");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "稿件正文" })).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("未能送审").first()).toBeVisible();
});

test("the preview is the server's page with the words just typed, and says what keeps it from going out", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "汛期值守");
  const page = await as("writer");
  await page.goto(`/stories/${story.id}`);
  const headline = page.getByRole("textbox", { name: "主标题" });
  await headline.fill("");
  await page.getByRole("textbox", { name: "稿件正文" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("刚刚写下的一句。");
  await page.getByRole("button", { name: "预览" }).click();
  const dialog = page.getByRole("dialog", { name: "预览" });
  const shown = dialog.frameLocator("iframe").locator("article.fragment");
  await expect(shown.locator(".body")).toContainText("刚刚写下的一句。");
  await expect(dialog.getByRole("region", { name: "送审前须解决" }).getByRole("listitem")).toHaveText(["主标题不能为空。"]);
  await expectAccessible(page, "the preview of a text with an issue");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await headline.fill("汛期值守 水位回落");
  await page.getByRole("button", { name: "预览" }).press("Enter");
  await expect(dialog.getByText("没有问题，可以送审。")).toBeVisible();
  await expect(shown.locator("h1")).toHaveText("汛期值守 水位回落");
  const { html } = await newsroom.api("reviewer").get<Preview>(`/documents/${story.documents[0]!.id}/preview`);
  expect(await dialog.locator("iframe").getAttribute("srcdoc")).toContain(html);
  await expect(dialog.locator("iframe")).toHaveAttribute("sandbox", "");
});

test("without a network the preview says that it needs one, and comes with it", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "夜间巡堤");
  const page = await as("writer");
  await page.goto(`/stories/${story.id}`);
  await expect(page.getByText(/已保存/).first()).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "预览" }).click();
  const dialog = page.getByRole("dialog", { name: "预览" });
  await expect(dialog.getByRole("alert")).toContainText("需要联网");
  await page.context().setOffline(false);
  await expect(dialog.frameLocator("iframe").locator("h1")).toHaveText("夜间巡堤");
});
