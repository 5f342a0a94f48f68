import { bindings, together, type Scope } from "./registry";

/** Reading key presses and finding collisions. No React. */
export type Press = { key: string; code?: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean };

/** The name under which a press stands in the registry. A letter with Shift is written "Shift-A"; a sign such as "?" stands alone. */
export function pressName(press: Press, mac: boolean): string {
  const mod = mac ? press.metaKey : press.ctrlKey;
  // Option makes another sign of a letter on a Mac: the key itself is meant.
  const key = mac && press.altKey && press.code?.startsWith("Key") ? press.code.slice(3).toLowerCase() : press.key;
  const letter = /^[a-z]$/i.test(key);
  const named = key.length > 1;
  const parts: string[] = [];
  if (mod) parts.push("Mod");
  if (press.altKey) parts.push("Alt");
  if (press.shiftKey && (letter || named)) parts.push("Shift");
  parts.push(letter ? (press.shiftKey ? key.toUpperCase() : key.toLowerCase()) : key);
  return parts.join("-");
}

export const isSingleKey = (name: string): boolean => !name.includes("Mod-") && !name.includes("Alt-");

/** Keys that carry no text of their own keep working when single-key shortcuts are switched off. */
export const isPlainCharacter = (name: string): boolean => name === " " || (isSingleKey(name) && name.split(" ").every((each) => each.replace("Shift-", "").length === 1));

/** Keys that mean the same while one types. */
export const worksWhileTyping = (name: string): boolean => name.includes("Mod-") || /^(Shift-)?F\d+$/.test(name);

export type Collision = { scope: Scope; keys: string; actions: [string, string] };

export function collisions(): Collision[] {
  const found: Collision[] = [];
  for (const scope of Object.keys(bindings) as Scope[]) {
    const all = [scope, ...together[scope]].flatMap((each) =>
      Object.entries(bindings[each]).flatMap(([action, binding]) => binding.keys.map((keys) => ({ keys, action: `${each}.${action}` }))),
    );
    all.forEach((one, i) => {
      for (const other of all.slice(i + 1)) {
        const same = one.keys === other.keys;
        const prefix = one.keys.startsWith(`${other.keys} `) || other.keys.startsWith(`${one.keys} `);
        if ((same || prefix) && one.action !== other.action) found.push({ scope, keys: one.keys, actions: [one.action, other.action] });
      }
    });
  }
  return found;
}

/** How keys are shown to people. */
export function showKeys(keys: string, mac: boolean): string[] {
  const names: Record<string, string> = mac
    ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" }
    : { Mod: "Ctrl", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };
  if (keys === " ") return ["Space"];
  return keys.split(" ").flatMap((press) => press.split("-").map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)));
}
