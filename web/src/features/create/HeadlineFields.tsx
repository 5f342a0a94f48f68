import { useEffect, useRef, type ClipboardEvent, type KeyboardEvent } from "react";
import type { Document } from "@/api/types";
import { useT } from "@/app/i18n";
import { cx } from "@/lib/cx";
import { FieldPresence } from "./presence";
import styles from "./editor.module.css";

type Name = "kicker" | "headline" | "deck";
type Props = { values: Document; editable: boolean; onChange: (field: Name, value: string) => void; onPasteHeadline: (text: string) => boolean; onEnter: () => void };

/** Kicker, headline and deck stand above the text as they will stand above the article. */
export function HeadlineFields({ values, editable, onChange, onPasteHeadline, onEnter }: Props) {
  const t = useT();
  return (
    <div className={styles["heads"]}>
      <h1 className="visually-hidden">{values.headline || t("story.untitled")}</h1>
      <Line name="kicker" label={t("field.kicker")} value={values.kicker} editable={editable} onChange={onChange} />
      <Line name="headline" label={t("field.headline")} value={values.headline} editable={editable} onChange={onChange} onPaste={onPasteHeadline} onEnter={onEnter} />
      <Line name="deck" label={t("field.deck")} value={values.deck} editable={editable} onChange={onChange} onEnter={onEnter} />
    </div>
  );
}

function Line({ name, label, value, editable, onChange, onPaste, onEnter }: { name: Name; label: string; value: string; editable: boolean; onChange: (field: Name, value: string) => void; onPaste?: (text: string) => boolean; onEnter?: () => void }) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);
  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onEnter?.();
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    if (onPaste?.(event.clipboardData.getData("text/plain"))) event.preventDefault();
  };
  return (
    <FieldPresence field={name}>
      <textarea ref={box} className={cx(styles["line"], styles[name])} aria-label={label} placeholder={label} value={value} rows={1} readOnly={!editable} spellCheck
        onChange={(event) => onChange(name, event.target.value.replaceAll(/\s*\n\s*/g, " "))} onKeyDown={keyDown} onPaste={paste} />
    </FieldPresence>
  );
}
