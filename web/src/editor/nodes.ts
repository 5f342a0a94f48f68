import { DOMParser, Fragment, type DOMOutputSpec, type NodeSpec } from "prosemirror-model";

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

const pictureOf = (dom: HTMLElement, image: HTMLElement | null) => {
  const src = safeSource(image?.getAttribute("src") ?? null);
  return image && src ? { ...idOf(dom), src, alt: image.getAttribute("alt"), asset: image.getAttribute("data-asset"), credit: image.getAttribute("data-credit") } : false;
};

const figure: NodeSpec = {
  content: "caption?", group: "block", isolating: true, draggable: true,
  // Absent is null, never "": so a text that is shared has the same bytes whoever writes it first.
  attrs: { ...id, asset: { default: null as string | null }, src: { default: null as string | null }, alt: { default: null as string | null }, credit: { default: null as string | null } },
  parseDOM: [
    {
      tag: "figure",
      getAttrs: (dom) => pictureOf(dom, dom.querySelector("img")),
      getContent: (dom, schema) => {
        const words = (dom as HTMLElement).querySelector("figcaption, .caption");
        const caption = schema.nodes["caption"]!.create();
        return Fragment.from(words ? DOMParser.fromSchema(schema).parse(words, { topNode: caption }) : caption);
      },
    },
    { tag: "img[src]", getAttrs: (dom) => pictureOf(dom, dom), getContent: (_dom, schema) => Fragment.from(schema.nodes["caption"]!.create()) },
  ],
  toDOM: ({ attrs }): DOMOutputSpec => [
    "figure", named(attrs),
    ["img", { src: String(attrs["src"] ?? ""), alt: String(attrs["alt"] ?? ""), ...(attrs["asset"] && { "data-asset": String(attrs["asset"]) }), ...(attrs["credit"] && { "data-credit": String(attrs["credit"]) }) }],
    ["div", { class: "words" }, 0],
  ],
};

const spans = { ...id, colspan: { default: 1 }, rowspan: { default: 1 } };
const spansOf = (dom: HTMLElement) => ({ ...idOf(dom), colspan: Number(dom.getAttribute("colspan")) || 1, rowspan: Number(dom.getAttribute("rowspan")) || 1 });
const cell = (tag: "td" | "th", role: string): NodeSpec => ({
  content: "block+", isolating: true, tableRole: role, attrs: spans,
  parseDOM: [{ tag, getAttrs: spansOf }],
  toDOM: ({ attrs }): DOMOutputSpec => [tag, { ...named(attrs), ...(attrs["colspan"] !== 1 && { colspan: String(attrs["colspan"]) }), ...(attrs["rowspan"] !== 1 && { rowspan: String(attrs["rowspan"]) }) }, 0],
});

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
    attrs: { ...id, start: { default: 1 } },
    parseDOM: [{ tag: "ol", getAttrs: (dom: HTMLElement) => ({ ...idOf(dom), start: Number(dom.getAttribute("start") ?? 1) || 1 }) }],
    toDOM: (node): DOMOutputSpec => ["ol", { ...named(node.attrs), ...(node.attrs["start"] !== 1 && { start: String(node.attrs["start"]) }) }, 0],
  },
  list_item: { content: "block+", defining: true, attrs: id, parseDOM: [{ tag: "li", getAttrs: idOf }], toDOM: (node): DOMOutputSpec => ["li", named(node.attrs), 0] },
  horizontal_rule: { group: "block", attrs: id, parseDOM: [{ tag: "hr" }], toDOM: (node): DOMOutputSpec => ["hr", named(node.attrs)] },
  figure,
  caption: { content: "inline*", attrs: id, parseDOM: [{ tag: "figcaption", getAttrs: idOf }], toDOM: (node): DOMOutputSpec => ["p", { class: "caption", ...named(node.attrs) }, 0] },
  table: { content: "table_row+", tableRole: "table", isolating: true, group: "block", attrs: id, parseDOM: [{ tag: "table", getAttrs: idOf }], toDOM: (node): DOMOutputSpec => ["table", named(node.attrs), ["tbody", 0]] },
  table_row: { content: "(table_cell | table_header)+", tableRole: "row", attrs: id, parseDOM: [{ tag: "tr", getAttrs: idOf }], toDOM: (node): DOMOutputSpec => ["tr", named(node.attrs), 0] },
  table_cell: cell("td", "cell"),
  table_header: cell("th", "header_cell"),
  code_block: {
    content: "text*", marks: "", group: "block", code: true, defining: true, attrs: { ...id, language: { default: null as string | null } },
    parseDOM: [{ tag: "pre", preserveWhitespace: "full", getAttrs: idOf }],
    toDOM: (node): DOMOutputSpec => ["pre", named(node.attrs), ["code", 0]],
  },
  hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: (): DOMOutputSpec => ["br"], leafText: () => "\n" },
  text: { group: "inline" },
};
