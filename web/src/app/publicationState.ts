import type { Tone } from "@/ui";
import { hasMessage, type Key } from "./i18n";

/** How the state of a publication is named and coloured, on every screen that shows one. */
const tones: Record<string, Tone> = { none: "neutral", queued: "info", armed: "info", live: "ok", failed: "bad", unknown: "warn", retracted: "neutral", cancelled: "neutral" };

export const publicationTone = (state: string): Tone => tones[state] ?? "neutral";
export const publicationName = (state: string): Key => (hasMessage(`publication.${state}`) ? (`publication.${state}` as Key) : "publication.unknown");
