import type { DOMOutputSpec, MarkSpec } from "prosemirror-model";
import { safeHref } from "./nodes";

const plain = (tag: string, ...others: string[]): MarkSpec => ({
  parseDOM: [tag, ...others].map((each) => ({ tag: each })),
  toDOM: (): DOMOutputSpec => [tag, 0],
});

export const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {}, title: { default: null as string | null } },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom: HTMLElement) => {
          const href = safeHref(dom.getAttribute("href"));
          return href ? { href, title: dom.getAttribute("title") } : false;
        },
      },
    ],
    toDOM: (mark): DOMOutputSpec => ["a", { href: String(mark.attrs["href"]), rel: "noopener noreferrer" }, 0],
  },
  strong: {
    ...plain("strong"),
    // Word processors wrap everything in <b style="font-weight:normal">.
    parseDOM: [
      { tag: "strong" },
      { tag: "b", getAttrs: (dom: HTMLElement) => (dom.style.fontWeight === "normal" ? false : null) },
      { style: "font-weight", getAttrs: (value: string) => (/^(bold(er)?|[6-9]\d{2})$/.test(value) ? null : false) },
    ],
  },
  em: { ...plain("em", "i"), parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }] },
  strike: plain("s", "del", "strike"),
  superscript: plain("sup"),
  subscript: plain("sub"),
  code: plain("code"),
};
