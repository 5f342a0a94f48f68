import { useSyncExternalStore } from "react";
import type { SaveState } from "@/editor/saver";

/** How the shared text stands, for the head of the screen and for submitting; null while the text is saved by PATCH. */
type Body = { state: SaveState; whenSaved: () => Promise<boolean> } | null;
let body: Body = null;
const listeners = new Set<() => void>();

export function setBody(next: Body): void {
  body = next;
  listeners.forEach((each) => each());
}

export const bodySaved = (): Promise<boolean> => body?.whenSaved() ?? Promise.resolve(true);

export function useBodyState(): SaveState | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => body?.state ?? null);
}

/** What to show of the two: the one that is not saved yet, else the later of the times. */
export function worse(fields: SaveState, text: SaveState | null): SaveState {
  if (text === null) return fields;
  if (fields.kind !== "saved") return fields;
  if (text.kind !== "saved") return text;
  return fields.at > text.at ? fields : text;
}
