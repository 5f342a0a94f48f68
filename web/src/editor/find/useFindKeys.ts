import type { EditorView } from "prosemirror-view";
import type { RefObject } from "react";
import { useShortcuts } from "@/app/shortcuts/use";
import { findIn, openFind, step, type Mode } from "./plugin";

/** The keys that open the bar and walk through what was found, from the text or from the bar. */
export function useFindKeys(view: RefObject<EditorView | null>, editable: boolean): () => void {
  const open = (mode: Mode) => view.current && openFind(editable ? mode : "find")(view.current.state, view.current.dispatch, view.current);
  const go = (direction: 1 | -1) => {
    if (!view.current) return;
    const inText = view.current.hasFocus();
    if (!findIn(view.current.state)?.mode) open("find");
    step(direction, inText)(view.current.state, view.current.dispatch);
  };
  useShortcuts("editor", { find: () => open(findIn(view.current!.state)?.mode ?? "find"), replace: () => open("replace"), find_next: () => go(1), find_previous: () => go(-1) });
  return () => open("find");
}
