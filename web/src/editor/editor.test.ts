import { describe, expect, test } from "vitest";
import { EditorState, NodeSelection } from "prosemirror-state";
import { Slice } from "prosemirror-model";
import type { BodyNode } from "@/api/types";
import { blockKind, insertTable, setBlock, setFigure, figureAt, toggleList } from "./commands";
import { readBody, writeBody } from "./createEditor";
import { completeHref } from "./href";
import { blockIds, freshId, needingIds, repairIds } from "./ids";
import { safeHref, safeSource } from "./nodes";
import { isEmptyDoc, paragraphsOf, sliceOfText, splitLines, takeHeadline } from "./paste";
import { schema } from "./schema";

const text = (value: string): BodyNode => ({ type: "text", text: value });
const paragraph = (id: string, value: string): BodyNode => ({ type: "paragraph", attrs: { id }, content: value ? [text(value)] : [] });
const doc = (...content: BodyNode[]): BodyNode => ({ type: "doc", content });
const apply = (state: EditorState, command: (state: EditorState, dispatch: (change: EditorState["tr"]) => void) => boolean): EditorState => {
  let next = state;
  command(state, (change) => { next = state.apply(change); });
  return next;
};

describe("schema", () => {
  const full: BodyNode = doc(
    { type: "heading", attrs: { id: "h", level: 3 }, content: [text("小标题")] },
    { type: "paragraph", attrs: { id: "p" }, content: [text("plain "), { type: "text", text: "bold", marks: [{ type: "link", attrs: { href: "https://a.example" } }, { type: "strong" }] }, { type: "hard_break" }] },
    { type: "bullet_list", attrs: { id: "u" }, content: [{ type: "list_item", attrs: { id: "l" }, content: [paragraph("lp", "one")] }] },
    { type: "ordered_list", attrs: { id: "o", start: 3 }, content: [{ type: "list_item", attrs: { id: "l2" }, content: [paragraph("lp2", "two")] }] },
    { type: "blockquote", attrs: { id: "q" }, content: [paragraph("qp", "said")] },
    { type: "figure", attrs: { id: "f", src: "https://a.example/x.jpg", alt: "A pier" }, content: [{ type: "caption", attrs: { id: "c" }, content: [text("The pier")] }] },
    { type: "table", attrs: { id: "t" }, content: [{ type: "table_row", attrs: { id: "r" }, content: [{ type: "table_header", attrs: { id: "th", colspan: 1, rowspan: 1 }, content: [paragraph("tp", "a")] }] }] },
    { type: "horizontal_rule", attrs: { id: "hr" } },
    { type: "code_block", attrs: { id: "cb" }, content: [text("x = 1")] },
  );

  test("every node of the server's list is read and written back unchanged", () => {
    expect(writeBody(readBody(full))).toEqual(full);
  });

  test("absent text is one empty paragraph", () => {
    expect(readBody(null).childCount).toBe(1);
    expect(readBody({ type: "doc" }).firstChild?.type.name).toBe("paragraph");
  });

  test("a picture always has a place for its caption", () => {
    expect(readBody(doc({ type: "figure", attrs: { id: "f", src: "/x.jpg" } })).firstChild?.firstChild?.type.name).toBe("caption");
  });

  test("a node that does not exist is refused instead of lost", () => {
    expect(() => readBody(doc({ type: "video" }))).toThrow();
  });

  test("addresses that run something are not addresses", () => {
    for (const bad of ["javascript:alert(1)", " javascript:x", "data:text/html,x", "vbscript:x", "", null]) {
      expect(safeHref(bad)).toBeNull();
      expect(safeSource(bad)).toBeNull();
    }
    expect(safeHref("https://a.example")).toBe("https://a.example");
    expect(safeSource("data:image/png;base64,AA")).toBe("data:image/png;base64,AA");
    expect(completeHref("example.org/x")).toBe("https://example.org/x");
    expect(completeHref("no address")).toBe("");
  });
});

