import type { Command, EditorState } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { useState, type RefObject } from "react";
import { useT } from "@/app/i18n";
import { IconButton, MenuButton, Select, ToggleIcon } from "@/ui";
import { Toolbar as Bar } from "@/ui/Toolbar";
import { blockKind, figureAt, hasMark, insertRule, insertTable, inside, linkRange, setBlock, setFigure, setLink, setMark, toggleList, toggleQuote, type BlockKind } from "./commands";
import { LinkDialog, PictureDialog } from "./Dialogs";
import styles from "./editor.module.css";

type Props = { view: RefObject<EditorView | null>; state: EditorState | null; history: { undo: Command; redo: Command }; onFind: () => void; onComment: () => void };

export function Toolbar({ view, state, history, onFind, onComment }: Props) {
  const t = useT();
  const [asking, setAsking] = useState<"link" | "picture" | null>(null);
  if (!state) return <div className={styles["toolbar"]} style={{ minHeight: 41 }} />;
  // Menus and dialogs hand the focus back to their button when they are gone; whoever writes wants it in the text.
  const refocus = () => {
    view.current?.focus();
    requestAnimationFrame(() => requestAnimationFrame(() => !view.current?.hasFocus() && view.current?.focus()));
  };
  const run = (command: Command) => () => {
    const now = view.current;
    if (!now) return;
    command(now.state, now.dispatch, now);
    refocus();
  };
  const answered = () => {
    setAsking(null);
    refocus();
  };
  const can = (command: Command) => command(state, undefined, view.current ?? undefined);
  const inTable = inside(state, "table");
  const kinds: { value: BlockKind; label: string }[] = [
    { value: "paragraph", label: t("editor.paragraph") }, { value: "h2", label: t("editor.heading2") }, { value: "h3", label: t("editor.heading3") }, { value: "h4", label: t("editor.heading4") },
  ];
  return (
    <>
      <Bar label={t("editor.tools")} className={styles["toolbar"]}>
        <Select label={t("editor.block")} hideLabel value={blockKind(state)} options={kinds} onChange={(kind) => run(setBlock(kind))()} className={styles["kind"] ?? ""} />
        <span className={styles["gap"]} />
        <ToggleIcon icon="bold" label={t("editor.bold")} isSelected={hasMark(state, "strong")} onChange={run(setMark("strong"))} />
        <ToggleIcon icon="italic" label={t("editor.italic")} isSelected={hasMark(state, "em")} onChange={run(setMark("em"))} />
        <ToggleIcon icon="link" label={t("editor.link")} isSelected={hasMark(state, "link")} onChange={() => setAsking("link")} />
        <span className={styles["gap"]} />
        <ToggleIcon icon="list" label={t("editor.bullets")} isSelected={inside(state, "bullet_list")} onChange={run(toggleList("bullet_list"))} />
        <ToggleIcon icon="numbers" label={t("editor.numbers")} isSelected={inside(state, "ordered_list")} onChange={run(toggleList("ordered_list"))} />
        <ToggleIcon icon="quote" label={t("editor.quote")} isSelected={inside(state, "blockquote")} onChange={run(toggleQuote)} />
        <IconButton small icon="rule" label={t("editor.rule")} onPress={run(insertRule)} />
        <IconButton small icon="picture" label={t("editor.picture")} on={figureAt(state) !== null} onPress={() => setAsking("picture")} />
        {inTable ? (
          <MenuButton label={t("editor.table")} placement="bottom start" trigger={<IconButton small icon="tableGrid" on label={t("editor.table")} />} entries={[
            { id: "row", label: t("editor.add_row"), icon: "plus", run: run(addRowAfter) },
            { id: "column", label: t("editor.add_column"), icon: "plus", run: run(addColumnAfter) },
            { rule: "cut" },
            { id: "no_row", label: t("editor.cut_row"), icon: "minus", run: run(deleteRow) },
            { id: "no_column", label: t("editor.cut_column"), icon: "minus", run: run(deleteColumn) },
            { id: "no_table", label: t("editor.cut_table"), icon: "trash", bad: true, run: run(deleteTable) },
          ]} />
        ) : (
          <IconButton small icon="tableGrid" label={t("editor.insert_table")} onPress={run(insertTable(3, 3))} />
        )}
        <span className={styles["gap"]} />
        <IconButton small icon="undo" label={t("editor.undo")} keys="Mod-z" isDisabled={!can(history.undo)} onPress={run(history.undo)} />
        <IconButton small icon="redo" label={t("editor.redo")} keys="Mod-y" isDisabled={!can(history.redo)} onPress={run(history.redo)} />
        <span className={styles["gap"]} />
        <IconButton small icon="search" label={t("find.title")} keys="Mod-f" onPress={onFind} />
        <IconButton small icon="comment" label={t("editor.comment")} keys="Mod-Alt-m" onPress={onComment} />
      </Bar>
      {asking === "link" && <LinkDialog href={linkRange(state).href} onClose={answered} onDone={(href) => { setAsking(null); run(setLink(href))(); }} />}
      {asking === "picture" && <PictureDialog picture={figureAt(state)?.picture ?? null} onClose={answered} onDone={(picture) => { setAsking(null); run(setFigure(picture))(); }} />}
    </>
  );
}
