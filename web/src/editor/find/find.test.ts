import { history, undo } from "prosemirror-history";
import { Slice, type Node } from "prosemirror-model";
import { EditorState, Plugin, PluginKey, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { describe, expect, test } from "vitest";
import type { BodyNode } from "@/api/types";
import { readBody } from "../createEditor";
import { chooseMatch, closeFind, findIn, finding, openFind, replaceAll, replaceOne, runAsOneStep, setQuery, step } from "./plugin";
import { findAll, type Query } from "./search";

const paragraph = (id: string, ...runs: (string | BodyNode)[]): BodyNode => ({ type: "paragraph", attrs: { id }, content: runs.map((run) => (typeof run === "string" ? { type: "text", text: run } : run)) });
const bold = (text: string): BodyNode => ({ type: "text", text, marks: [{ type: "strong" }] });
const linked = (text: string): BodyNode => ({ type: "text", text, marks: [{ type: "link", attrs: { href: "https://a.example" } }] });
const docOf = (...content: BodyNode[]): Node => readBody({ type: "doc", content });
const query = (text: string, more: Partial<Query> = {}): Query => ({ text, matchCase: false, wholeWord: false, ...more });
/** The words found, as they stand in the text. */
const words = (doc: Node, text: string, more: Partial<Query> = {}): string[] => findAll(doc, query(text, more)).map(({ from, to }) => doc.textBetween(from, to));

describe("finding", () => {
  test("every occurrence in every block, in order, none overlapping", () => {
    const doc = docOf(paragraph("a", "港口 港口港口"), { type: "blockquote", attrs: { id: "q" }, content: [paragraph("b", "新港口")] });
    expect(findAll(doc, query("港口"))).toEqual([{ from: 1, to: 3 }, { from: 4, to: 6 }, { from: 6, to: 8 }, { from: 12, to: 14 }]);
    expect(words(docOf(paragraph("a", "aaaaa")), "aa")).toEqual(["aa", "aa"]);
    expect(words(doc, "")).toEqual([]);
    expect(words(doc, "机场")).toEqual([]);
  });

  test("words that are partly bold or linked, and the caption of a picture", () => {
    const doc = docOf(
      paragraph("a", "下调至百", bold("分之"), linked("三十")),
      { type: "figure", attrs: { id: "f", src: "https://a.example/1.jpg" }, content: [{ type: "caption", attrs: { id: "c" }, content: [{ type: "text", text: "百分之三十" }] }] },
    );
    expect(words(doc, "百分之三十")).toEqual(["百分之三十", "百分之三十"]);
  });

  test("no match runs over a line break or into the next block", () => {
    const doc = docOf(paragraph("a", "上", { type: "hard_break" }, "海"), paragraph("b", "上"), paragraph("c", "海"));
    expect(words(doc, "上海")).toEqual([]);
  });

  test("positions stay right behind signs of two code units, and no sign is cut in half", () => {
    const doc = docOf(paragraph("a", "😀𠮷野家😁 👨‍👩‍👧 吉野家"));
    expect(words(doc, "野家")).toEqual(["野家", "野家"]);
    expect(findAll(doc, query("野家"))[0]).toEqual({ from: 5, to: 7 });
    expect(words(doc, "𠮷")).toEqual(["𠮷"]);
    expect(words(doc, "😁")).toEqual(["😁"]);
    expect(words(doc, "\ud83d")).toEqual([]);
    expect(words(doc, "👨")).toEqual([]);
    expect(words(doc, "👨‍👩‍👧")).toEqual(["👨‍👩‍👧"]);
  });

  test("case and full width make no difference, unless asked for", () => {
    const doc = docOf(paragraph("a", "GDP ｇｄｐ Gdp 2026 ２０２６"));
    expect(words(doc, "gdp")).toEqual(["GDP", "ｇｄｐ", "Gdp"]);
    expect(words(doc, "２０２６")).toEqual(["2026", "２０２６"]);
    expect(words(doc, "GDP", { matchCase: true })).toEqual(["GDP"]);
    expect(words(doc, "2026", { matchCase: true })).toEqual(["2026"]);
    expect(words(docOf(paragraph("a", "天，地,人")), ",")).toEqual([","]);
  });

  test("an accent is the same written as one sign or as two, and a letter is not found inside it", () => {
    const doc = docOf(paragraph("a", "cafe\u0301 caf\u00e9 cafe"));
    expect(words(doc, "caf\u00e9")).toEqual(["cafe\u0301", "caf\u00e9"]);
    expect(words(doc, "cafe\u0301", { matchCase: true })).toHaveLength(2);
    expect(words(doc, "cafe")).toEqual(["cafe"]);
    // A capital whose small letter has two signs keeps the places behind it.
    expect(words(docOf(paragraph("a", "İstanbul 港")), "港")).toEqual(["港"]);
  });

  test("whole words are those of letters and digits; Chinese has no words to be cut", () => {
    const doc = docOf(paragraph("a", "AI 用AI写 MAIN AI-2 AI2 café"));
    expect(findAll(doc, query("ai", { wholeWord: true })).map((match) => match.from)).toEqual([1, 5, 14]);
    expect(words(doc, "caf", { wholeWord: true })).toEqual([]);
    expect(words(docOf(paragraph("a", "新闻记者协会")), "记者", { wholeWord: true })).toEqual(["记者"]);
    expect(words(docOf(paragraph("a", "𝐀AI")), "ai", { wholeWord: true })).toEqual([]);
  });
});

/** A view without a page: state, and what changes it. */
function desk(doc: Node, plugins: Plugin[] = []) {
  const view = {
    state: EditorState.create({ doc, plugins: [history(), finding(), ...plugins] }),
    dispatch: (change: Transaction) => { view.state = view.state.apply(change); },
  };
  const run = (command: Command) => command(view.state, view.dispatch);
  const find = () => findIn(view.state)!;
  const here = () => find().matches[find().current];
  return { view, run, find, here };
}

/** What others typed, as it arrives in a shared text: the whole is replaced. */
const arrive = (view: ReturnType<typeof desk>["view"], doc: Node) =>
  view.dispatch(view.state.tr.replace(0, view.state.doc.content.size, new Slice(doc.content, 0, 0)).setMeta("y-sync$", { isChangeOrigin: true }));

describe("walking through what was found", () => {
  const start = () => desk(docOf(paragraph("a", "一港二港三港"), paragraph("b", "四港")));

  test("begins at the cursor, goes round at both ends", () => {
    const { view, run, find } = start();
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 4)));
    run(openFind("find"));
    run(setQuery({ text: "港" }));
    expect(find()).toMatchObject({ mode: "find", current: 1 });
    for (const expected of [2, 3, 0]) {
      run(step(1, false));
      expect(find().current).toBe(expected);
    }
    run(step(-1, false));
    expect(find().current).toBe(3);
  });

  test("from the text it goes on at the cursor and selects", () => {
    const { view, run, find } = start();
    run(openFind("find"));
    run(setQuery({ text: "港" }));
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 5)));
    run(step(1, true));
    expect(find().current).toBe(2);
    expect(view.state.selection.from).toBe(6);
    run(step(-1, true));
    expect(view.state.selection.from).toBe(4);
  });

  test("selected words are searched at once; closing puts the cursor at the match", () => {
    const { view, run, find } = start();
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 3, 5)));
    run(openFind("find"));
    expect(find().query.text).toBe("二港");
    run(setQuery({ text: "四" }));
    run(chooseMatch);
    run(closeFind);
    expect(view.state.doc.textBetween(view.state.selection.from, view.state.selection.to)).toBe("四");
    expect(find()).toMatchObject({ mode: null, matches: [], current: -1 });
    expect(find().marks.find()).toEqual([]);
  });

  test("of very many matches those around the shown one are marked", () => {
    const { run, find, here } = desk(docOf(paragraph("a", "的".repeat(3_000))));
    run(openFind("find"));
    run(setQuery({ text: "的" }));
    run(step(-1, false));
    expect(here()).toEqual({ from: 3_000, to: 3_001 });
    expect(find().marks.find()).toHaveLength(1_000);
    expect(find().marks.find().some((mark) => mark.from === 3_000)).toBe(true);
  });

  test("what others type moves the matches along, and the shown one stays the shown one", () => {
    const { view, run, find, here } = start();
    run(openFind("find"));
    run(setQuery({ text: "港" }));
    run(step(1, false));
    run(step(1, false));
    const shown = find().shown;
    arrive(view, docOf(paragraph("z", "新的一段港"), paragraph("a", "一港二港三港"), paragraph("b", "四港")));
    expect(find().matches).toHaveLength(5);
    expect(view.state.doc.textBetween(here()!.from - 1, here()!.to)).toBe("三港");
    expect(find().shown).toBe(shown);
    expect(find().marks.find()).toHaveLength(5);
    arrive(view, docOf(paragraph("b", "空")));
    expect(find()).toMatchObject({ matches: [], current: -1 });
  });
});

