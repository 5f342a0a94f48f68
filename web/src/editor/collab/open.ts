import { redoCommand, undoCommand, yCursorPlugin, ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import { Plugin } from "prosemirror-state";
import { IndexeddbPersistence } from "y-indexeddb";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { documentSocket } from "@/api/socket";
import type { Document, Person } from "@/api/types";
import type { Shared } from "../createEditor";
import { CollabProvider, type Socket } from "./provider";
import { rootName, seedUpdate } from "./seed";

/** One opened shared text: document, connection, copy on this device and the plugins that bind it to the editor. */
export type OpenText = { provider: CollabProvider; awareness: Awareness; shared: Shared; ready: Promise<void>; close: () => void };

const colours = ["#1f5fd6", "#a3399e", "#14693f", "#9a4a00", "#0b6077", "#6b3fb8", "#b3261e", "#4a5464"];
/** The same person has the same colour for everybody; the server may replace it. */
export const colourOf = (id: string): string => colours[[...id].reduce((sum, each) => (sum * 31 + each.codePointAt(0)!) % 9_973, 7) % colours.length]!;

/** Holds back what goes out while an input method composes. */
function composing(provider: CollabProvider): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        compositionstart: () => (provider.hold(true), false),
        compositionend: () => (setTimeout(() => provider.hold(false)), false),
        blur: () => (provider.hold(false), false),
      },
    },
  });
}

/** A copy belongs to one life of the text; when the server begins a new one, the old copy must not be mixed into it. */
const copyName = (person: string, document: Document): string => `galley.text.${person}.${document.id}.${document.body_generation}`;

export function openText(document: Document, person: Person, mayEdit: boolean): OpenText {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalStateField("user", { id: person.id, name: person.name, color: colourOf(person.id) });
  const provider = new CollabProvider({ doc, awareness, mayEdit, seed: () => seedUpdate(document.body), open: () => documentSocket(document.id, document.body_generation) as unknown as Socket });
  const copy = mayEdit ? new IndexeddbPersistence(copyName(person.id, document), doc) : null;
  const hurry = () => provider.hurry();
  const drop = () => provider.drop();
  window.addEventListener("online", hurry);
  window.addEventListener("offline", drop);

  const complete = new Promise<void>((resolve) => {
    const stop = provider.watch(() => {
      if (!provider.synced) return;
      stop();
      resolve();
    });
  });
  // What is kept on this device comes first, so that an offline start shows the text and the server is asked only for the rest.
  const local = copy ? copy.whenSynced.then(() => undefined, () => undefined) : Promise.resolve();
  const ready = local.then(() => {
    provider.connect();
    return doc.getXmlFragment(rootName).length > 0 ? undefined : complete;
  });

  const shared: Shared = { plugins: [ySyncPlugin(doc.getXmlFragment(rootName)), yCursorPlugin(awareness), yUndoPlugin(), composing(provider)], undo: undoCommand, redo: redoCommand };
  const close = () => {
    window.removeEventListener("online", hurry);
    window.removeEventListener("offline", drop);
    const useless = provider.allSaved || provider.state.kind === "replaced";
    provider.destroy();
    // A copy that holds nothing of its own is not left behind on a shared machine.
    if (copy) void (useless ? copy.clearData() : copy.destroy());
    awareness.destroy();
    doc.destroy();
  };
  return { provider, awareness, shared, ready, close };
}