describe("block ids", () => {
  test("missing and double ids are made new, the first holder keeps its own", () => {
    const state = EditorState.create({ schema, doc: readBody(doc(paragraph("a", "1"), paragraph("a", "2"), { type: "paragraph", content: [text("3")] })) });
    expect(needingIds(state.doc)).toHaveLength(2);
    const repaired = state.apply(repairIds(state)!);
    expect(needingIds(repaired.doc)).toEqual([]);
    expect(repaired.doc.child(0).attrs["id"]).toBe("a");
  });

  test("splitting a paragraph gives the second half an id of its own", () => {
    const state = EditorState.create({ schema, doc: readBody(doc(paragraph("a", "onetwo"))), plugins: [blockIds()] });
    const split = state.apply(state.tr.split(4));
    expect(split.doc.childCount).toBe(2);
    expect(split.doc.child(0).attrs["id"]).toBe("a");
    expect(split.doc.child(1).attrs["id"]).not.toBe("a");
  });

  test("are twelve letters and digits", () => {
    expect(freshId()).toMatch(/^[a-z2-7]{12}$/);
  });
});

describe("pasting", () => {
  test("lines become paragraphs, empty ones go", () => {
    expect(paragraphsOf("一\r\n\r\n二\n  三  ").map((node) => node.textContent)).toEqual(["一", "二", "三"]);
    expect(sliceOfText("  \n ").size).toBe(0);
  });

  test("the first line becomes the headline, the rest the text", () => {
    const taken = takeHeadline(sliceOfText("港口吞吐量增长\n记者获悉。\n同比增长。"))!;
    expect(taken.headline).toBe("港口吞吐量增长");
    expect(taken.rest.content.childCount).toBe(2);
    const empty = EditorState.create({ schema, doc: readBody(null) });
    const filled = empty.apply(empty.tr.replaceRange(0, empty.doc.content.size, taken.rest));
    expect(filled.doc.textContent).toBe("记者获悉。同比增长。");
    filled.doc.check();
  });

  test("one line, a long line or a table gives no headline", () => {
    expect(takeHeadline(sliceOfText("only one line"))).toBeNull();
    expect(takeHeadline(sliceOfText(`${"长".repeat(121)}\n正文`))).toBeNull();
    expect(takeHeadline(Slice.empty)).toBeNull();
  });

  test("text that lands in the headline field is parted the same way", () => {
    expect(splitLines(" Headline \n\nOne.\nTwo.\n")).toEqual({ headline: "Headline", rest: "One.\nTwo." });
  });

  test("knows an empty text", () => {
    expect(isEmptyDoc(readBody(null))).toBe(true);
    expect(isEmptyDoc(readBody(doc(paragraph("a", "x"))))).toBe(false);
  });
});

describe("commands", () => {
  const start = () => EditorState.create({ schema, doc: readBody(doc(paragraph("a", "text"))) });

  test("a paragraph becomes a heading and keeps its id", () => {
    const made = apply(start(), setBlock("h3"));
    expect(blockKind(made)).toBe("h3");
    expect(made.doc.firstChild?.attrs["id"]).toBe("a");
  });

  test("a list is made and taken away again", () => {
    const listed = apply(start(), toggleList("bullet_list"));
    expect(listed.doc.firstChild?.type.name).toBe("bullet_list");
    expect(apply(listed, toggleList("bullet_list")).doc.firstChild?.type.name).toBe("paragraph");
  });

  test("an inserted table is valid and the cursor stands in it", () => {
    const made = apply(start(), insertTable(2, 3));
    made.doc.check();
    expect(made.selection.$from.node(-1).type.name).toMatch(/table_(header|cell)/);
  });

  test("a picture is inserted once and changed afterwards", () => {
    const made = apply(start(), setFigure({ src: "https://a.example/1.jpg", alt: "one", credit: "", caption: "Caption" }));
    made.doc.check();
    const found = made.doc.child(0).type.name === "figure" ? 0 : made.doc.child(0).nodeSize;
    const chosen = made.apply(made.tr.setSelection(NodeSelection.create(made.doc, found)));
    expect(figureAt(chosen)?.picture.caption).toBe("Caption");
    const changed = apply(chosen, setFigure({ src: "https://a.example/2.jpg", alt: "two", credit: "X", caption: "" }));
    expect(changed.doc.textContent).toContain("Caption");
    expect(JSON.stringify(changed.doc.toJSON())).toContain("2.jpg");
  });
});
