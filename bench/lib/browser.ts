import { createRequire } from "node:module";
import type { Browser } from "@playwright/test";
import { root } from "./folders.ts";

const { chromium } = createRequire(`${root}/web/package.json`)("@playwright/test") as typeof import("@playwright/test");

/** Chromium of the system, as web/e2e uses it. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args });
  return use(browser).finally(() => browser.close());
}
