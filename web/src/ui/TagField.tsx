import { useId, useState, type KeyboardEvent } from "react";
import { Button, Label, Tag, TagGroup, TagList } from "react-aria-components";
import { useT } from "@/app/i18n";
import { Icon } from "./icons";
import styles from "./controls.module.css";

/** Splits what was typed or pasted into tags: blanks, commas of both scripts and # part them. */
export function splitTags(text: string): string[] {
  return text.split(/[\s,，、;；#＃]+/u).filter((each) => each !== "");
}

export function TagField({ label, value, onChange, placeholder, isDisabled = false }: { label: string; value: string[]; onChange: (tags: string[]) => void; placeholder?: string; isDisabled?: boolean }) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState("");
  const add = (typed: string) => {
    const fresh = splitTags(typed).filter((each, i, all) => !value.includes(each) && all.indexOf(each) === i);
    if (fresh.length > 0) onChange([...value, ...fresh]);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" || event.key === "," || event.key === "，") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && value.length > 0) onChange(value.slice(0, -1));
  };
  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={styles["label"]}>{label}</label>
      <div className={styles["tags"]}>
        {value.length > 0 && (
          <TagGroup aria-label={label} onRemove={(keys) => onChange(value.filter((each) => !keys.has(each)))} className={styles["tagList"] ?? ""}>
            <Label className="visually-hidden">{label}</Label>
            <TagList className={styles["tagList"] ?? ""}>
              {value.map((each) => (
                <Tag key={each} id={each} textValue={each} className={styles["tag"] ?? ""} isDisabled={isDisabled}>
                  #{each}
                  <Button slot="remove" aria-label={t("ui.remove", { name: each })} className={styles["tagRemove"] ?? ""}><Icon name="close" size={12} /></Button>
                </Tag>
              ))}
            </TagList>
          </TagGroup>
        )}
        <input id={id} className={styles["tagInput"]} value={text} placeholder={value.length === 0 ? placeholder : ""} disabled={isDisabled}
          onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} onBlur={() => add(text)} />
      </div>
    </div>
  );
}
