import { createElement, type ReactNode } from "react";
import type { BodyNode } from "@/api/types";
import { Picture } from "./Picture";
import styles from "./body.module.css";

/** A text that is only read: nodes become elements one by one, so nothing but the known ones can appear. */
const tags: Record<string, string> = {
  paragraph: "p", blockquote: "blockquote", bullet_list: "ul", ordered_list: "ol", list_item: "li", figure: "figure", caption: "figcaption", table_row: "tr",
  table_cell: "td", table_header: "th", code_block: "pre",
};
const markTags: Record<string, string> = { strong: "strong", em: "em", strike: "s", superscript: "sup", subscript: "sub", code: "code" };

const href = (value: unknown): string | null => (typeof value === "string" && /^(https?:|mailto:|tel:)/i.test(value) ? value : null);

export function BodyView({ body, language }: { body: BodyNode | null; language?: string }) {
  return <div className={styles["body"]} lang={language}>{body?.content?.map(block)}</div>;
}

function block(node: BodyNode, key: number): ReactNode {
  const inner = node.content?.map(block);
  if (node.type === "text") return marked(node, key);
  if (node.type === "hard_break") return <br key={key} />;
  if (node.type === "horizontal_rule") return <hr key={key} />;
  if (node.type === "heading") return createElement(`h${Math.min(4, Math.max(2, Number(node.attrs?.["level"] ?? 2))) + 1}`, { key }, inner);
  if (node.type === "table") return <div key={key} className={styles["table"]}><table><tbody>{inner}</tbody></table></div>;
  if (node.type === "figure") return <figure key={key}>{picture(node)}{inner}</figure>;
  const tag = tags[node.type];
  return tag ? createElement(tag, { key }, inner) : <div key={key}>{inner}</div>;
}

function picture(node: BodyNode): ReactNode {
  const src = node.attrs?.["src"];
  const alt = node.attrs?.["alt"];
  return typeof src === "string" ? <Picture src={src} alt={typeof alt === "string" ? alt : ""} /> : null;
}

function marked(node: BodyNode, key: number): ReactNode {
  return (node.marks ?? []).reduceRight<ReactNode>((inside, mark) => {
    const target = mark.type === "link" ? href(mark.attrs?.["href"]) : null;
    if (target) return <a key={key} href={target} target="_blank" rel="noopener noreferrer">{inside}</a>;
    const tag = markTags[mark.type];
    return tag ? createElement(tag, { key }, inside) : inside;
  }, node.text ?? "");
}
