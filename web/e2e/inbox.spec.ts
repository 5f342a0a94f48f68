import type { Source } from "../src/api/types";
import { expect, test } from "./fixture";
import { startFeed } from "./server";

test("items are walked, discarded with a way back, and fetched to a desk", async ({ as, newsroom }) => {
  const feed = await startFeed(["台风过后渡轮复航", "港口吞吐量增长", "气象台发布寒潮预警"]);
  const chief = newsroom.api("chief");
  const source = await chief.post<Source>("/sources", { name: "电讯", url: feed.url, kind: "feed", desk: null, interval_s: 300 });
  await chief.post(`/sources/${source.id}/poll`);
  await expect.poll(async () => (await chief.get<{ items: unknown[] }>("/items?state=new")).items.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3);
  const page = await as("writer");
  await page.goto("/gather/inbox");
  await expect(page.getByRole("row", { name: /台风过后渡轮复航/ })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const current = page.locator("[role=row][data-active]");
  const first = (await current.textContent())!;
  await page.keyboard.press("z");
  await expect(page.getByText("已弃用 1 条").first()).toBeVisible();
  await expect(current).not.toHaveText(first);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("row", { name: /台风过后渡轮复航/ })).toBeVisible();
  await page.keyboard.press("f");
  await expect(page.getByText(/已取 1 条到/).first()).toBeVisible();
  feed.stop();
});
