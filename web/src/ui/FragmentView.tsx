import { createElement, useMemo, type ReactNode } from "react";
import { Picture } from "./Picture";
import styles from "./body.module.css";

/**
 * A rendered fragment from the server, shown as text: parsed into a document that runs and loads nothing, then rebuilt element by
 * element from a short list. Attributes are dropped, except the address of a link or picture.
 */
const allowed = new Set(["p", "h2", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "strong", "em", "b", "i", "s", "sup", "sub", "code", "pre", "figure", "figcaption", "table", "thead", "tbody", "tr", "td", "th", "caption", "hr", "br", "section", "aside", "header", "footer", "small", "time", "cite"]);
const renamed: Record<string, string> = { h1: "h2", h2: "h3", h3: "h4", h4: "h5", header: "div", footer: "div", aside: "div", section: "div" };
const dropped = new Set(["script", "style", "template", "iframe", "object", "svg", "math", "form", "noscript"]);

export function FragmentView({ html, language }: { html: string; language?: string }) {
  const children = useMemo(() => [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map(convert), [html]);
  return <div className={styles["body"]} lang={language}>{children}</div>;
}

function convert(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (!(node instanceof Element)) return null;
  const tag = node.localName;
  if (dropped.has(tag)) return null;
  if (tag === "img") {
    const src = node.getAttribute("src") ?? "";
    return /^(https?:|\/|data:image\/)/i.test(src) ? <Picture key={key} src={src} alt={node.getAttribute("alt") ?? ""} /> : null;
  }
  const children = [...node.childNodes].map(convert);
  if (tag === "a") {
    const target = node.getAttribute("href") ?? "";
    return /^(https?:|mailto:|tel:)/i.test(target) ? <a key={key} href={target} target="_blank" rel="noopener noreferrer">{children}</a> : <span key={key}>{children}</span>;
  }
  if (tag === "br" || tag === "hr") return createElement(tag, { key });
  const name = renamed[tag] ?? (allowed.has(tag) ? tag : tag === "article" || tag === "main" || tag === "div" ? "div" : "span");
  const blank = /^(table|tbody|thead|tr|ul|ol)$/.test(name);
  const inner = blank ? children.filter((each) => typeof each !== "string" || each.trim() !== "") : children;
  return name === "table" ? <div key={key} className={styles["table"]}><table>{inner}</table></div> : createElement(name, { key }, inner);
}
