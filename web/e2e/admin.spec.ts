import type { Account, Desk, Level, Page, Policy } from "../src/api/types";
import { expect, expectAccessible, test, type Newsroom } from "./fixture";

test("a role is added and gets a right", async ({ as }) => {
  const page = await as("chief");
  await page.goto("/admin/roles");
  const name = `实习记者${Date.now() % 10_000}`;
  await page.getByRole("button", { name: "添加角色" }).click();
  await page.getByLabel("名称").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "添加" }).click();
  const cell = page.getByRole("checkbox", { name: `${name}：story.read` });
  await expect(cell).not.toBeChecked();
  await cell.press("Space");
  await expect(cell).toBeChecked();
  await page.reload();
  await expect(page.getByRole("checkbox", { name: `${name}：story.read` })).toBeChecked();
});

test("a desk and a source are added", async ({ as }) => {
  const page = await as("chief");
  const key = `d${Date.now() % 100_000}`;
  await page.goto("/admin/desks");
  await page.getByRole("button", { name: "添加部门" }).first().click();
  await page.getByLabel("名称").fill(`体育部 ${key}`);
  await page.getByLabel("简称").fill(key);
  await page.getByRole("dialog").getByRole("button", { name: "添加" }).click();
  await expect(page.getByRole("rowheader", { name: `体育部 ${key}` })).toBeVisible();
  await page.goto("/admin/sources");
  await page.getByRole("button", { name: "添加信源" }).first().click();
  await page.getByLabel("名称").fill(`电讯 ${key}`);
  await page.getByLabel("订阅源网址").fill(`https://${key}.example/feed.xml`);
  await page.getByRole("dialog").getByRole("button", { name: "添加" }).click();
  await expect(page.getByRole("rowheader", { name: new RegExp(`电讯 ${key}`) })).toBeVisible();
});

/** A desk that no other test uses, so that its levels are its own. */
async function deskOf(newsroom: Newsroom, name: string): Promise<Desk> {
  return newsroom.api("chief").post<Desk>("/desks", { key: `p${Date.now() % 10_000_000}`, name });
}
const levels: Level[] = [{ key: "level_1", name: "初审", right: "review.first" }, { key: "level_2", name: "终审", right: "review.final" }];

test("review levels are added for a desk, named, put in order by keyboard and taken away", async ({ as, newsroom }) => {
  const desk = await deskOf(newsroom, `体育部 ${Date.now() % 100_000}`);
  const page = await as("chief");
  await page.goto("/admin/policies");
  await page.getByRole("button", { name: "添加审校流程" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "添加", exact: true }).click();
  await expect(dialog.getByText("请填写。")).toHaveCount(2);
  await dialog.getByLabel("名称", { exact: true }).fill(`${desk.name}二审`);
  await dialog.getByRole("button", { name: /适用范围/ }).click();
  await page.getByRole("option", { name: desk.name }).click();
  await dialog.getByRole("textbox", { name: "第 1 级名称" }).fill("终审");
  await dialog.getByRole("button", { name: "增加一级" }).press("Enter");
  await expect(dialog.getByRole("textbox", { name: "第 2 级名称" })).toBeFocused();
  await page.keyboard.type("初审");
  await dialog.getByRole("button", { name: "上移初审" }).press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("初审现为第 1 级");
  await expect(dialog.getByRole("textbox", { name: "第 1 级名称" })).toHaveValue("初审");
  await expect(dialog.getByRole("button", { name: "下移初审" })).toBeFocused();
  await dialog.getByRole("button", { name: "增加一级" }).press("Enter");
  await page.keyboard.type("多余");
  await dialog.getByRole("button", { name: "删除多余" }).press("Enter");
  await expect(dialog.getByRole("textbox", { name: "第 2 级名称" })).toBeFocused();
  await dialog.getByRole("button", { name: "添加", exact: true }).click();
  const row = page.getByRole("row", { name: new RegExp(`${desk.name}二审`) });
  await expect(row).toContainText("1. 初审2. 终审");
  const made = (await newsroom.api("chief").get<{ items: Policy[] }>("/review/policies")).items.find((each) => each.desk === desk.id);
  expect(made?.levels.map(({ name, right }) => [name, right])).toEqual([["初审", "review.first"], ["终审", "review.final"]]);
});