describe("replacing", () => {
  const start = (...plugins: Plugin[]) => {
    const made = desk(docOf(paragraph("a", "百分之三十，", bold("百分"), "之三十"), paragraph("b", linked("百分之三十"), "完")), plugins);
    made.run(openFind("replace"));
    made.run(setQuery({ text: "百分之三十" }));
    return made;
  };
  const texts = (doc: Node) => doc.content.content.map((block) => block.textContent);

  test("one, and the next is shown behind the new words", () => {
    const { view, run, find, here } = start();
    run(replaceOne("百分之三十五"));
    expect(texts(view.state.doc)).toEqual(["百分之三十五，百分之三十", "百分之三十完"]);
    expect(here()).toEqual({ from: 8, to: 13 });
    expect(find().matches).toHaveLength(3);
  });

  test("all at once; each keeps the look of its first sign", () => {
    const { view, run, find } = start();
    run(replaceAll("30%"));
    expect(texts(view.state.doc)).toEqual(["30%，30%", "30%完"]);
    expect(view.state.doc.nodeAt(5)?.marks.map((mark) => mark.type.name)).toEqual(["strong"]);
    expect(view.state.doc.child(1).firstChild).toMatchObject({ text: "30%" });
    expect(view.state.doc.child(1).firstChild?.marks[0]?.attrs["href"]).toBe("https://a.example");
    expect(find()).toMatchObject({ replaced: 3, matches: [] });
    view.state.doc.check();
  });

  test("by nothing, and by words that hold what is searched", () => {
    const gone = start();
    gone.run(replaceAll(""));
    expect(texts(gone.view.state.doc)).toEqual(["，", "完"]);
    const longer = start();
    longer.run(replaceAll("约百分之三十😀"));
    expect(texts(longer.view.state.doc)).toEqual(["约百分之三十😀，约百分之三十😀", "约百分之三十😀完"]);
    expect(longer.find().matches).toHaveLength(3);
  });

  test("all is one step to undo, apart from what was typed before and after", () => {
    const { view, run } = start();
    const before = texts(view.state.doc);
    // Right beside the last and the first match, where the history would take it for the same typing.
    view.dispatch(view.state.tr.insertText("甲", 19));
    runAsOneStep(view, replaceAll("30%"));
    view.dispatch(view.state.tr.insertText("乙", 4));
    expect(texts(view.state.doc)).toEqual(["30%乙，30%", "30%甲完"]);
    run(undo);
    expect(texts(view.state.doc)).toEqual(["30%，30%", "30%甲完"]);
    run(undo);
    expect(texts(view.state.doc)).toEqual([before[0], "百分之三十甲完"]);
    run(undo);
    expect(texts(view.state.doc)).toEqual(before);
  });

  test("in a shared text the common history is parted before and behind it", () => {
    const parted: string[] = [];
    const shared = new Plugin({ key: new PluginKey("y-undo"), state: { init: () => ({ undoManager: { stopCapturing: () => parted.push(view.state.doc.textContent) } }), apply: (_change, value: object) => value } });
    const { view } = start(shared);
    const before = view.state.doc.textContent;
    runAsOneStep(view, replaceAll("x"));
    expect(parted).toEqual([before, view.state.doc.textContent]);
  });

  test("nothing is done where nothing was found", () => {
    const { view, run } = start();
    run(setQuery({ text: "没有" }));
    expect([run(replaceOne("x")), run(replaceAll("x")), run(step(1, false)), run(chooseMatch)]).toEqual([false, false, false, false]);
    expect(runAsOneStep(view, replaceAll("x"))).toBe(false);
  });
});
