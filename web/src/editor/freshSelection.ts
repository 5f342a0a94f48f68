import { Plugin } from "prosemirror-state";

/**
 * Has the view read the browser's selection before it takes a key. The browser tells of a moved selection by an event that keys overtake
 * while the page is busy: Enter right after End would replace words that are no longer selected.
 */
export function freshSelection(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          if (!event.isComposing && !view.composing) view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
          return false;
        },
      },
    },
  });
}
