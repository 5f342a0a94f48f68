import type { Account, Page, Story } from "../src/api/types";
import { expect, signed, storyOf, submitted, test, type Newsroom } from "./fixture";

test("a story moves lane in every browser", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, `夜间经济观察 ${Date.now()}`);
  const mine = await as("writer");
  const theirs = await as("reviewer");
  await mine.goto("/create/board");
  await theirs.goto("/create/board");
  const name = story.headline;
  await expect(theirs.getByRole("region", { name: "撰写" }).or(theirs.locator("section", { has: theirs.getByRole("heading", { name: "撰写" }) })).getByText(name)).toBeVisible();
  await mine.getByRole("button", { name: `《${name}》的操作` }).click();
  await mine.getByRole("menuitem", { name: "选题" }).click();
  await expect(theirs.locator("section", { has: theirs.getByRole("heading", { name: "选题" }) }).getByText(name)).toBeVisible();
});

test("the table shows the same stories and opens them with the keyboard", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, `二十四小时书店 ${Date.now()}`);
  const page = await as("writer");
  await page.goto(`/create/board?view=table&q=${encodeURIComponent(story.headline)}`);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "2");
  await page.getByRole("grid").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(story.id));
});

test("a writer cannot sign the own story and is told why; a reviewer returns it with a reason", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, `海底隧道 ${Date.now()}`);
  const id = await submitted(newsroom, story);
  const writer = await as("writer");
  await writer.goto(`/review/${id}`);
  await expect(writer.getByText("须由他人签审")).toBeVisible();
  await expect(writer.getByRole("button", { name: "签审" })).toBeDisabled();
  const reviewer = await as("reviewer");
  await reviewer.goto(`/review/${id}`);
  await expect(reviewer.getByText("记者从市政府新闻办获悉")).toBeVisible();
  await reviewer.keyboard.press("Shift+R");
  await reviewer.getByRole("dialog").getByRole("button", { name: "退改" }).click();
  await expect(reviewer.getByText("请填写。")).toBeVisible();
  await reviewer.getByLabel("理由").fill("缺少数据来源");
  await reviewer.getByRole("dialog").getByRole("button", { name: "退改" }).click();
  await expect(reviewer.getByText("缺少数据来源")).toBeVisible();
});

test("a signed story goes out from the panel and is retracted again", async ({ as, newsroom, request }) => {
  const story = await storyOf(newsroom, `冬季体育锻炼 ${Date.now()}`);
  await signed(newsroom, await submitted(newsroom, story));
  const page = await as("reviewer");
  await page.goto(`/stories/${story.id}?publish=${story.id}`);
  const panel = page.getByRole("dialog", { name: "发布" });
  await panel.getByRole("button", { name: /发布到 1 个账号/ }).click();
  const link = panel.getByRole("link", { name: /查看线上页面/ });
  await expect(link).toBeVisible();
  const address = (await link.getAttribute("href"))!;
  expect((await request.get(address)).status()).toBe(200);
  await panel.getByRole("button", { name: "撤回" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "撤回" }).click();
  await expect(panel.getByText("已撤回").first()).toBeVisible();
});

test("what is live is corrected from the review room; while the account waits it can be taken back", async ({ as, newsroom }) => {
  const first = `渡口改线 ${Date.now()}`;
  const story = await storyOf(newsroom, first);
  await signed(newsroom, await submitted(newsroom, story));
  const reviewer = newsroom.api("reviewer");
  const page = await as("reviewer");
  await page.goto(`/stories/${story.id}?publish=${story.id}`);
  const panel = page.getByRole("dialog", { name: "发布" });
  await panel.getByRole("button", { name: /发布到 1 个账号/ }).click();
  await expect(panel.getByRole("link", { name: /查看线上页面/ })).toBeVisible();
  await expect(panel.getByRole("button", { name: /发布到/ })).toHaveCount(0);

  const [document] = (await newsroom.api("writer").get<Story>(`/stories/${story.id}`)).documents;
  const { version } = await newsroom.api("writer").get<{ version: number }>(`/documents/${document!.id}`);
  await newsroom.api("writer").patch(`/documents/${document!.id}`, version, { headline: `${first}（更正）` });
  const id = await submitted(newsroom, story);
  await signed(newsroom, id);
  await wait(newsroom, 120);
  await page.goto(`/review/${id}`);
  await page.getByRole("button", { name: /将此版本发布到/ }).click();
  await expect(page.getByText(/\d+ 秒后发出/)).toBeVisible();
  await page.getByRole("button", { name: "撤销发送" }).click();
  await expect(page.getByRole("link", { name: /查看线上页面/ })).toBeVisible();
  await expect(page.getByText(/秒后发出/)).toHaveCount(0);

  await wait(newsroom, 0);
  await page.reload();
  await page.getByRole("button", { name: /将此版本发布到/ }).click();
  await expect(page.getByRole("button", { name: /将此版本发布到/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /查看线上页面/ })).toBeVisible();
  const { items } = await reviewer.get<{ items: { headline: string; state: string }[] }>(`/publications?story=${story.id}`);
  expect(items).toMatchObject([{ headline: `${first}（更正）`, state: "live" }]);
});

async function wait(newsroom: Newsroom, seconds: number): Promise<void> {
  const chief = newsroom.api("chief");
  const [account] = (await chief.get<Page<Account>>("/accounts")).items;
  await chief.patch(`/accounts/${account!.id}`, account!.version, { hold_s: seconds });
}

test("the performance page shows the story and says when there are no reads yet", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, `珊瑚恢复 ${Date.now()}`);
  const page = await as("writer");
  await page.goto(`/insight/stories/${story.id}`);
  await expect(page.getByRole("heading", { level: 1, name: story.headline })).toBeVisible();
  await expect(page.getByText("还没有阅读")).toBeVisible();
});
