import type { Locator, Page } from "@playwright/test";
import type { Source } from "../src/api/types";
import { expect, signed, storyOf, submitted, test, windowOf } from "./fixture";
import { Typist } from "./typist";
import { wordsIn } from "./words";

/** A phone in one hand: nothing but taps and the keyboard that the phone shows for a text. */
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

/**
 * What a thumb needs: the page does not move sideways, every control can be brought into view, is 24 px wide and high
 * (WCAG 2.5.8; a link in a sentence is excepted), lies under nothing else and on no other control.
 */
async function expectFits(page: Page, where: string): Promise<void> {
  await expect(page.getByRole("status", { name: /^(正在载入|Loading)$/ }).or(page.locator("[aria-busy='true']"))).toHaveCount(0);
  const found = await page.evaluate(() => {
    const out: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) out.push(`the page is ${root.scrollWidth} px wide`);
    const name = (each: Element) => `${each.tagName.toLowerCase()} "${(each.getAttribute("aria-label") ?? each.textContent ?? "").trim().slice(0, 40)}"`;
    /** What a finger hits: the box that is shown for a native one, the card that its link is spread over. */
    const shown = (each: Element): Element => {
      if (each.matches("input")) return each.closest("label") ?? each;
      return getComputedStyle(each, "::after").position === "absolute" ? ((each as HTMLElement).offsetParent ?? each) : each;
    };
    const hidden = (each: Element): boolean => {
      // The way past the navigation shows itself to those who come with a keyboard.
      if (each.matches("a[href^='#']") && each.getBoundingClientRect().bottom <= 0) return true;
      if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || each.closest("[aria-hidden='true'], [inert], [hidden]")) return true;
      for (let at: Element | null = each; at && at !== document.body; at = at.parentElement) {
        const { width, height } = at.getBoundingClientRect();
        if (getComputedStyle(at).clipPath.startsWith("inset(50%") || (width <= 1 && height <= 1)) return true;
      }
      return false;
    };
    const all = [...new Set([...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role='tab'], [role='menuitem'], [role='menuitemradio'], [role='option'], [contenteditable='true']")].map(shown))].filter((each) => !hidden(each));
    const rects = all.map((each) => each.getBoundingClientRect());
    rects.forEach((one, i) => rects.slice(i + 1).forEach((other, j) => {
      const [first, second] = [all[i]!, all[i + 1 + j]!];
      const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
      const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)];
      // A button in a field is part of it; what has scrolled away under a bar is not there to be hit.
      if (right - left <= 1 || bottom - top <= 1 || first.contains(second) || second.contains(first)) return;
      const here = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
      if (here.includes(first) && here.includes(second)) out.push(`${name(first)} lies on ${name(second)}`);
    }));
    for (const each of all) {
      if (!each.isConnected) continue;
      const inSentence = each.matches("a") && getComputedStyle(each).display === "inline" && each.parentElement!.textContent!.trim() !== each.textContent!.trim();
      each.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const box = each.getBoundingClientRect();
      if (!inSentence && (box.width < 23.5 || box.height < 23.5)) out.push(`${name(each)} is ${Math.round(box.width)} x ${Math.round(box.height)} px`);
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) out.push(`${name(each)} cannot be brought into view`);
      const on = document.elementFromPoint(x, y);
      if (on && !each.contains(on) && !on.contains(each)) out.push(`${name(each)} lies under ${name(on)}`);
    }
    return out;
  });
  expect.soft(found, where).toEqual([]);
}

/** A finger on the last line of a paragraph, right of its last word. */
async function tapEnd(paragraph: Locator): Promise<void> {
  const box = (await paragraph.boundingBox())!;
  await paragraph.tap({ position: { x: box.width - 2, y: box.height - 6 } });
}

const told = {
  "zh-CN": { headline: "湖滨夜市今晚开市", words: "记者在现场看到，摊位比去年多了一半。", section: "民生", summary: "夜市今晚开市。", remark: "摊位数请再核实。" },
  en: { headline: "Night market opens by the lake", words: "There are half as many stalls again as last year. ", section: "city", summary: "The night market opens tonight.", remark: "Please check the number of stalls." },
} as const;

