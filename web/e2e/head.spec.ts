import { mkdirSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { expect, signed, storyOf, submitted, test, windowOf } from "./fixture";
import { Typist } from "./typist";
import { wordsIn } from "./words";

/** With SCREENSHOTS=folder every state leaves a picture. */
const album = process.env["SCREENSHOTS"];
if (album) mkdirSync(album, { recursive: true });

/** How many rows the controls of the head stand in, which are smaller than a thumb, and what is not whole. */
async function lookAt(head: Locator): Promise<{ rows: number; small: string[]; cut: string[] }> {
  return head.evaluate((root) => {
    const controls = [...root.querySelectorAll("a, button")].filter((each) => each.checkVisibility());
    const boxes = controls.map((each) => ({ name: each.getAttribute("aria-label") ?? each.textContent ?? "", box: each.getBoundingClientRect() }));
    return {
      rows: new Set(boxes.map(({ box }) => Math.round((box.top + box.bottom) / 2 / 8))).size,
      small: boxes.filter(({ box }) => box.width < 43.5 || box.height < 43.5).map(({ name, box }) => `${name}: ${box.width} x ${box.height}`),
      cut: [
        ...boxes.filter(({ box }) => box.left < 0 || box.right > innerWidth).map(({ name }) => name),
        ...[...root.querySelectorAll("span, button")].filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth).map((each) => each.textContent ?? ""),
      ],
    };
  });
}

for (const locale of ["zh-CN", "en"] as const) {
  test(`the editor's head takes two rows on a phone, whatever the network does, ${locale}`, async ({ browser, newsroomOf }) => {
    test.setTimeout(90_000);
    const say = wordsIn(locale);
    const newsroom = await newsroomOf([], locale);
    const story = await storyOf(newsroom, "湖滨夜市今晚开市");
    const ready = await storyOf(newsroom, "Lake bridge closes its last gap");
    await signed(newsroom, await submitted(newsroom, ready));
    for (const width of [360, 320]) {
      const { page, context } = await windowOf(browser, newsroom, "writer", { locale, viewport: { width, height: 740 }, hasTouch: true, isMobile: true });
      const other = await windowOf(browser, newsroom, "reviewer", { locale });
      const author = new Typist(page, say);
      const head = page.getByRole("main").locator("header").first();
      const mark = head.getByRole("status");
      const stands = async (state: string) => {
        if (album) await page.screenshot({ path: `${album}/head-${locale}-${width}-${state}.png`, clip: { x: 0, y: 0, width, height: 260 } });
        expect.soft(await lookAt(head), `${width} px, ${state}`).toEqual({ rows: 2, small: [], cut: [] });
      };
      await new Typist(other.page, say).open(story.id);
      await author.open(story.id);
      await expect(head.getByRole("img", { name: new RegExp(`^${say("editor.presence")}`) })).toBeVisible();
      await author.saved();
      await stands("saved");
      let release = () => {};
      const released = new Promise<void>((resolve) => { release = resolve; });
      await page.route("**/api/v1/documents/*", async (route) => {
        if (route.request().method() === "PATCH") await released;
        await route.continue();
      });
      await page.getByRole("textbox", { name: say("field.deck") }).fill(`${width}`);
      await expect(mark).toHaveText(say("save.saving"));
      await stands("saving");
      await context.setOffline(true);
      release();
      await expect(mark).toHaveText(say("save.offline"), { timeout: 20_000 });
      await stands("offline");
      await context.setOffline(false);
      await author.open(ready.id);
      await author.saved();
      await expect(head.getByRole("button", { name: say("publish.open") })).toBeVisible();
      await stands("ready");
      await context.close();
      await other.context.close();
    }
  });
}