test("review levels changed by two at once are not overwritten unseen", async ({ as, newsroom }) => {
  const desk = await deskOf(newsroom, `文化部 ${Date.now() % 100_000}`);
  const chief = newsroom.api("chief");
  const name = `${desk.name}流程`;
  const policy = await chief.post<Policy>("/review/policies", { name, desk: desk.id, levels });
  const page = await as("chief");
  await page.goto("/admin/policies");
  await page.getByRole("button", { name: `编辑${name}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "第 1 级名称" }).fill("一审");
  await chief.patch(`/review/policies/${policy.id}`, policy.version, { levels: [levels[1]] });
  await dialog.getByRole("button", { name: "保存", exact: true }).click();
  await expect(dialog.getByText("1. 终审")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "第 1 级名称" })).toHaveValue("一审");
  await dialog.getByRole("button", { name: "保存我的" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("1. 一审2. 终审");
});

test("the form of the review levels fits a phone, light and dark", async ({ as, newsroom }) => {
  const desk = await deskOf(newsroom, `摄影部 ${Date.now() % 100_000}`);
  await newsroom.api("chief").post<Policy>("/review/policies", { name: `${desk.name}流程`, desk: desk.id, levels });
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await as("chief", { viewport: { width: 320, height: 640 }, colorScheme });
    await page.goto("/admin/policies");
    await page.getByRole("button", { name: `编辑${desk.name}流程` }).click();
    await expect(page.getByRole("textbox", { name: "第 2 级名称" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page, `the form in ${colorScheme}`);
  }
});

test("a publish account gets a wait and is paused; what somebody else changed is shown first", async ({ as, newsroom }) => {
  const page = await as("chief");
  const chief = newsroom.api("chief");
  const { items: [before] } = await chief.get<Page<Account>>("/accounts");
  await page.goto("/admin/accounts");
  await page.getByRole("button", { name: `编辑${before!.name}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称").fill("");
  await dialog.getByRole("button", { name: "保存", exact: true }).click();
  await expect(dialog.getByText("请填写。")).toHaveCount(1);
  await dialog.getByLabel("名称").fill("读者站");
  await dialog.getByLabel("发出前等待（秒）").fill("9999");
  await dialog.getByRole("button", { name: "保存", exact: true }).click();
  await expect(dialog.getByText("请填 0 到 3,600 之间的数。")).toBeVisible();
  await dialog.getByLabel("发出前等待（秒）").fill("30");
  await dialog.getByRole("switch", { name: "启用此账号" }).press("Space");
  await chief.patch(`/accounts/${before!.id}`, before!.version, { hold_s: 90 });
  await dialog.getByRole("button", { name: "保存", exact: true }).click();
  await expect(dialog.getByText(/现为：.*90/)).toBeVisible();
  await dialog.getByRole("button", { name: "保存我的" }).click();
  const row = page.getByRole("row", { name: /读者站/ });
  await expect(row).toContainText("已暂停");
  await expect(row).toContainText("30");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole("button", { name: "编辑读者站" }).click();
  await expectAccessible(page, "the form of an account");
  await page.keyboard.press("Escape");
  const { items: [after] } = await chief.get<Page<Account>>("/accounts");
  await chief.patch(`/accounts/${after!.id}`, after!.version, { name: before!.name, hold_s: 0, state: "active" });
});

test("the audit names who did what, and health says how the system is", async ({ as }) => {
  const page = await as("chief");
  await page.goto("/admin/audit");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await page.goto("/admin/health");
  await expect(page.getByRole("columnheader", { name: "检查项" })).toBeVisible();
});

test("the language changes at once and is kept with the person", async ({ as }) => {
  const page = await as("chief");
  await page.goto("/me");
  await page.getByRole("button", { name: "语言", exact: true }).click();
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/me") && answer.request().method() === "PATCH");
  await page.getByRole("menuitem", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My profile" })).toBeVisible();
  await kept;
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "My profile" })).toBeVisible();
  await page.getByRole("button", { name: "Language", exact: true }).click();
  await page.getByRole("menuitem", { name: "简体中文" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "个人设置" })).toBeVisible();
});

test("the second step shows a code to scan and a key to type, and other devices can be signed out", async ({ as }) => {
  const page = await as("writer");
  await page.goto("/me?tab=security");
  await page.getByRole("button", { name: "开启两步验证" }).click();
  await expect(page.getByRole("img", { name: "身份验证器二维码" })).toBeVisible();
  await expect(page.getByText(/^([A-Z2-7]{4} ?){4,}$/)).toBeVisible();
  await page.goto("/me?tab=devices");
  await expect(page.getByText("本设备")).toBeVisible();
});
