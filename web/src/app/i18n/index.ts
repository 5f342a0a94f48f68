import { useSyncExternalStore } from "react";
import type { Locale } from "@/api/types";
import type { en } from "./en";
import { formatClock, formatFull, formatMessage, formatTime, type Message, type Params } from "./format";

/** The language of the app. Of the messages only one language is loaded, and only the rooms that have been visited. */
export type Key = keyof typeof en;
export type T = (key: Key, params?: Params) => string;

export type Room = "app" | "ui" | "people" | "gather" | "create" | "review" | "publish" | "insight" | "ops";
type Table = Partial<Record<Key, Message>>;

const files = import.meta.glob<Record<string, Table>>(["./en/*.ts", "./zh/*.ts"]);
const wanted = new Set<Room>(["app", "ui"]);

async function load(locale: Locale, rooms: Iterable<Room>): Promise<Table> {
  const folder = locale === "en" ? "en" : "zh";
  const parts = await Promise.all([...rooms].map(async (room) => (await files[`./${folder}/${room}.ts`]?.())?.[room]));
  return Object.assign({}, ...parts) as Table;
}

/** The messages of a room travel with its screens: asked for together, so that the first page stays small. */
export async function loadRoom(...rooms: Room[]): Promise<void> {
  const fresh = rooms.filter((room) => !wanted.has(room));
  if (fresh.length === 0) return;
  const more = await load(state.locale, fresh);
  fresh.forEach((room) => wanted.add(room));
  become(make(state.locale, { ...state.table, ...more }, state.zone));
}

const storageKey = "galley.locale";
const listeners = new Set<() => void>();

type State = { locale: Locale; table: Table; zone: string | undefined; t: T };
let state: State = make("zh-CN", {}, undefined);

function make(locale: Locale, table: Table, zone: string | undefined): State {
  const t: T = (key, params) => formatMessage(table[key] ?? key, params, locale);
  return { locale, table, zone, t };
}

function become(next: State): void {
  state = next;
  document.documentElement.lang = next.locale;
  listeners.forEach((each) => each());
}

export function preferredLocale(): Locale {
  const stored = localStorage.getItem(storageKey);
  if (stored === "zh-CN" || stored === "en") return stored;
  return navigator.languages.some((each) => each.toLowerCase().startsWith("zh")) ? "zh-CN" : "en";
}

export async function setLocale(locale: Locale): Promise<void> {
  if (locale === state.locale && Object.keys(state.table).length > 0) return;
  const table = await load(locale, wanted);
  localStorage.setItem(storageKey, locale);
  become(make(locale, table, state.zone));
}

export function setZone(zone: string | undefined): void {
  if (zone !== state.zone) become(make(state.locale, state.table, zone));
}

/** For code outside of components (toasts of failed requests, the editor's plugins). */
export const t: T = (key, params) => state.t(key, params);
export const hasMessage = (key: string): key is Key => key in state.table;
export const currentLocale = (): Locale => state.locale;

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useI18n() {
  const { locale, t, zone } = useSyncExternalStore(subscribe, () => state);
  return {
    t, locale,
    time: (iso: string, now = Date.now()) => formatTime(iso, now, locale, zone),
    clock: (at: number | string) => formatClock(at, locale, zone),
    full: (iso: string) => formatFull(iso, locale, zone),
    fullHere: (iso: string) => formatFull(iso, locale, undefined),
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
  };
}

export function useT(): T {
  return useSyncExternalStore(subscribe, () => state).t;
}
