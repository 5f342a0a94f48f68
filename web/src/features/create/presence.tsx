import { useSyncExternalStore } from "react";
import { useT } from "@/app/i18n";
import { Presence } from "@/ui";

/** Who else has this text open. Filled by the shared text; empty while one person types alone. */
export type Present = { id: string; name: string; colour: string };
let present: Present[] = [];
const listeners = new Set<() => void>();

export function setPresent(people: Present[]): void {
  present = people;
  listeners.forEach((each) => each());
}

export function PresenceSlot() {
  const t = useT();
  const people = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => present);
  return <Presence people={people} label={t("editor.presence")} />;
}
