import { describe, expect, test } from "vitest";
import { en } from "./en";
import { formatMessage, formatTime, type Message } from "./format";
import { zh } from "./zh";

const holes = (message: Message): string[] => {
  const texts = typeof message === "string" ? [message] : [message.one ?? message.other, message.other];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)))].toSorted();
};
const all = (message: Message): string[] => (typeof message === "string" ? [message] : Object.values(message));

describe("messages", () => {
  test("both languages have the same keys", () => {
    expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  test("a text names only parameters that the other language knows", () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      const known = new Set([...holes(en[key]), ...holes(zh[key])]);
      for (const name of holes(zh[key])) expect(holes(en[key]).concat("n"), key).toContain(name);
      expect(known.size, key).toBeLessThan(6);
    }
  });

  test("no text is empty, and only its own script is used", () => {
    for (const [key, message] of Object.entries(en)) for (const text of all(message)) {
      expect(text.length, key).toBeGreaterThan(0);
      expect(text, key).not.toMatch(/\p{Script=Han}/u);
    }
    for (const [key, message] of Object.entries(zh as Record<string, Message>)) for (const text of all(message)) expect(text.length, key).toBeGreaterThan(0);
  });
});

describe("formatting", () => {
  test("chooses the plural form of the language", () => {
    const message = { one: "{n} item", other: "{n} items" };
    expect(formatMessage(message, { n: 1 }, "en")).toBe("1 item");
    expect(formatMessage(message, { n: 2 }, "en")).toBe("2 items");
    expect(formatMessage("{n} 条", { n: 1200 }, "zh-CN")).toBe("1,200 条");
  });

  test("parts Han from Latin letters and digits in Chinese, and nothing else", () => {
    const zh = (message: string, by: string | number) => formatMessage(message, { by }, "zh-CN");
    expect(zh("{by}退改了", "Ada Byron")).toBe("Ada Byron 退改了");
    expect(zh("{by}退改了", "陈静怡")).toBe("陈静怡退改了");
    expect(zh("{by} 的账号", "陈静怡")).toBe("陈静怡的账号");
    expect(zh("{by} 的账号", "Ada")).toBe("Ada 的账号");
    expect(zh("发布到{by}", "WeChat 公众号")).toBe("发布到 WeChat 公众号");
    expect(zh("发布到{by}账号", "WeChat")).toBe("发布到 WeChat 账号");
    expect(zh("共{by}条", 1200)).toBe("共 1,200 条");
    expect(zh("共 {by} 条", 3)).toBe("共 3 条");
    expect(zh("《{by}》待审", "Émile")).toBe("《Émile》待审");
    expect(zh("{by}：退改", "Ada")).toBe("Ada：退改");
    expect(zh("登录{by}", "")).toBe("登录");
    expect(zh("{by}退改了 {other}", "Ada")).toBe("Ada 退改了 {other}");
    expect(formatMessage("{a}{b}送审", { a: "Ada", b: "陈" }, "zh-CN")).toBe("Ada 陈送审");
    expect(formatMessage("by {by}的", { by: "陈" }, "en")).toBe("by 陈的");
  });

  test("leaves unknown parameters standing, so that the mistake is seen", () => {
    expect(formatMessage("{a} {b}", { a: "x" }, "en")).toBe("x {b}");
  });

  test("is relative within a day and dated in the newsroom's zone beyond", () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    expect(formatTime("2026-11-21T11:57:00Z", now, "en", "UTC")).toBe("3 min. ago");
    expect(formatTime("2026-11-21T15:00:00Z", now, "en", "UTC")).toBe("in 3 hr.");
    expect(formatTime("2026-11-21T11:57:00Z", now, "zh-CN", "UTC")).toBe("3 分钟前");
    expect(formatTime("2026-11-01T20:30:00Z", now, "en", "Asia/Shanghai")).toBe("Nov 2, 04:30");
    expect(formatTime("2025-11-01T20:30:00Z", now, "en", "UTC")).toContain("2025");
  });
});
