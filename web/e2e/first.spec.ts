import type { Browser } from "@playwright/test";
import { expect, expectAccessible, password, test } from "./fixture";
import type { Running } from "./server";

/** The first visitor of a new newsroom, just after setting it up. */
async function setUp(browser: Browser, running: Running, options: Parameters<Browser["newContext"]>[0] = {}) {
  const context = await browser.newContext({ baseURL: running.editors, locale: "zh-CN", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto("/setup");
  await page.getByLabel("编辑部名称").fill("海湾日报");
  await page.getByLabel("姓名").fill("陈静怡");
  await page.getByLabel("用户名").fill("chief");
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "建立" }).click();
  return { context, page, steps: page.getByRole("region", { name: "起步" }) };
}

test("the first steps lead to the first story, and go away when all are taken", async ({ browser, galleyOf, feedOf }) => {
  const feed = await feedOf(["港口吞吐量增长"]);
  const running = await galleyOf(["--net-allow", feed.host]);
  const { context, page, steps } = await setUp(browser, running);
  await expect(steps.getByText("已完成 0/4")).toBeVisible();

  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.getByRole("region", { name: "消息" }).getByRole("button", { name: "前往" }).click();
  await expect(page).toHaveURL(/\/admin\/desks$/);
  await page.getByRole("button", { name: "添加部门" }).first().click();
  await page.getByLabel("名称").fill("城市新闻部");
  await page.getByLabel("简称").fill("city");
  await page.getByRole("dialog").getByRole("button", { name: "添加" }).click();
  await page.getByRole("link", { name: /首页/ }).click();
  await expect(steps.getByText("已完成 1/4")).toBeVisible();
  await expect(steps.getByRole("listitem").filter({ hasText: "添加部门" })).toContainText("已完成");

  await steps.getByRole("link", { name: "邀请人员" }).click();
  await page.getByRole("button", { name: "邀请人员" }).first().click();
  await page.getByLabel("姓名").fill("王思齐");
  await page.getByLabel("用户名").fill("reviewer");
  await page.getByRole("dialog").getByRole("button", { name: "邀请人员" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "完成" }).click();
  await page.getByRole("link", { name: /首页/ }).click();
  await expect(steps.getByText("已完成 2/4")).toBeVisible();

  await steps.getByRole("link", { name: "添加信源" }).click();
  await page.getByRole("button", { name: "添加信源" }).first().click();
  await page.getByLabel("名称").fill("电讯");
  await page.getByLabel("订阅源网址").fill(feed.url);
  await page.getByRole("dialog").getByRole("button", { name: "添加" }).click();
  await page.getByRole("link", { name: /首页/ }).click();
  await expect(steps.getByText("已完成 3/4")).toBeVisible();

  await steps.getByRole("button", { name: "撰写第一篇稿件" }).click();
  await expect(page.getByRole("textbox", { name: "稿件正文" })).toBeFocused();
  await page.getByRole("link", { name: /首页/ }).click();
  await expect(page.getByRole("heading", { name: "稿件", level: 1 })).toBeVisible();
  await expect(steps).toHaveCount(0);
  await context.close();
});

test("the first steps fit a phone, light and dark, and stay hidden once hidden", async ({ browser, galleyOf }) => {
  const running = await galleyOf();
  const { context, page, steps } = await setUp(browser, running, { viewport: { width: 320, height: 640 } });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(steps.getByRole("link", { name: "添加部门" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page, `the first steps in ${colorScheme}`);
  }
  await steps.getByRole("button", { name: "隐藏起步清单" }).press("Enter");
  await expect(steps).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { name: "稿件", level: 1 })).toBeVisible();
  await expect(steps).toHaveCount(0);
  await context.close();
});

test("who may not start stories is told what is missing, instead of missing the button", async ({ browser, newsroom }) => {
  const chief = newsroom.api("chief");
  const role = await chief.post<{ id: string }>("/roles", { name: `读者 ${Date.now() % 100_000}`, rights: ["story.read"] });
  const login = `reader${Date.now()}`;
  const { invitation } = await chief.post<{ invitation: string }>("/users", { name: "周小雨", login, locale: "zh-CN", memberships: [{ role: role.id, desk: null }] });
  const context = await browser.newContext({ baseURL: newsroom.running.editors, locale: "zh-CN" });
  await context.request.post("/api/v1/invitations/accept", { data: { code: invitation, name: "周小雨", password }, headers: { "Idempotency-Key": crypto.randomUUID() } });
  const page = await context.newPage();
  await page.goto("/create/board");
  await expect(page.getByRole("region", { name: "起步" })).toHaveCount(0);
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await expect(page.getByText("您还不能新建稿件。").last()).toBeVisible();
  await expect(page.getByText("由管理员在“人员”中授予。").last()).toBeVisible();
  await context.close();
});
