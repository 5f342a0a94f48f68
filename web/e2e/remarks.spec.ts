import type { Comment, Document } from "../src/api/types";
import { expect, storyOf, test } from "./fixture";
import { expectFocused } from "./typist";

test("a comment follows its words, says when they were changed, and when they are gone", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "居民出资比例下调");
  const api = newsroom.api("writer");
  const document = story.documents[0]!.id;
  await api.post<Comment>(`/stories/${story.id}/comments`, { document, body: "请核对口径", anchor: { block: "p1" }, quote: "市政府新闻办" });
  const page = await as("writer");
  await page.goto(`/stories/${story.id}?panel=comments`);
  const text = page.getByRole("textbox", { name: "稿件正文" });
  const panel = page.getByRole("tabpanel");
  await expect(text.locator(".remark")).toHaveText("市政府新闻办");
  await expect(panel.getByText("这段文字已改动。")).toHaveCount(0);

  await panel.getByRole("button", { name: "市政府新闻办" }).click();
  await expectFocused(text);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("昨天");
  await expect(text.locator(".remark")).toHaveText("市政府新闻办");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("委和");
  await expect(panel.getByText("这段文字已改动。")).toBeVisible();
  await expect.poll(async () => JSON.stringify((await api.get<Document>(`/documents/${document}`)).body)).toContain("市委和政府");
  await page.reload();
  await expect(panel.getByText("这段文字已改动。")).toBeVisible();
  await expect(text.locator(".remark")).toHaveCount(0);

  await text.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("另起一段。");
  await expect(panel.getByText(/这段文字(已改动|已不在正文中)。/)).toBeVisible();
});
