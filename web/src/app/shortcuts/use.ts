import { useEffect, useRef } from "react";
import { currentLook } from "@/app/theme";
import { isPlainCharacter, pressName, worksWhileTyping } from "./match";
import { bindings, type ActionOf, type Scope } from "./registry";

type Handlers<S extends Scope> = Partial<Record<ActionOf<S>, (event: KeyboardEvent) => void>>;
type Entry = { keys: string; action: string; scope: Scope };
type Live = { scope: Scope; handlers: { current: Record<string, ((event: KeyboardEvent) => void) | undefined> } };

export const isMac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
const live: Live[] = [];
let begun = "";
let begunAt = 0;

/** Gives the keys of a scope their meaning while the component is there. The last one mounted wins. */
export function useShortcuts<S extends Scope>(scope: S, handlers: Handlers<S>): void {
  const current = useRef<Record<string, ((event: KeyboardEvent) => void) | undefined>>(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    const entry: Live = { scope, handlers: current };
    live.push(entry);
    if (live.length === 1) window.addEventListener("keydown", onKeyDown);
    return () => {
      live.splice(live.indexOf(entry), 1);
      if (live.length === 0) window.removeEventListener("keydown", onKeyDown);
    };
  }, [scope]);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) return;
  const name = pressName(event, isMac);
  // The text editor claims every Enter and Escape, also those with a modifier that it has no use for.
  if (event.defaultPrevented && !(name.includes("Mod-") && isTyping(event.target))) return;
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  const typing = isTyping(event.target);
  const sequence = begun !== "" && event.timeStamp - begunAt < 1_200 ? `${begun} ${name}` : "";
  begun = "";
  for (const wanted of sequence ? [sequence, name] : [name]) {
    if (isPlainCharacter(wanted) && (typing || !currentLook().singleKeys)) continue;
    if (typing && !worksWhileTyping(wanted)) continue;
    if (blockedByDialog(event.target) && !wanted.includes("Mod-k")) continue;
    if (run(wanted, event)) return;
  }
  if (!typing && startsSequence(name)) {
    begun = name;
    begunAt = event.timeStamp;
  }
}

function run(keys: string, event: KeyboardEvent): boolean {
  for (const { scope, handlers } of live.toReversed()) {
    const hit = entries(scope).find((entry) => entry.keys === keys);
    const handler = hit && handlers.current[hit.action];
    if (handler) {
      // Enter and Space on a button keep their own meaning.
      if ((keys === "Enter" || keys === " ") && isWidget(event.target)) return false;
      event.preventDefault();
      handler(event);
      return true;
    }
  }
  return false;
}

const entries = (scope: Scope): Entry[] =>
  Object.entries(bindings[scope]).flatMap(([action, binding]) => binding.keys.map((keys) => ({ keys, action, scope })));

const startsSequence = (name: string): boolean =>
  live.some(({ scope, handlers }) => entries(scope).some((entry) => entry.keys.startsWith(`${name} `) && handlers.current[entry.action]));

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.getAttribute("role") === "spinbutton";
}

function isWidget(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a[href], input, [role=option], [role=menuitem], [role=tab], [role=radio]") !== null;
}

function blockedByDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") !== null;
}