for (const locale of ["zh-CN", "en"] as const) {
  test(`a story goes from the inbox to the readers by thumb alone, ${locale}`, async ({ browser, newsroomOf, feedOf }) => {
    test.setTimeout(120_000);
    const say = wordsIn(locale);
    const mine = told[locale];
    const feed = await feedOf([mine.headline]);
    const newsroom = await newsroomOf(["--net-allow", feed.host], locale);
    const chief = newsroom.api("chief");
    const source = await chief.post<Source>("/sources", { name: "Wire", url: feed.url, kind: "feed", desk: null, interval_s: 300 });
    await chief.post(`/sources/${source.id}/poll`);
    const { page: writer } = await windowOf(browser, newsroom, "writer", { ...phone, locale });
    const { page: reviewer } = await windowOf(browser, newsroom, "reviewer", { ...phone, locale });
    const foot = (page: Page) => page.getByRole("navigation", { name: say("nav.main") });

    await writer.goto("/");
    await foot(writer).getByRole("link", { name: say("nav.inbox") }).tap();
    const row = writer.getByRole("row", { name: new RegExp(mine.headline) });
    await expect(row).toBeVisible({ timeout: 15_000 });
    await expectFits(writer, "inbox");
    await row.tap();
    await expect(writer.getByRole("heading", { name: mine.headline })).toBeVisible();
    await expectFits(writer, "item");
    await writer.getByRole("button", { name: say("inbox.fetch_to", { desk: newsroom.desk.name }) }).tap();
    await writer.getByRole("button", { name: say("ui.open"), exact: true }).tap();

    // The text, what stands beside it, and a remark.
    const author = new Typist(writer, say);
    await expect(author.text).toContainText(mine.headline);
    const [lead] = await author.blocks();
    await tapEnd(author.text.locator(":scope > p").first());
    await author.type(mine.words);
    await author.sees([lead! + mine.words]);
    await author.saved();
    await expectFits(writer, "editor");
    await writer.getByRole("button", { name: say("editor.panel") }).tap();
    const drawer = writer.getByRole("dialog", { name: say("editor.panel") });
    await expectFits(writer, "fields");
    for (const [field, value] of [["field.section", mine.section], ["field.summary", mine.summary]] as const) {
      await drawer.getByLabel(say(field)).tap();
      await drawer.getByLabel(say(field)).fill(value);
    }
    await drawer.getByRole("button", { name: new RegExp(say("story.assignee")) }).tap();
    await writer.getByRole("option", { name: "李明远" }).tap();
    await expect(drawer.getByRole("button", { name: new RegExp(say("story.assignee")) })).toContainText("李明远");
    await drawer.getByRole("tab", { name: say("panel.comments") }).tap();
    await drawer.getByLabel(say("comments.new")).tap();
    await writer.keyboard.type(mine.remark);
    await drawer.getByRole("button", { name: say("comments.send"), exact: true }).tap();
    await expect(drawer.getByRole("listitem")).toContainText(mine.remark);
    await expectFits(writer, "comments");
    await drawer.getByRole("button", { name: say("ui.close") }).tap();
    await expect(drawer).toHaveCount(0);
    await writer.getByRole("button", { name: new RegExp(say("ai.label")) }).tap();
    await writer.getByRole("option", { name: say("ai.polished") }).tap();
    await writer.getByRole("button", { name: say("editor.submit"), exact: true }).tap();
    await expect(writer.getByText(say("submit.done")).first()).toBeVisible();

    // Somebody else reads, signs and publishes.
    await reviewer.goto("/");
    await foot(reviewer).getByRole("link", { name: say("nav.review") }).tap();
    await expect(reviewer.getByRole("heading", { level: 1, name: say("nav.review") })).toBeVisible();   // home has a link of that name too
    const waiting = reviewer.getByRole("link", { name: mine.headline });
    await expect(waiting).toBeVisible();
    await expectFits(reviewer, "queue");
    await waiting.tap();
    await expect(reviewer.getByRole("main")).toContainText(mine.words.trim());
    await expect(reviewer.getByRole("main")).toContainText(say("ai.polished"));
    await expectFits(reviewer, "room");
    await reviewer.getByRole("button", { name: say("review.sign"), exact: true }).tap();
    const out = reviewer.getByRole("button", { name: new RegExp(`^${say("publish.to", { account: "" }).trim()}`) });
    await expect(out).toBeVisible();
    await out.tap();
    const link = reviewer.getByRole("link", { name: say("publish.see_live") });
    await expect(link).toBeVisible();
    const [reader] = await Promise.all([reviewer.context().waitForEvent("page"), link.tap()]);
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(mine.headline);
    await expect(reader.getByRole("main")).toContainText(mine.words.trim());
    await expectFits(reader, "article");
    for (const path of ["/", `/${encodeURIComponent(mine.section)}`, "/nowhere"]) {
      await reader.goto(new URL(path, newsroom.running.readers).href);
      await expectFits(reader, path);
    }

    for (const page of [writer, reviewer]) await page.context().close();
  });

  test(`every screen is for a thumb at 360 px, ${locale}`, async ({ browser, newsroomOf }) => {
    test.setTimeout(120_000);
    const say = wordsIn(locale);
    const newsroom = await newsroomOf([], locale);
    const { running } = newsroom;
    const empty = await windowOf(browser, newsroom, "chief", { ...phone, locale });
    for (const path of ["/create/board", "/gather/inbox", "/review", "/publish"]) {
      await empty.page.goto(path);
      await empty.page.waitForLoadState("networkidle");
      await expectFits(empty.page, `${path}, empty`);
    }
    await newsroom.api("chief").post("/sources", { name: "A feed with a rather long name, county and lakeside", url: "https://feed.example/a/rather/long/path/to/a/feed.xml", kind: "feed", desk: null, interval_s: 300 });
    const long = await storyOf(newsroom, "A headline that needs three lines on a phone, and the road across the lake");
    const waiting = await submitted(newsroom, await storyOf(newsroom, "跨湖大桥主桥合龙，年底前通车"));
    const done = await storyOf(newsroom, "Reed cutters ask for two more weeks");
    const proof = await signed(newsroom, await submitted(newsroom, done));
    const [account] = (await newsroom.api("chief").get<{ items: { id: string }[] }>("/accounts")).items;
    const ready = await storyOf(newsroom, "Signed and not yet out");
    await signed(newsroom, await submitted(newsroom, ready));
    await newsroom.api("reviewer").post("/publications", { proof, targets: [{ account: account!.id }] });

    const chief = empty.page;
    const { page: reviewer } = await windowOf(browser, newsroom, "reviewer", { ...phone, locale });
    const dialog = (page: Page) => page.getByRole("dialog");
    const look = async (page: Page, path: string, act?: () => Promise<void>, what = "") => {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await act?.();
      await expectFits(page, `${path} ${what}`);
      if (act) await expect(dialog(page).or(page.getByRole("menu")).first()).toBeVisible();
    };
    for (const path of ["/gather/inbox", "/create/board", "/create/board?view=table", "/publish", "/admin/people", "/admin/roles", "/admin/desks", "/admin/sources", "/admin/policies", "/admin/accounts", "/admin/audit", "/admin/health", "/me", "/me?tab=security", "/me?tab=devices", "/me?tab=look", "/nowhere"]) await look(chief, path);
    for (const path of [`/stories/${long.id}`, `/insight/stories/${done.id}`, "/review", "/review?state=signed", `/review/${waiting}`, `/review/${waiting}?view=page`]) await look(reviewer, path);

    // What opens over a screen.
    const tap = (page: Page, name: string) => async () => {
      await page.getByRole("button", { name, exact: true }).first().tap();
      await expect(dialog(page).or(page.getByRole("menu")).first()).toBeVisible();
    };
    await look(chief, "/create/board", tap(chief, say("nav.account_of", { name: "陈静怡" })), "account menu");
    await chief.getByRole("menuitem", { name: say("nav.people") }).tap();
    await expect(chief).toHaveURL(/\/admin\/people/);
    await look(chief, "/create/board", tap(chief, say("palette.open")), "palette");
    await look(chief, "/admin/people", tap(chief, say("people.invite")), "invite");
    await look(chief, "/admin/desks", tap(chief, say("desks.add")), "add a desk");
    await look(chief, "/admin/sources", tap(chief, say("sources.add")), "add a source");
    await look(chief, "/admin/policies", tap(chief, say("policies.edit", { name: locale === "en" ? "One level" : "一级审核" })), "review levels");
    await look(reviewer, `/review/${waiting}`, tap(reviewer, say("review.return")), "return");
    await look(reviewer, `/stories/${long.id}`, tap(reviewer, say("editor.preview")), "preview");
    await look(reviewer, `/stories/${long.id}?panel=history`, tap(reviewer, say("editor.panel")), "history");
    await look(reviewer, `/publish?publish=${ready.id}`, undefined, "publish panel");

    const visitor = await browser.newContext({ ...phone, locale, baseURL: running.editors });
    const stranger = await visitor.newPage();
    for (const path of ["/sign-in", "/recover", "/join"]) await look(stranger, path);

    for (const page of [chief, reviewer, stranger]) await page.context().close();
  });
}
