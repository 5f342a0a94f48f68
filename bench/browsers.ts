// From a key pressed in one real browser to the frame in which another shows it.
import type { Browser, Page } from "@playwright/test";
import type { Client } from "../tests/harness/client.ts";
import { pause, until, within } from "../tests/harness/wait.ts";
import { withBrowser } from "./lib/browser.ts";
import { type Benchmark, type Figure, atMost } from "./lib/figure.ts";
import { waits } from "./lib/latency.ts";
import { type Newsroom, withNewsroom } from "./lib/newsroom.ts";
import { withRelay } from "./lib/relay.ts";
import { sharedStory } from "./lib/shared.ts";
import { interleaved } from "./lib/stats.ts";

const edits = 60;
const betweenMs = 100;
const letter = "z";   // stands in nobody's name: the label at a cursor is not the text

declare global {
  interface Window {
    pressed: number;
    shown: Promise<number>;
  }
}

async function windowOf(browser: Browser, who: Client, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: who.base })));
  const page = await context.newPage();
  await page.goto(who.base + path);
  return page;
}

/** Notes the moment of the next key on the page. */
const watchKey = (page: Page): Promise<void> =>
  page.evaluate(() => addEventListener("keydown", () => (window.pressed = performance.timeOrigin + performance.now()), { capture: true, once: true }));

/** Notes the moment of the frame that shows one letter more. */
const watchText = (page: Page, selector: string): Promise<void> =>
  page.evaluate(
    ([where, wanted]) => {
      const element = document.querySelector(where);
      if (element === null) throw new Error(`there is no ${where}`);
      const before = (element.textContent ?? "").split(wanted).length;
      window.shown = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if ((element.textContent ?? "").split(wanted).length <= before) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        });
        observer.observe(element, { childList: true, subtree: true, characterData: true });
      });
    },
    [selector, letter] as const,
  );

async function timed(from: Page, to: Page, selector: string): Promise<number> {
  await pause(betweenMs);
  await watchKey(from);
  await watchText(to, selector);
  await from.keyboard.press(letter);
  const shown = await within("the letter to be shown", to.evaluate(() => window.shown), 5_000);
  return shown - (await from.evaluate(() => window.pressed));
}

/** Two empty pages on the bare relay: a key sends one message, and the message is written into the page. */
async function relayed(browser: Browser, relay: string): Promise<[Page, Page]> {
  const pages: [Page, Page] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()];
  for (const page of pages) {
    await page.goto(`http://${relay}/`);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const socket = new WebSocket(`ws://${location.host}/`);
          socket.onopen = () => resolve();
          socket.onmessage = (event) => (document.body.textContent += String(event.data));
          addEventListener("keydown", (event) => socket.send(event.key));
        }),
    );
  }
  return pages;
}

async function measure(newsroom: Newsroom, browser: Browser, relay: string): Promise<Figure[]> {
  const { story, document, writer, reader } = await sharedStory(newsroom);
  const selector = ".ProseMirror";
  const pages: Page[] = [];
  for (const who of [writer, reader]) {
    const page = await windowOf(browser, who, `/stories/${story}`);
    await page.locator(selector).waitFor();
    pages.push(page);
  }
  const [from, to] = pages as [Page, Page];
  const text = async (page: Page): Promise<string> => (await page.locator(selector).textContent()) ?? "";
  await from.locator(selector).click();
  await from.keyboard.press("Control+End");
  await from.keyboard.type("ready");
  await until("both to show the same text", async () => (await text(to)).includes("ready"));
  const [relayFrom, relayTo] = await relayed(browser, relay);
  await newsroom.quiet();
  const times = await interleaved(edits, { ours: () => timed(from, to, selector), relay: () => timed(relayFrom, relayTo, "body") });
  const { body } = await until("the text to be saved", async () => {
    const found = await writer.get<{ body: unknown }>(`/documents/${document}`);
    return JSON.stringify(found.body).split(letter).length > edits && found;
  });
  if (body === null) throw new Error("the text is gone");
  return waits("browsers", "key to the frame in the other browser", times.ours, { what: "two empty pages on a bare relay", times: times.relay }, atMost(100, "ms"));
}

export const browsers: Benchmark = {
  name: "browsers",
  title: "An edit reaches another browser",
  how: `Two people have one story of 400 words open in two Chromium windows of this machine; one presses ${edits} keys, and each is timed until the frame in which the other shows it. The peer is two empty pages that pass the key over a relay of a few lines. Both browsers share the cores with the server.`,
  run: async () => ({
    figures: await withNewsroom((newsroom) => withBrowser((browser) => withRelay((relay) => measure(newsroom, browser, relay)))),
  }),
};
