import { useSyncExternalStore } from "react";

/** Light, dark or the system's choice; row density; single-key shortcuts: what belongs to this browser, not to the person. */
export type Theme = "system" | "light" | "dark";
export type Density = "compact" | "normal" | "roomy";
type Look = { theme: Theme; density: Density; singleKeys: boolean; railFolded: boolean };

const key = "galley.look";
const initial: Look = { theme: "system", density: "normal", singleKeys: true, railFolded: false };
const listeners = new Set<() => void>();
let look: Look = initial;

export function loadLook(): void {
  try {
    look = { ...initial, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Look>) };
  } catch {
    look = initial;
  }
  apply();
}

export function setLook(change: Partial<Look>): void {
  look = { ...look, ...change };
  localStorage.setItem(key, JSON.stringify(look));
  apply();
  listeners.forEach((each) => each());
}

export const currentLook = (): Look => look;

export function useLook(): Look {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentLook);
}

function apply(): void {
  const root = document.documentElement;
  if (look.theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = look.theme;
  root.dataset["density"] = look.density;
}
