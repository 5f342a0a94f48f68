import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, request, type APIRequestContext, type Browser, type BrowserContext, type Page } from "@playwright/test";
import type { DeskRef, Locale, Role, Session, Story } from "../src/api/types";
import { watchContract } from "./contract";
import { startFeed, startGalley, type Feed, type Running } from "./server";

/** Three people with different rights; nobody may sign what they wrote. */
export const password = "correct horse battery";
export type Who = "chief" | "writer" | "reviewer";
export type Newsroom = { running: Running; desk: DeskRef; sessions: Record<Who, APIRequestContext>; api: (who: Who) => Api };

export class Api {
  constructor(readonly context: APIRequestContext) {}
  async get<T>(path: string): Promise<T> {
    const answer = await this.context.get(`/api/v1${path}`);
    expect(answer.ok(), `GET ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }
  async post<T>(path: string, data: unknown = {}): Promise<T> {
    const answer = await this.context.post(`/api/v1${path}`, { data, headers: { "Idempotency-Key": crypto.randomUUID() } });
    expect(answer.ok(), `POST ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }
  async patch<T>(path: string, version: number, data: unknown): Promise<T> {
    const answer = await this.context.patch(`/api/v1${path}`, { data, headers: { "If-Match": `"${version}"`, "Content-Type": "application/merge-patch+json" } });
    expect(answer.ok(), `PATCH ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }
}

async function invite(chief: Api, running: Running, login: string, name: string, role: string, locale: Locale): Promise<APIRequestContext> {
  const roles = await chief.get<{ items: Role[] }>("/roles");
  const found = roles.items.find((each) => each.key === role);
  if (!found) throw new Error(`no role ${role}`);
  const { invitation } = await chief.post<{ invitation: string }>("/users", { name, login, locale, memberships: [{ role: found.id, desk: null }] });
  const context = await request.newContext({ baseURL: running.editors });
  await new Api(context).post("/invitations/accept", { code: invitation, name, password });
  return context;
}

/** A newsroom with a desk and three people; `more` are further words of the command line. */
async function openNewsroom(more: string[] = [], locale: Locale = "zh-CN"): Promise<Newsroom> {
  const running = await startGalley(more);
  try {
    return await furnish(running, locale);
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function furnish(running: Running, locale: Locale): Promise<Newsroom> {
  const context = await request.newContext({ baseURL: running.editors });
  const chief = new Api(context);
  await chief.post("/setup", { newsroom: "海湾日报", name: "陈静怡", login: "chief", password, locale });
  let session = await chief.get<Session>("/session");
  if (session.desks.length === 0) {
    await chief.post("/desks", { key: "city", name: "城市新闻部" });
    session = await chief.get<Session>("/session");
  }
  const sessions = {
    chief: context,
    writer: await invite(chief, running, "writer", "李明远", "editor", locale),
    reviewer: await invite(chief, running, "reviewer", "王思齐", "duty_editor", locale),
  };
  return { running, desk: session.desks[0]!, sessions, api: (who) => new Api(sessions[who]) };
}

async function closeNewsroom(newsroom: Newsroom): Promise<void> {
  for (const context of Object.values(newsroom.sessions)) await context.dispose();
  await newsroom.running.stop();
}

/** A browser window of somebody who is signed in. */
export async function windowOf(browser: Browser, newsroom: Newsroom, who: Who, options: Parameters<Browser["newContext"]>[0] = {}): Promise<{ page: Page; context: BrowserContext }> {
  const storageState = await newsroom.sessions[who].storageState();
  const context = await browser.newContext({ baseURL: newsroom.running.editors, storageState, locale: "zh-CN", timezoneId: "Asia/Shanghai", viewport: { width: 1366, height: 620 }, reducedMotion: "reduce", permissions: ["clipboard-read", "clipboard-write"], ...options });
  return { page: await context.newPage(), context };
}

/** What a test may have of its own. All of it is stopped when the test is over, however it ends. */
type Own = {
  as: (who: Who, options?: Parameters<Browser["newContext"]>[0]) => Promise<Page>;
  galleyOf: (more?: string[]) => Promise<Running>;
  newsroomOf: (more?: string[], locale?: Locale) => Promise<Newsroom>;
  feedOf: (headlines: string[]) => Promise<Feed>;
};

/** Hands out a maker, and ends what it has made. */
async function lend<A extends unknown[], M>(make: (...given: A) => Promise<M>, end: (made: M) => Promise<void> | void, use: (maker: (...given: A) => Promise<M>) => Promise<void>): Promise<void> {
  const all: M[] = [];
  await use(async (...given) => {
    const made = await make(...given);
    all.push(made);
    return made;
  });
  await Promise.all(all.map(end));
}

export const test = base.extend<Own, { newsroom: Newsroom }>({
  newsroom: [
    async ({}, use) => {
      const newsroom = await openNewsroom();
      await use(newsroom);
      await closeNewsroom(newsroom);
    },
    { scope: "worker" },
  ],
  galleyOf: async ({}, use) => lend(startGalley, (running) => running.stop(), use),
  newsroomOf: async ({}, use) => lend(openNewsroom, closeNewsroom, use),
  feedOf: async ({}, use) => lend(startFeed, (feed) => feed.stop(), use),
  as: async ({ browser, newsroom }, use) => {
    const made: { context: BrowserContext; departures: () => Promise<string[]> }[] = [];
    await use(async (who, options) => {
      const { page, context } = await windowOf(browser, newsroom, who, options);
      made.push({ context, departures: watchContract(page) });
      return page;
    });
    const departures = (await Promise.all(made.map((each) => each.departures()))).flat();
    for (const { context } of made) await context.close();
    expect([...new Set(departures)], "answers that the server's description does not allow").toEqual([]);
  },
});

export { expect };

/** A story with a headline and a paragraph, made over the API. */
export async function storyOf(newsroom: Newsroom, headline: string, who: Who = "writer"): Promise<Story> {
  const api = newsroom.api(who);
  const story = await api.post<Story>("/stories", { desk: newsroom.desk.id, headline });
  const document = await api.get<{ id: string; version: number }>(`/documents/${story.documents[0]!.id}`);
  await api.patch(`/documents/${document.id}`, document.version, { body: { type: "doc", content: [{ type: "paragraph", attrs: { id: "p1" }, content: [{ type: "text", text: `${headline}。记者从市政府新闻办获悉。` }] }] } });
  return story;
}

/** Submits and waits until its proof is ready for review. */
export async function submitted(newsroom: Newsroom, story: Story): Promise<string> {
  await newsroom.api("writer").post(`/stories/${story.id}/submit`, { ai_use: "none" });
  let found: string | undefined;
  await expect.poll(async () => {
    const cases = await newsroom.api("reviewer").get<{ items: { id: string; story: string }[] }>("/review/cases?state=open&limit=100");
    found = cases.items.find((each) => each.story === story.id)?.id;
    return found;
  }).toBeTruthy();
  return found!;
}

/** Signs every level that is open to the reviewer and returns the proof. */
export async function signed(newsroom: Newsroom, caseId: string): Promise<string> {
  const api = newsroom.api("reviewer");
  const found = await api.get<{ proof: string; parts: { hash: string }[] }>(`/review/cases/${caseId}`);
  for (const part of found.parts) await api.post(`/review/cases/${caseId}/sign`, { part: part.hash });
  return found.proof;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No finding, no rule disabled. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe);
  const found = await page.evaluate(async (runOnly) => {
    const result = await (window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(document, { runOnly });
    return result.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 140)).join(" | ")}`);
  }, tags);
  expect(found, where).toEqual([]);
}
