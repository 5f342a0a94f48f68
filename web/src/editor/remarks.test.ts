import { Slice, type Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { describe, expect, test } from "vitest";
import type { BodyNode } from "@/api/types";
import { readBody } from "./createEditor";
import { placeOf, remarking, remarksKey, type Remark } from "./remarks";

const paragraph = (id: string, ...runs: (string | BodyNode)[]): BodyNode => ({ type: "paragraph", attrs: { id }, content: runs.map((run) => (typeof run === "string" ? { type: "text", text: run } : run)) });
const docOf = (...content: BodyNode[]): Node => readBody({ type: "doc", content });
const remark = (quote: string, more: Partial<Remark> = {}): Remark => ({ id: "c", anchor: "b", quote, resolved: false, ...more });

describe("the place of a comment", () => {
  const doc = docOf(paragraph("a", "下调之前"), paragraph("b", "由百分之四十下调至百分之三十"), paragraph("d", "居民出资比例"));

  test("is at its words in its block", () => {
    expect(placeOf(doc, remark("百分之三十"))).toEqual({ from: 16, to: 21 });
    expect(placeOf(doc, remark("下调"))).toEqual({ from: 13, to: 15 });
    expect(placeOf(doc, remark("四万"))).toBeNull();
    expect(placeOf(doc, remark(""))).toBeNull();
  });

  test("of words that occur twice is the one nearest to where it was", () => {
    expect(placeOf(doc, remark("百分之"))?.from).toBe(8);
    expect(placeOf(doc, remark("百分之"), 15)?.from).toBe(16);
  });

  test("is anywhere once the block is gone; while it stands only telling words are taken from elsewhere", () => {
    expect(placeOf(doc, remark("下调", { anchor: "zz" }))).toEqual({ from: 1, to: 3 });
    expect(placeOf(doc, remark("居民出资比例"))).toEqual({ from: 23, to: 29 });
    expect(placeOf(doc, remark("居民"))).toBeNull();
    expect(placeOf(docOf(paragraph("a", "居民出资比例"), paragraph("b", "空"), paragraph("d", "居民出资比例")), remark("居民出资比例"))).toBeNull();
  });

  test("runs across bold words, a line break and signs of two code units", () => {
    const mixed = docOf(paragraph("b", "😀一", { type: "text", text: "二", marks: [{ type: "strong" }] }, { type: "hard_break" }, "三"));
    expect(placeOf(mixed, remark("一二\n三"))).toEqual({ from: 3, to: 7 });
  });
});

describe("comments over a text that changes", () => {
  const start = (...content: BodyNode[]) => {
    let state = EditorState.create({ doc: docOf(...content), plugins: [remarking()] });
    const own = (change: (state: EditorState) => EditorState["tr"]) => { state = state.apply(change(state)); };
    return {
      own,
      give: (...remarks: Remark[]) => own((now) => now.tr.setMeta(remarksKey, remarks)),
      /** What others typed, as it arrives in a shared text: the whole is replaced. */
      arrive: (...later: BodyNode[]) => own((now) => now.tr.replace(0, now.doc.content.size, new Slice(docOf(...later).content, 0, 0)).setMeta("y-sync$", { isChangeOrigin: true })),
      now: () => remarksKey.getState(state)!,
      /** The words that are marked. */
      marked: () => remarksKey.getState(state)!.set.find().map(({ from, to }) => state.doc.textBetween(from, to)),
    };
  };
  const body = [paragraph("a", "开头"), paragraph("b", "居民出资比例由百分之四十下调")];

  test("stay at their words when others replace the whole text", () => {
    const desk = start(...body);
    desk.give(remark("百分之四十"));
    desk.arrive(paragraph("z", "新的一段"), ...body);
    expect(desk.marked()).toEqual(["百分之四十"]);
    desk.arrive(paragraph("z", "新的一段"), paragraph("b", "出资比例，居民的，由百分之四十下调。完"));
    expect(desk.marked()).toEqual(["百分之四十"]);
    expect(desk.now().fates.size).toBe(0);
  });

  test("that come before the shared text are found once it is there", () => {
    const desk = start({ type: "paragraph" });
    desk.give(remark("百分之四十"));
    expect(desk.now().fates.get("c")).toBe("gone");
    desk.arrive(...body);
    expect(desk.marked()).toEqual(["百分之四十"]);
    expect(desk.now().fates.size).toBe(0);
  });

  test("whose words others change stay where these were, and say so", () => {
    const desk = start(...body);
    desk.give(remark("百分之四十"));
    desk.arrive(paragraph("a", "开头"), paragraph("b", "居民出资比例由百分之三十下调"));
    expect(desk.marked()).toEqual(["百分之三十"]);
    expect(desk.now().fates.get("c")).toBe("changed");
    desk.arrive(paragraph("a", "开头"), paragraph("b", "居民出资比例由百分之四十下调"));
    expect(desk.marked()).toEqual(["百分之四十"]);
    expect(desk.now().fates.size).toBe(0);
  });

  test("whose words or block are gone mark nothing, and say which", () => {
    const desk = start(...body);
    desk.give(remark("百分之四十"));
    desk.arrive(paragraph("a", "开头"), paragraph("b", "居民出资"));
    expect(desk.marked()).toEqual([]);
    expect(desk.now().fates.get("c")).toBe("changed");
    desk.arrive(paragraph("a", "开头"));
    expect(desk.now().fates.get("c")).toBe("gone");
    desk.arrive(paragraph("a", "开头"), paragraph("q", "由百分之四十"));
    expect(desk.marked()).toEqual(["百分之四十"]);
  });

  test("follow one's own typing, splitting and undoing", () => {
    const desk = start(...body);
    desk.give(remark("百分之四十"));
    desk.own((now) => now.tr.insertText("约", 12));
    expect(desk.marked()).toEqual(["百分之四十"]);
    desk.own((now) => now.tr.insertText("五", 17));
    expect(desk.marked()).toEqual(["百分之四五十"]);
    expect(desk.now().fates.get("c")).toBe("changed");
    desk.own((now) => now.tr.delete(17, 18));
    expect(desk.now().fates.size).toBe(0);
    desk.own((now) => now.tr.split(8));
    expect(desk.marked()).toEqual(["百分之四十"]);
  });

  test("that are resolved are followed without being marked", () => {
    const desk = start(...body);
    desk.give(remark("百分之四十", { resolved: true }));
    expect(desk.marked()).toEqual([]);
    expect(desk.now().places.get("c")).toEqual({ from: 12, to: 17 });
  });

  test("tell of a change once, not at every key", () => {
    const desk = start(...body);
    desk.give(remark("没有的话"));
    const first = desk.now().fates;
    desk.own((now) => now.tr.insertText("又", 1));
    expect(desk.now().fates).toBe(first);
  });
});
