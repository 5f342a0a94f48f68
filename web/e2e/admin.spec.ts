import { expect, test } from "./fixture";

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
  await page.getByRole("menuitem", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My profile" })).toBeVisible();
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
