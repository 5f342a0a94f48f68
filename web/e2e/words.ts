import type { Locale } from "../src/api/types";
import { en } from "../src/app/i18n/en";
import { formatMessage, type Message, type Params } from "../src/app/i18n/format";
import { zh } from "../src/app/i18n/zh";

/** What stands on the screen in a language, so that a test can be played in both. */
export type Say = (key: keyof typeof en, params?: Params) => string;

export function wordsIn(locale: Locale): Say {
  const table: Record<keyof typeof en, Message> = locale === "en" ? en : zh;
  return (key, params) => formatMessage(table[key], params, locale);
}
