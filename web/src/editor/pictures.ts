import { NodeSelection } from "prosemirror-state";
import type { NodeViewConstructor } from "prosemirror-view";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Picture } from "@/ui/Picture";

const word = (value: unknown): string => (typeof value === "string" ? value : "");

/** A figure: the picture, or the card in its place, above the caption that is typed. A click on the picture chooses the figure. */
export const figureView: NodeViewConstructor = (first, view, position) => {
  const dom = document.createElement("figure");
  const place = dom.appendChild(document.createElement("div"));
  const contentDOM = dom.appendChild(document.createElement("div"));
  place.contentEditable = "false";
  contentDOM.className = "words";
  const root = createRoot(place);
  const show = ({ attrs }: typeof first) => {
    if (typeof attrs["id"] === "string") dom.dataset["id"] = attrs["id"];
    root.render(createElement(Picture, { src: word(attrs["src"]), alt: word(attrs["alt"]) }));
  };
  place.addEventListener("click", () => {
    const at = position();
    if (at === undefined) return;
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
    view.focus();
  });
  show(first);
  return {
    dom, contentDOM,
    update: (next) => {
      if (next.type !== first.type) return false;
      show(next);
      return true;
    },
    ignoreMutation: (change) => change.type !== "selection" && place.contains(change.target),
    // An editor may go while React is still drawing the page that held it.
    destroy: () => queueMicrotask(() => root.unmount()),
  };
};
