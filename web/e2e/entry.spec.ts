import { Api, expect, password, test } from "./fixture";

test("the first visitor sets up the newsroom and is its administrator", async ({ browser, galleyOf }) => {
  const running = await galleyOf();
  const context = await browser.newContext({ baseURL: running.editors, locale: "en" });
  const page = await context.newPage();
  await page.goto("/create/board");
  await expect(page).toHaveURL(/\/setup$/);
  await page.getByLabel("Name of the newsroom").fill("Harbour Daily");
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("User name").fill("ada");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByText("At least 8 characters.")).toBeVisible();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByRole("navigation", { name: "Rooms" }).getByText("People")).toBeVisible();
  await context.close();
});

test("signing in returns to the page that was wanted, and says when it was wrong", async ({ browser, newsroom }) => {
  const context = await browser.newContext({ baseURL: newsroom.running.editors, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto("/review?state=signed");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("用户名").fill("writer");
  await page.getByLabel("密码").fill("wrong password");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("alert")).toContainText("不正确");
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(/\/review\?state=signed$/);
  await context.close();
});

test("an invitation is accepted with the link alone", async ({ as, browser, newsroom }) => {
  const chief = await as("chief");
  await chief.goto("/admin/people");
  await chief.getByRole("button", { name: "邀请人员" }).first().click();
  const login = `guest${Date.now()}`;
  await chief.getByLabel("姓名").fill("周小雨");
  await chief.getByLabel("用户名").fill(login);
  await chief.getByRole("dialog").getByRole("button", { name: "邀请人员" }).click();
  const link = await chief.getByLabel("邀请链接").inputValue();
  const context = await browser.newContext({ baseURL: newsroom.running.editors, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("姓名").fill("周小雨");
  await page.getByLabel("新密码").fill(password);
  await page.getByLabel("再次输入密码").fill(password);
  await page.getByRole("button", { name: "加入" }).click();
  await expect(page.getByRole("button", { name: /周小雨/ })).toBeVisible();
  await context.close();
});

test("a one-time code sets a new password", async ({ browser, newsroom }) => {
  const chief = newsroom.api("chief");
  const roles = await chief.get<{ items: { id: string; key: string }[] }>("/roles");
  const login = `lost${Date.now()}`;
  const made = await chief.post<{ user: { id: string } }>("/users", { name: "林夏", login, locale: "zh-CN", memberships: [{ role: roles.items.find((each) => each.key === "reporter")!.id, desk: null }] });
  const { code } = await new Api(newsroom.sessions.chief).post<{ code: string }>(`/users/${made.user.id}/access_code`);
  const context = await browser.newContext({ baseURL: newsroom.running.editors, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "我有一次性恢复码" }).click();
  await page.getByLabel("用户名").fill(login);
  await page.getByLabel("一次性恢复码").fill(code);
  await page.getByLabel("新密码").fill(password);
  await page.getByRole("button", { name: "重设并登录" }).click();
  await expect(page.getByRole("button", { name: /林夏/ })).toBeVisible();
  await context.close();
});
