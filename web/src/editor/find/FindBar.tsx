import type { Command } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { useT, type T } from "@/app/i18n";
import { Button, Field, IconButton, ToggleIcon } from "@/ui";
import { Toolbar as Bar } from "@/ui/Toolbar";
import { chooseMatch, closeFind, replaceAll, replaceOne, runAsOneStep, setMode, setQuery, step, type Find } from "./plugin";
import styles from "./find.module.css";

type Props = { view: RefObject<EditorView | null>; find: Find; editable: boolean };

/** Searches while one types, and replaces. Half-typed words of an input method are not searched, and its keys are its own. */
export function FindBar({ view, find, editable }: Props) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const byField = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  const [text, setText] = useState(find.query.text);
  const [asked, setAsked] = useState(find.asked);
  const [by, setBy] = useState("");
  const replacing = editable && find.mode === "replace";
  const { query } = find;
  const none = find.matches.length === 0;

  // Each time the bar is asked for its words are chosen before the next key arrives: a key that came first would be typed over.
  if (asked !== find.asked) {
    setAsked(find.asked);
    setText(query.text);
  }
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [find.asked]);

  const run = (command: Command) => view.current !== null && command(view.current.state, view.current.dispatch, view.current);
  const replace = (command: Command) => view.current !== null && runAsOneStep(view.current, command);
  const search = (words: string) => run(setQuery({ text: words }));
  const go = (direction: 1 | -1) => run(step(direction, false));
  const leave = () => {
    view.current?.focus();
    run(chooseMatch);
    run(closeFind);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") leave();
    else if (event.key !== "Enter" || (event.target !== field.current && event.target !== byField.current)) return;
    // With Ctrl, Enter would submit the story: not from here.
    else if (event.ctrlKey || event.metaKey) event.stopPropagation();
    else if (event.target === byField.current) replace(replaceOne(by));
    else go(event.shiftKey ? -1 : 1);
    event.preventDefault();
  };

  return (
    <div role="search" aria-label={t(replacing ? "find.replace_title" : "find.title")} className={styles["bar"]} onKeyDown={onKeyDown}>
      <div className={styles["row"]}>
        <Field label={t("find.words")} hideLabel placeholder={t("find.words")} value={text} inputRef={field} autoComplete="off" spellCheck="false" className={styles["field"] ?? ""}
          onChange={(words) => { setText(words); if (!composing.current) search(words); }}
          onCompositionStart={() => { composing.current = true; }}
          onCompositionEnd={(event) => { composing.current = false; search(event.currentTarget.value); }} />
        <span role="status" className={`num ${styles["count"] ?? ""}`} data-none={(none && query.text !== "") || undefined}>{said(find, t)}</span>
        <Bar label={t("find.tools")} className={styles["tools"]}>
          <IconButton small icon="up" label={t("find.previous")} keys="Shift-F3" isDisabled={none} onPress={() => go(-1)} />
          <IconButton small icon="down" label={t("find.next")} keys="F3" isDisabled={none} onPress={() => go(1)} />
          <ToggleIcon icon="matchCase" label={t("find.match_case")} isSelected={query.matchCase} onChange={(matchCase) => run(setQuery({ matchCase }))} />
          <ToggleIcon icon="wholeWord" label={t("find.whole_word")} isSelected={query.wholeWord} onChange={(wholeWord) => run(setQuery({ wholeWord }))} />
          {editable && <ToggleIcon icon="replace" label={t("find.replace_title")} isSelected={replacing} onChange={(on) => run(setMode(on ? "replace" : "find"))} />}
          <IconButton small icon="close" label={t("find.close")} keys="Escape" onPress={leave} />
        </Bar>
      </div>
      {replacing && (
        <div className={styles["row"]}>
          <Field label={t("find.by")} hideLabel placeholder={t("find.by")} value={by} onChange={setBy} inputRef={byField} autoComplete="off" spellCheck="false" className={styles["field"] ?? ""} />
          <Button small isDisabled={none} onPress={() => replace(replaceOne(by))}>{t("find.replace")}</Button>
          <Button small isDisabled={none} onPress={() => replace(replaceAll(by))}>{t("find.replace_all")}</Button>
        </div>
      )}
    </div>
  );
}

function said({ query, matches, current, replaced }: Find, t: T): string {
  if (replaced > 0) return t("find.replaced", { n: replaced });
  if (query.text === "") return "";
  return matches.length === 0 ? t("find.none") : t("find.count", { at: current + 1, count: matches.length });
}
