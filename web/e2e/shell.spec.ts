import { expect, expectAccessible, storyOf, submitted, test, windowOf } from "./fixture";
import { wordsIn } from "./words";

test("the palette finds pages and stories and goes there", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, `渡轮复航 ${Date.now()}`);
  const page = await as("writer");
  await page.goto("/create/board");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  const box = page.getByRole("dialog").getByRole("searchbox");
  await expect(box).toBeFocused();
  await box.fill("来稿");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/gather\/inbox/);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("searchbox").fill(story.headline);
  await expect(page.getByRole("menuitem", { name: new RegExp(story.headline) })).toBeVisible();
});

test("keys go to rooms, and do nothing while typing", async ({ as }) => {
  const page = await as("writer");
  await page.goto("/create/board");
  await page.getByLabel("搜索").fill("g");
  await page.keyboard.type(" r");
  await expect(page).toHaveURL(/\/create\/board/);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page).toHaveURL(/\/review/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "快捷键" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("an ended session asks for the password in place and keeps the text", async ({ as, newsroom }) => {
  const story = await storyOf(newsroom, "会话过期");
  const page = await as("writer");
  await page.goto(`/stories/${story.id}`);
  await expect(page.getByRole("textbox", { name: "稿件正文" })).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole("textbox", { name: "副题" }).fill("没有丢失");
  const dialog = page.getByRole("dialog", { name: "重新登录" });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("密码").fill("correct horse battery");
  await dialog.getByRole("button", { name: "登录" }).click();
  await expect(page.getByText(/已保存/).first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "副题" })).toHaveValue("没有丢失");
});

for (const locale of ["zh-CN", "en"] as const) {
  test(`an address that leads nowhere is told inside the app, with the way home, ${locale}`, async ({ browser, newsroomOf }) => {
    test.setTimeout(60_000);
    const say = wordsIn(locale);
    const newsroom = await newsroomOf([], locale);
    const unknown = "01hzzzzzzzzzzzzzzzzzzzzzzz";
    for (const viewport of [{ width: 1366, height: 620 }, { width: 320, height: 640 }]) {
      const { page, context } = await windowOf(browser, newsroom, "chief", { locale, viewport, bypassCSP: true });
      for (const path of ["/nowhere", "/admin/nowhere", "/create/board/nowhere", `/stories/story_${unknown}`, "/stories/nowhere", `/insight/stories/story_${unknown}`, `/review/case_${unknown}`, "/review/nowhere"]) {
        await page.goto(path);
        const main = page.getByRole("main");
        await expect(main.getByRole("heading", { level: 1, name: say("app.missing_title") }), path).toBeVisible();
        await expect(page, path).toHaveTitle(new RegExp(`^${say("app.missing_title")}`));
        await expect(page.getByRole("banner"), path).toBeVisible();
        await expect(page.getByRole("navigation", { name: say("nav.main") }).getByRole("link", { name: say("nav.board") }), path).toBeVisible();
        await expect(main.getByRole("alert"), path).toHaveCount(0);
        await expectAccessible(page, path);
      }
      await page.getByRole("main").getByRole("link", { name: say("app.home") }).click();
      await expect(page).toHaveURL(/\/create\/board$/);
      await context.close();
    }
  });
}

test("somebody who is not signed in is asked to, wherever the address leads", async ({ browser, newsroom }) => {
  const context = await browser.newContext({ baseURL: newsroom.running.editors, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto("/nowhere");
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fnowhere$/);
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [{ width: 1366, height: 620 }, { width: 320, height: 640 }]) {
    test(`no screen has an accessibility finding: ${colorScheme}, ${viewport.width} px`, async ({ as, newsroom }) => {
      test.setTimeout(120_000);
      const story = await storyOf(newsroom, "可访问性检查");
      const id = await submitted(newsroom, story);
      const page = await as("chief", { colorScheme, viewport, bypassCSP: true });
      const reviewer = await as("reviewer", { colorScheme, viewport, bypassCSP: true });
      for (const path of ["/gather/inbox", "/create/board", "/create/board?view=table", "/publish", "/admin/people", "/admin/roles", "/admin/desks", "/admin/sources", "/admin/policies", "/admin/accounts", "/admin/audit", "/admin/health", "/me", "/me?tab=security", "/me?tab=devices", "/me?tab=look"]) {
        await page.goto(path);
        await page.waitForLoadState("networkidle");
        await expectAccessible(page, path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${path} is wider than the window`).toBeLessThanOrEqual(0);
      }
      for (const path of [`/stories/${story.id}`, `/stories/${story.id}?panel=comments`, `/stories/${story.id}?panel=history`, `/insight/stories/${story.id}`, "/review", `/review/${id}`, `/review/${id}?view=page`]) {
        await reviewer.goto(path);
        await reviewer.waitForLoadState("networkidle");
        await expectAccessible(reviewer, path);
      }
    });
  }
}
