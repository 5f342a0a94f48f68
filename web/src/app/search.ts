/** Reading and writing a page's state in the address. A value that equals its default does not appear. No React. */
type Part = { read: (raw: string | undefined) => string; initial: string };
export type Shape = Record<string, Part>;
export type UrlOf<S extends Record<string, { read: (raw: string | undefined) => unknown }>> = { [K in keyof S]: ReturnType<S[K]["read"]> };

export const text = { initial: "", read: (raw: string | undefined): string => (raw ?? "").slice(0, 200) };

export function oneOf<const V extends string>(initial: V, ...others: V[]) {
  const all: readonly string[] = [initial, ...others];
  return { initial: initial as string, read: (raw: string | undefined): V => (raw !== undefined && all.includes(raw) ? (raw as V) : initial) };
}

export function readUrl<S extends Shape>(shape: S, raw: Record<string, unknown>): UrlOf<S> {
  const value: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(shape)) {
    const given = raw[key];
    value[key] = part.read(typeof given === "string" ? given : undefined);
  }
  return value as UrlOf<S>;
}

/** Only what differs from the defaults, so that a plain page has a plain address. */
export function writeUrl<S extends Shape>(shape: S, value: Partial<UrlOf<S>>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, part] of Object.entries(shape)) {
    const given = (value as Record<string, unknown>)[key];
    if (typeof given === "string" && given !== part.initial) out[key] = given;
  }
  return out;
}

export function parseQuery(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

export function stringifyQuery(search: Record<string, unknown>): string {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) if (typeof value === "string" && value !== "") parts.set(key, value);
  const made = parts.toString();
  return made ? `?${made}` : "";
}

/** Where to go after signing in: only a path of this app, never another address. */
export function safePath(raw: string | undefined): string {
  return raw !== undefined && /^\/(?![/\\])/.test(raw) && !raw.startsWith("/sign-in") ? raw : "/";
}

export const inboxUrl = { state: oneOf("new", "fetched", "discarded"), source: text, q: text, item: text };
export const boardUrl = { view: oneOf("board", "table"), desk: text, q: text, mine: oneOf("", "1") };
export const storyUrl = { panel: oneOf("fields", "comments", "history"), fresh: oneOf("", "1") };
export const queueUrl = { state: oneOf("open", "returned", "signed"), mine: oneOf("", "1") };
export const caseUrl = { part: text, view: oneOf("text", "changes", "page") };
export const publishUrl = { state: oneOf("", "live", "queued", "failed", "retracted", "cancelled") };
export const auditUrl = { actor: text, action: text, from: text, to: text };
export const meUrl = { tab: oneOf("profile", "security", "devices", "look") };
export const drawerUrl = { publish: text };
