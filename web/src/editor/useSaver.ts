import { useEffect, useState, useSyncExternalStore } from "react";
import { loadDocument, patchDocument } from "@/api/create";
import type { Document } from "@/api/types";
import { DocumentSaver, type Draft, type FieldName } from "./saver";

const key = (id: string) => `galley.draft.${id}`;

function keepDraft(id: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(key(id), JSON.stringify(draft));
    else localStorage.removeItem(key(id));
  } catch {
    // Storage is full or switched off: the text is still in the page and on its way to the server.
  }
}

export function readDraft(id: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key(id)) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

/** A saver for one document, with its life tied to the screen. */
export function useSaver(document: Document, remote: (document: Document, fields: FieldName[]) => void) {
  const [saver] = useState(
    () => new DocumentSaver(document, {
      send: (version, patch, leaving) => patchDocument(document.id, version, patch, leaving),
      load: () => loadDocument(document.id),
      remote,
      keep: (draft) => keepDraft(document.id, draft),
    }),
  );
  useSyncExternalStore(saver.watch, () => saver.state);
  useSyncExternalStore(saver.watch, () => saver.conflict);
  useEffect(() => {
    const hide = () => saver.leave();
    const unload = (event: BeforeUnloadEvent) => {
      if (!saver.pending) return;
      saver.leave();
      event.preventDefault();
    };
    const again = () => saver.signedInAgain();
    const online = () => saver.retryNow();
    window.addEventListener("pagehide", hide);
    window.addEventListener("beforeunload", unload);
    window.addEventListener("galley:signed-in", again);
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("pagehide", hide);
      window.removeEventListener("beforeunload", unload);
      window.removeEventListener("galley:signed-in", again);
      window.removeEventListener("online", online);
      void saver.flush();
    };
  }, [saver]);
  return saver;
}
