import type { DOMOutputSpec, NodeSpec } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const id = { id: { default: null as string | null } };
const idOf = (dom: HTMLElement) => ({ id: dom.getAttribute("data-id") });
const named = (attrs: Record<string, unknown>): Record<string, string> => (typeof attrs["id"] === "string" ? { "data-id": attrs["id"] } : {});

const block = (tag: string, content: string, more: Partial<NodeSpec> = {}): NodeSpec => ({
  content, group: "block", attrs: id,
  parseDOM: [{ tag, getAttrs: idOf }],
  toDOM: (node): DOMOutputSpec => [tag, named(node.attrs), 0],
  ...more,
});

/** Only addresses that a browser may follow or show; anything else is dropped when parsed. */
export const safeHref = (raw: string | null): string | null => (raw && /^(https?:|mailto:|tel:|\/|#)/i.test(raw.trim()) ? raw.trim() : null);
export const safeSource = (raw: string | null): string | null => (raw && /^(https?:|\/|data:image\/(png|jpeg|gif|webp);|blob:)/i.test(raw.trim()) ? raw.trim() : null);

const figure: NodeSpec = {
  content: "text*", group: "block", marks: "strong em link", isolating: true, draggable: true,
  attrs: { ...id, src: { default: "" }, alt: { default: "" }, asset: { default: null as string | null } },
  parseDOM: [
    {
      tag: "figure",
      contentElement: "figcaption",
      getAttrs: (dom) => {
        const image = dom.querySelector("img");
        const src = safeSource(image?.getAttribute("src") ?? null);
        return image && src ? { ...idOf(dom), src, alt: image.getAttribute("alt") ?? "", asset: image.getAttribute("data-asset") } : false;
      },
    },
    {
      tag: "img[src]",
      getAttrs: (dom) => {
        const src = safeSource(dom.getAttribute("src"));
        return src ? { id: null, src, alt: dom.getAttribute("alt") ?? "", asset: dom.getAttribute("data-asset") } : false;
      },
    },
  ],
  toDOM: (node): DOMOutputSpec => [
    "figure", named(node.attrs),
    ["img", { src: String(node.attrs["src"]), alt: String(node.attrs["alt"]), ...(typeof node.attrs["asset"] === "string" && { "data-asset": node.attrs["asset"] }) }],
    ["figcaption", 0],
  ],
};

const withId = (spec: NodeSpec): NodeSpec => ({ ...spec, attrs: { ...spec.attrs, ...id } });
const tables = tableNodes({ tableGroup: "block", cellContent: "paragraph+", cellAttributes: {} });

export const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  paragraph: block("p", "inline*"),
  heading: {
    content: "inline*", group: "block", defining: true, attrs: { ...id, level: { default: 2 } },
    // The page's own h1 is the headline, so a pasted h1 becomes the first level below it.
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, getAttrs: (dom: HTMLElement) => ({ ...idOf(dom), level: Math.min(4, Math.max(2, level)) }) })),
    toDOM: (node): DOMOutputSpec => [`h${String(node.attrs["level"])}`, named(node.attrs), 0],
  },
  blockquote: block("blockquote", "block+", { defining: true }),
  bullet_list: block("ul", "list_item+"),
  ordered_list: {
    ...block("ol", "list_item+"),
    attrs: { ...id, order: { default: 1 } },
    parseDOM: [{ tag: "ol", getAttrs: (dom: HTMLElement) => ({ ...idOf(dom), order: Number(dom.getAttribute("start")) || 1 }) }],
    toDOM: (node): DOMOutputSpec => ["ol", { ...named(node.attrs), ...(node.attrs["order"] !== 1 && { start: String(node.attrs["order"]) }) }, 0],
  },
  list_item: { content: "paragraph block*", defining: true, attrs: id, parseDOM: [{ tag: "li", getAttrs: idOf }], toDOM: (node): DOMOutputSpec => ["li", named(node.attrs), 0] },
  horizontal_rule: { group: "block", attrs: id, parseDOM: [{ tag: "hr" }], toDOM: (node): DOMOutputSpec => ["hr", named(node.attrs)] },
  figure,
  table: withId(tables.table),
  table_row: withId(tables.table_row),
  table_cell: withId(tables.table_cell),
  table_header: withId(tables.table_header),
  hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: (): DOMOutputSpec => ["br"], leafText: () => "\n" },
  text: { group: "inline" },
};
