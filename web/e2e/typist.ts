import { expect, type Locator, type Page } from "@playwright/test";
import { wordsIn, type Say } from "./words";

/** The editor has read where the browser's selection is, which it is told a moment later. Nobody's fingers are quicker; a test's are. */
export const caughtUp = (text: Locator): Promise<unknown> => text.evaluate(() => new Promise((later) => setTimeout(later, 40)));

/** The text has the focus, and its selection back: ProseMirror restores it 20 ms later, over whatever keys have moved until then. */
export async function expectFocused(text: Locator): Promise<void> {
  await expect(text).toBeFocused();
  await caughtUp(text);
}

/** The words at the beginning of the text, selected by keyboard. */
export async function chooseFirst(text: Locator, words: string): Promise<void> {
  const { keyboard } = text.page();
  await text.click();
  await expectFocused(text);
  await keyboard.press("Control+Home");
  for (const _ of words) await keyboard.press("Shift+ArrowRight");
  await expect.poll(() => text.evaluate(() => getSelection()?.toString())).toBe(words);
  await caughtUp(text);
}

/** A person at a keyboard in the editor. Every key that makes a character is written down, to be compared with the text. */
export class Typist {
  private strokes: string[] = [];

  constructor(readonly page: Page, private readonly say: Say = wordsIn("zh-CN")) {}

  get text(): Locator { return this.page.getByRole("textbox", { name: this.say("editor.body") }); }
  /** What was typed since the last call. */
  log(): string { return this.strokes.splice(0).join(""); }

  async open(story: string): Promise<void> {
    await this.page.goto(`/stories/${story}`);
    await expect(this.text).toBeVisible();
  }

  /** The caret at the end of a paragraph that fills one line. Like a person, looks where it is before typing: a change of somebody else may take it along. */
  async goto(paragraph: number): Promise<void> {
    await expect(async () => {
      await this.text.locator(":scope > p").nth(paragraph).click();
      await this.page.keyboard.press("End");
      await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      expect(await this.caret()).toEqual({ paragraph, atEnd: true });
    }).toPass({ timeout: 10_000 });
  }

  private caret(): Promise<{ paragraph: number; atEnd: boolean }> {
    return this.text.evaluate((root) => {
      const { focusNode, focusOffset } = getSelection()!;
      const paragraph = [...root.children].findIndex((child) => child.contains(focusNode));
      const rest = document.createRange();
      rest.setStart(focusNode!, focusOffset);
      rest.setEndAfter(root.children[paragraph]!.lastChild!);
      const after = rest.cloneContents();
      after.querySelectorAll(".ProseMirror-yjs-cursor").forEach((each) => each.remove());
      return { paragraph, atEnd: (after.textContent ?? "").replaceAll("\u2060", "") === "" };
    });
  }

  async type(words: string): Promise<void> {
    for (const stroke of words) {
      await this.page.keyboard.type(stroke);
      this.strokes.push(stroke);
    }
  }

  /** How many changes of shared texts this browser has on its disk. */
  kept(): Promise<number> {
    return this.page.evaluate(async () => {
      let count = 0;
      for (const { name } of await indexedDB.databases()) {
        if (!name?.startsWith("galley.text.")) continue;
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const asked = indexedDB.open(name);
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
        count += await new Promise<number>((resolve) => {
          const asked = database.transaction("updates").objectStore("updates").count();
          asked.onsuccess = () => resolve(asked.result);
        });
        database.close();
      }
      return count;
    });
  }

  /** The blocks of the text without the carets of others. */
  blocks(): Promise<string[]> {
    return this.text.evaluate((root) => [...root.children].map((child) => {
      const copy = child.cloneNode(true) as HTMLElement;
      copy.querySelectorAll(".ProseMirror-yjs-cursor").forEach((caret) => caret.remove());
      return (copy.textContent ?? "").replaceAll("\u2060", "");
    }));
  }

  async sees(blocks: string[]): Promise<void> {
    await expect.poll(() => this.blocks(), { timeout: 15_000 }).toEqual(blocks);
  }

  async saved(): Promise<void> {
    await expect(this.page.getByText(this.say("save.saved", { time: "" }).trim()).first()).toBeVisible({ timeout: 15_000 });
  }
}
