import { expect, test } from "./fixture";

const wire = "老旧小区加装电梯三年计划公布\n市政府新闻办今天公布三年行动计划，到2029年底前完成加装电梯4800部。\n居民出资比例由百分之四十下调至百分之三十。";

test("text in hand is a live page after six interactions of two persons", async ({ as, newsroom, request }) => {
  const writer = await as("writer");
  const reviewer = await as("reviewer");
  await writer.goto("/create/board");
  await reviewer.goto("/review");
  await writer.evaluate((text) => navigator.clipboard.writeText(text), wire);
  let interactions = 0;
  const act = async (what: () => Promise<void>) => {
    interactions += 1;
    await what();
  };

  await act(() => writer.getByRole("button", { name: "新建", exact: true }).click());
  const text = writer.getByRole("textbox", { name: "稿件正文" });
  await expect(text).toBeFocused();
  await act(() => writer.keyboard.press("Control+v"));
  await expect(writer.getByRole("textbox", { name: "主标题" })).toHaveValue("老旧小区加装电梯三年计划公布");
  await expect(text).toContainText("居民出资比例");
  await act(() => writer.getByRole("button", { name: "送审" }).click());
  await expect(writer.getByText("已送审").first()).toBeVisible();

  const waiting = reviewer.getByRole("link", { name: "老旧小区加装电梯三年计划公布" });
  await act(() => waiting.click());
  await act(() => reviewer.getByRole("button", { name: "签审" }).click());
  await act(() => reviewer.getByRole("button", { name: /^发布到/ }).click());
  const link = reviewer.getByRole("link", { name: "查看线上页面" });
  await expect(link).toBeVisible();

  const page = await request.get((await link.getAttribute("href"))!);
  expect(page.status()).toBe(200);
  expect(await page.text()).toContain("老旧小区加装电梯三年计划公布");
  expect(interactions).toBeLessThanOrEqual(6);
  expect(newsroom.running.readers).toContain("http");
});
