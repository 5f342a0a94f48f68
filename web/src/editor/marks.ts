import type { DOMOutputSpec, MarkSpec } from "prosemirror-model";
import { safeHref } from "./nodes";

const plain = (tag: string, ...others: string[]): MarkSpec => ({
  parseDOM: [tag, ...others].map((each) => ({ tag: each })),
  toDOM: (): DOMOutputSpec => [tag, 0],
});

export const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom: HTMLElement) => {
          const href = safeHref(dom.getAttribute("href"));
          return href ? { href } : false;
        },
      },
    ],
    toDOM: (mark): DOMOutputSpec => ["a", { href: String(mark.attrs["href"]), rel: "noopener noreferrer" }, 0],
  },
  em: { ...plain("em", "i"), parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }] },
  strong: {
    ...plain("strong"),
    // Word processors wrap everything in <b style="font-weight:normal">.
    parseDOM: [
      { tag: "strong" },
      { tag: "b", getAttrs: (dom: HTMLElement) => (dom.style.fontWeight === "normal" ? false : null) },
      { style: "font-weight", getAttrs: (value: string) => (/^(bold(er)?|[6-9]\d{2})$/.test(value) ? null : false) },
    ],
  },
  underline: plain("u"),
  strike: plain("s", "del", "strike"),
  code: plain("code"),
};
