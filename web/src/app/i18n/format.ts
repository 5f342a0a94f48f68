/** Turning a message and its parameters into text. No React, no state. */
export type Message = string | { one?: string; other: string };
export type Params = Record<string, string | number>;

export function formatMessage(message: Message, params: Params | undefined, locale: string, count?: number): string {
  const text = typeof message === "string" ? message : pick(message, count ?? Number(params?.["n"] ?? 0), locale);
  if (!params) return text;
  const join = locale.startsWith("zh") ? joinHan : (left: string, right: string) => left + right;
  return text.split(/(\{\w+\})/).reduce((before, part, at) => join(before, at % 2 === 0 ? part : (valueOf(params[part.slice(1, -1)], locale) ?? part)), "");
}

const valueOf = (value: string | number | undefined, locale: string): string | undefined => (typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value);

/** Around a value in a Chinese sentence: one space between Han and Latin letters or digits, none between Han and Han. */
function joinHan(left: string, right: string): string {
  const [before, after] = [left.replace(/ $/, ""), right.replace(/^ /, "")];
  const [hanBefore, hanAfter] = [/\p{Script=Han}$/u.test(before), /^\p{Script=Han}/u.test(after)];
  if (hanBefore && hanAfter) return before + after;
  return (hanBefore && /^[\p{Script=Latin}\p{Nd}]/u.test(after)) || (hanAfter && /[\p{Script=Latin}\p{Nd}]$/u.test(before)) ? `${before} ${after}` : left + right;
}

function pick(message: { one?: string; other: string }, count: number, locale: string): string {
  const form = new Intl.PluralRules(locale).select(count);
  return form === "one" && message.one !== undefined ? message.one : message.other;
}

const day = 86_400_000;
const units: [Intl.RelativeTimeFormatUnit, number][] = [["hour", 3_600_000], ["minute", 60_000]];

/** "3 minutes ago" within a day, otherwise a date in the newsroom's zone. */
export function formatTime(iso: string, now: number, locale: string, zone: string | undefined): string {
  const at = Date.parse(iso);
  const distance = at - now;
  if (Math.abs(distance) < day) {
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
    for (const [unit, size] of units) {
      if (Math.abs(distance) >= size) return relative.format(Math.trunc(distance / size), unit).replace(/(\d)(?=\p{Script=Han})/u, "$1 ");
    }
    return relative.format(0, "second");
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    ...(sameYear ? {} : { year: "numeric" }), month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(zone && { timeZone: zone }),
  }).format(at);
}

export function formatClock(at: number | string, locale: string, zone: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(zone && { timeZone: zone }) }).format(new Date(at));
}

export function formatFull(iso: string, locale: string, zone: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium", ...(zone && { timeZone: zone }) }).format(Date.parse(iso));
}
