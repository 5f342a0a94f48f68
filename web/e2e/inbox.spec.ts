import type { Source } from "../src/api/types";
import { expect, test, windowOf } from "./fixture";

test("items are walked, discarded with a way back, and fetched to a desk", async ({ browser, newsroomOf, feedOf }) => {
  const feed = await feedOf(["台风过后渡轮复航", "港口吞吐量增长", "气象台发布寒潮预警"]);
  const newsroom = await newsroomOf(["--net-allow", feed.host]);
  const chief = newsroom.api("chief");
  const source = await chief.post<Source>("/sources", { name: "电讯", url: feed.url, kind: "feed", desk: null, interval_s: 300 });
  await chief.post(`/sources/${source.id}/poll`);
  await expect.poll(async () => (await chief.get<{ items: unknown[] }>("/items?state=new")).items.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3);
  const { page, context } = await windowOf(browser, newsroom, "writer");
  await page.goto("/gather/inbox");
  const current = page.locator("[role=row][data-active]");
  await expect(current).toBeVisible();
  const first = (await current.getByRole("gridcell").nth(1).textContent())!;
  await page.keyboard.press("j");
  await expect(current).not.toContainText(first.slice(0, 6));
  await page.keyboard.press("k");
  await expect(current).toContainText(first.slice(0, 6));
  await page.keyboard.press("z");
  await expect(page.getByText("已弃用 1 条").first()).toBeVisible();
  await expect(current).not.toContainText(first.slice(0, 6));
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("row", { name: new RegExp(first.slice(0, 6)) })).toBeVisible();
  await page.keyboard.press("f");
  await expect(page.getByText(/已取 1 条到/).first()).toBeVisible();
  await context.close();
});
