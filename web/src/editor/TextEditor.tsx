import { undo, redo } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import { Selection, TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import type { BodyNode } from "@/api/types";
import { currentLocale, t } from "@/app/i18n";
import { createEditor, readBody, type Shared } from "./createEditor";
import { FindBar } from "./find/FindBar";
import { findIn } from "./find/plugin";
import { useFindKeys } from "./find/useFindKeys";
import { paragraphsOf } from "./paste";
import { placeOf, remarksKey, type Fate, type Remark } from "./remarks";
import "./text.css";
import { Toolbar } from "./Toolbar";
import styles from "./editor.module.css";

export type EditorHandle = {
  focus: () => void; text: () => string; replace: (body: BodyNode | null) => void; append: (text: string) => void;
  selection: () => { anchor: string; quote: string } | null; show: (remark: Remark) => void;
};
type Props = {
  handle: Ref<EditorHandle>; body: BodyNode | null; editable: boolean; fresh: boolean; remarks: Remark[]; onFates: (fates: ReadonlyMap<string, Fate>) => void; shared?: Shared;
  onChange: (doc: Node) => void; offerHeadline: (headline: string) => boolean; onComment: () => void;
};

export function TextEditor({ handle, body, editable, fresh, remarks, onFates, shared, onChange, offerHeadline, onComment }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const calls = useRef({ onChange, offerHeadline });
  const [state, setState] = useState<EditorState | null>(null);
  useEffect(() => {
    calls.current = { onChange, offerHeadline };
  });

  useEffect(() => {
    const made = createEditor({
      place: place.current!, body, editable, ...(shared && { shared }), label: t("editor.body"), hintText: () => t("editor.body_hint"), language: currentLocale(),
      changed: (next, textChanged) => {
        setState(next);
        if (textChanged) calls.current.onChange(next.doc);
      },
      offerHeadline: (headline) => calls.current.offerHeadline(headline),
    });
    view.current = made;
    setState(made.state);
    if (fresh) made.focus();
    return () => {
      made.destroy();
      view.current = null;
    };
    // The text is read once: later changes come through the handle.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shared, editable]);

  useEffect(() => {
    const now = view.current;
    now?.dispatch(now.state.tr.setMeta(remarksKey, remarks));
  }, [remarks, shared, editable]);

  const fates = state && remarksKey.getState(state)?.fates;
  useEffect(() => {
    if (fates) onFates(fates);
  }, [fates, onFates]);

  useImperativeHandle(handle, () => ({
    focus: () => view.current?.focus(),
    text: () => view.current?.state.doc.textBetween(0, view.current.state.doc.content.size, "\n", "\n") ?? "",
    replace: (next) => {
      const now = view.current;
      if (!now) return;
      const doc = readBody(next);
      const start = now.state.doc.content.findDiffStart(doc.content);
      if (start === null) return;
      const end = now.state.doc.content.findDiffEnd(doc.content)!;
      const overlap = Math.max(0, start - Math.min(end.a, end.b));
      const change = now.state.tr.replace(start, end.a + overlap, doc.slice(start, end.b + overlap));
      now.dispatch(change.setMeta("addToHistory", false).setMeta("remote", true));
    },
    append: (text) => {
      const now = view.current;
      if (!now) return;
      const blocks = paragraphsOf(text);
      const { doc } = now.state;
      const change = doc.textContent === "" ? now.state.tr.replaceWith(0, doc.content.size, blocks) : now.state.tr.insert(doc.content.size, blocks);
      now.dispatch(change.setSelection(Selection.atEnd(change.doc)).scrollIntoView());
      now.focus();
    },
    selection: () => {
      const now = view.current;
      if (!now) return null;
      const { $from, from, to } = now.state.selection;
      const anchor: unknown = $from.parent.attrs["id"];
      if (typeof anchor !== "string") return null;
      return { anchor, quote: [...now.state.doc.textBetween(from, Math.min(to, $from.end()))].slice(0, 300).join("") };
    },
    show: (remark) => {
      const now = view.current;
      const found = now && (remarksKey.getState(now.state)?.places.get(remark.id) ?? placeOf(now.state.doc, remark));
      if (now && found) {
        now.dispatch(now.state.tr.setSelection(TextSelection.create(now.state.doc, found.from, found.to)).scrollIntoView());
        now.focus();
        return;
      }
      now?.dom.querySelector(`[data-id="${CSS.escape(remark.anchor)}"]`)?.scrollIntoView({ block: "center" });
    },
  }));

  const openFind = useFindKeys(view, editable);
  const find = state && findIn(state);
  return (
    <>
      <div className={styles["bars"]}>
        {editable && <Toolbar view={view} state={state} history={shared ?? { undo, redo }} onFind={openFind} onComment={onComment} />}
        {find?.mode && <FindBar view={view} find={find} editable={editable} />}
      </div>
      <div ref={place} className={styles["text"]} />
    </>
  );
}
