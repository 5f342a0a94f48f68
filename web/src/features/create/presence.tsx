import { useSyncExternalStore, type ReactNode } from "react";
import { useT } from "@/app/i18n";
import type { FieldName } from "@/editor/saver";
import { Presence } from "@/ui";
import styles from "./editor.module.css";

/** Who else has this text open, and in which field each one is. Filled by the shared text; empty while one person types alone. */
export type Present = { id: string; name: string; colour: string; field: string | null };
let present: Present[] = [];
let tell: (field: FieldName | null) => void = () => {};
const listeners = new Set<() => void>();

export function setPresent(people: Present[]): void {
  present = people;
  listeners.forEach((each) => each());
}

/** How the others learn which field this person is in. */
export function setTeller(next: (field: FieldName | null) => void): void {
  tell = next;
}

function usePresent(): Present[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => present);
}

/** Around a field: tells the others that one is in it, and shows who else is. */
export function FieldPresence({ field, children }: { field: FieldName; children: ReactNode }) {
  const t = useT();
  const here = usePresent().filter((each) => each.field === field);
  return (
    <div className={styles["fieldPresence"]} onFocus={() => tell(field)} onBlur={() => tell(null)}>
      {children}
      {here.length > 0 && (
        <span className={styles["inField"]} style={{ backgroundColor: here[0]!.colour }} role="status">
          {t("editor.in_field", { people: here.map((each) => each.name).join(t("history.and")) })}
        </span>
      )}
    </div>
  );
}

export function PresenceSlot() {
  const t = useT();
  const people = usePresent();
  return <Presence people={people} label={t("editor.presence")} />;
}
