import { mkdirSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import type { Locale, Source } from "../src/api/types";
import { expect, password, test, type Newsroom } from "./fixture";
import { Typist } from "./typist";
import { wordsIn, type Say } from "./words";

/** The whole way with three people, each in a browser of their own. With SCREENSHOTS=folder every step leaves a picture. */
const album = process.env["SCREENSHOTS"];
if (album) mkdirSync(album, { recursive: true });

async function enter(browser: Browser, newsroom: Newsroom, login: string, locale: Locale, say: Say): Promise<Page> {
  const context = await browser.newContext({ baseURL: newsroom.running.editors, locale, timezoneId: "Asia/Shanghai", viewport: { width: 1366, height: 620 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByLabel(say("entry.login")).fill(login);
  await page.getByLabel(say("entry.password")).fill(password);
  await page.getByRole("button", { name: say("entry.sign_in") }).click();
  await expect(page.getByRole("navigation", { name: say("nav.main") })).toBeVisible();
  return page;
}

const told = {
  "zh-CN": { headline: "跨湖大桥主桥合龙", desk: "时政部", mine: "大桥全长三点二公里，双向六车道。", theirs: "建设单位介绍，年底前通车。", offline: "沿线三个乡镇受益。", meanwhile: "同步建设的还有湖滨绿道。" },
  en: { headline: "Lake bridge closes its last gap", desk: "Politics", mine: "The bridge is 3.2 km long and has six lanes. ", theirs: "It opens before the end of the year, the builder says. ", offline: "Three towns on the far shore gain most. ", meanwhile: "A lakeside greenway is built along with it. " },
} as const;

for (const locale of ["zh-CN", "en"] as const) {
  test(`a wire item becomes a signed, published, read story: three people, ${locale}`, async ({ browser, newsroomOf, feedOf }) => {
    test.setTimeout(180_000);
    const say = wordsIn(locale);
    const words = told[locale];
    const feed = await feedOf([words.headline]);
    const newsroom = await newsroomOf(["--net-allow", feed.host], locale);
    const chief = newsroom.api("chief");
    await chief.patch(`/desks/${newsroom.desk.id}`, (await chief.get<{ items: { version: number }[] }>("/desks")).items[0]!.version, { name: words.desk });
    const source = await chief.post<Source>("/sources", { name: "Wire", url: feed.url, kind: "feed", desk: null, interval_s: 300 });
    await chief.post(`/sources/${source.id}/poll`);
    const pages: Page[] = [];
    let step = 0;
    const picture = async (page: Page, name: string) => {
      if (album) await page.screenshot({ path: `${album}/${locale}-${String(++step).padStart(2, "0")}-${name}.png` });
    };

    const writer = await enter(browser, newsroom, "writer", locale, say);
    const colleague = await enter(browser, newsroom, "chief", locale, say);
    const reviewer = await enter(browser, newsroom, "reviewer", locale, say);
    pages.push(writer, colleague, reviewer);

    // From the inbox to the desk.
    await writer.goto("/gather/inbox");
    await expect(writer.getByRole("row", { name: new RegExp(words.headline) })).toBeVisible({ timeout: 15_000 });
    await picture(writer, "inbox");
    await writer.getByRole("button", { name: say("inbox.fetch_to", { desk: words.desk }) }).click();
    await writer.getByRole("button", { name: say("ui.open"), exact: true }).click();
    const author = new Typist(writer, say);
    await expect(author.text).toContainText(words.headline);
    const story = /stories\/(story_\w+)/.exec(writer.url())![1]!;

    // Two write in the same text.
    const partner = new Typist(colleague, say);
    await colleague.goto("/create/board");
    await picture(colleague, "board");
    await colleague.getByRole("link", { name: words.headline }).first().click();
    await expect(partner.text).toContainText(words.headline);
    const [lead] = await author.blocks();
    await author.goto(0);
    await writer.keyboard.press("Enter");
    await partner.sees([lead!, ""]);
    await partner.goto(0);
    await Promise.all([author.type(words.mine), partner.type(words.theirs)]);
    const [mine, theirs] = [author.log(), partner.log()];
    await author.sees([lead! + theirs, mine]);
    await partner.sees([lead! + theirs, mine]);
    await picture(writer, "writing-together");

    // One loses the network and goes on; the other does too.
    await colleague.context().setOffline(true);
    await expect(colleague.getByText(say("save.offline")).first()).toBeVisible({ timeout: 15_000 });
    await partner.type(words.offline);
    await author.type(words.meanwhile);
    await picture(colleague, "offline");
    await colleague.context().setOffline(false);
    const text = [lead! + theirs + partner.log(), mine + author.log()];
    await author.sees(text);
    await partner.sees(text);
    await partner.saved();
    await author.saved();
    await picture(colleague, "merged");

    // Submitted by one, read and signed by somebody else, out with one click.
    await writer.getByRole("button", { name: say("editor.submit"), exact: true }).click();
    await expect(writer.getByText(say("submit.done")).first()).toBeVisible();
    await picture(writer, "submitted");
    await reviewer.goto("/review");
    await reviewer.getByRole("link", { name: words.headline }).first().click();
    for (const block of text) await expect(reviewer.getByRole("main")).toContainText(block.trim());
    const origins = reviewer.getByRole("complementary", { name: say("review.case") });
    for (const part of [`Wire: ${words.headline}`, "李明远", "陈静怡"]) await expect(origins).toContainText(part);
    await picture(reviewer, "review");
    await reviewer.getByRole("button", { name: say("review.sign"), exact: true }).click();
    const out = reviewer.getByRole("button", { name: new RegExp(`^${say("publish.to", { account: "" }).trim()}`) });
    await expect(out).toBeVisible();
    await picture(reviewer, "signed");
    await out.click();
    const link = reviewer.getByRole("link", { name: say("publish.see_live") });
    await expect(link).toBeVisible();
    await picture(reviewer, "published");

    // A reader, and the count on the story.
    const context = await browser.newContext({ locale, viewport: { width: 390, height: 780 } });
    const reader = await context.newPage();
    pages.push(reader);
    await reader.goto(await link.getAttribute("href").then((href) => href!));
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(words.headline);
    for (const block of text) await expect(reader.locator("main")).toContainText(block.trim());
    await picture(reader, "reader");
    await writer.goto(`/insight/stories/${story}`);
    await expect(writer.getByRole("definition").first()).toContainText("1", { timeout: 20_000 });
    await picture(writer, "reads");

    // Both who wrote stand in the history.
    await writer.goto(`/stories/${story}?panel=history`);
    const history = writer.getByRole("tabpanel");
    for (const name of ["李明远", "陈静怡"]) await expect(history).toContainText(name);
    await picture(writer, "history");

    for (const page of pages) await page.context().close();
  });
}
