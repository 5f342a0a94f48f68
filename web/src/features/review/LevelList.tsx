import { useEffect, useRef, useState } from "react";
import type { Level } from "@/api/types";
import { hasMessage, useT, type Key } from "@/app/i18n";
import { Button, Field, IconButton, Select } from "@/ui";
import { freshKey, levelRights, longestName, mostLevels, moveLevel, nameTrouble, nextRight } from "./levels";
import styles from "./policies.module.css";

type Props = { levels: Level[]; onChange: (levels: Level[]) => void; tried: boolean; errorOf: (field: string) => string | undefined };

/** The levels in their order: name, right, up, down, away. What moves keeps the focus and says where it is now. */
export function LevelList({ levels, onChange, tried, errorOf }: Props) {
  const t = useT();
  const box = useRef<HTMLOListElement>(null);
  const focus = useRef<string | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!focus.current) return;
    const wanted = box.current?.querySelector<HTMLElement>(focus.current);
    focus.current = null;
    // At either end the button that was pressed has nothing more to do: the other one takes over.
    (wanted?.matches(":disabled") ? wanted.closest("[data-level]")?.querySelector<HTMLElement>("[data-move] button:not(:disabled)") : wanted)?.focus();
  }, [levels]);

  const set = (at: number, change: Partial<Level>) => onChange(levels.map((level, i) => (i === at ? { ...level, ...change } : level)));
  const move = (at: number, by: -1 | 1) => {
    focus.current = `[data-level="${levels[at]!.key}"] [data-move="${by}"] button`;
    setSaid(t("policies.moved", { name: levels[at]!.name || t("policies.unnamed"), n: at + by + 1 }));
    onChange(moveLevel(levels, at, by));
  };
  const add = () => {
    const key = freshKey(levels);
    focus.current = `[data-level="${key}"] input`;
    onChange([...levels, { key, name: "", right: nextRight(levels) }]);
  };
  const drop = (at: number) => {
    const near = levels[at + 1] ?? levels[at - 1];
    focus.current = near ? `[data-level="${near.key}"] input` : null;
    setSaid(t("policies.dropped", { name: levels[at]!.name || t("policies.unnamed") }));
    onChange(levels.filter((_, i) => i !== at));
  };
  const wrong = (at: number): string | undefined => {
    const trouble = tried ? nameTrouble(levels[at]!.name) : null;
    return errorOf(`levels/${at}/name`) ?? (trouble ? t(`invalid.${trouble}`, { max: longestName }) : undefined);
  };
  const rights = (own: string) => [...new Set<string>([...levelRights, own])].map((right) => ({ value: right, label: hasMessage(`right.${right}`) ? t(`right.${right}` as Key) : right }));

  return (
    <fieldset className={styles["levels"]}>
      <legend>{t("review.levels")}</legend>
      <ol ref={box} className={styles["list"]}>
        {levels.map((level, i) => {
          const name = level.name || t("policies.unnamed");
          return (
            <li key={level.key} data-level={level.key} className={styles["level"]}>
              <span className={`num ${styles["number"] ?? ""}`} aria-hidden="true">{i + 1}</span>
              <Field label={t("policies.level_name", { n: i + 1 })} hideLabel placeholder={t("policies.level_hint")} value={level.name} onChange={(text) => set(i, { name: text })} error={wrong(i)} className={styles["name"] ?? ""} />
              <Select label={t("policies.level_right", { n: i + 1 })} hideLabel value={level.right} options={rights(level.right)} onChange={(right) => set(i, { right })} error={errorOf(`levels/${i}/right`)} className={styles["right"] ?? ""} />
              <span className={styles["moves"]}>
                <span data-move="-1"><IconButton small icon="up" label={t("policies.up", { name })} isDisabled={i === 0} onPress={() => move(i, -1)} /></span>
                <span data-move="1"><IconButton small icon="down" label={t("policies.down", { name })} isDisabled={i === levels.length - 1} onPress={() => move(i, 1)} /></span>
                <IconButton small icon="trash" label={t("policies.drop", { name })} isDisabled={levels.length === 1} onPress={() => drop(i)} />
              </span>
            </li>
          );
        })}
      </ol>
      {errorOf("levels") && <p className={styles["wrong"]}>{errorOf("levels")}</p>}
      <Button small icon="plus" isDisabled={levels.length >= mostLevels} onPress={add}>{t("policies.add_level")}</Button>
      <span role="status" className="visually-hidden">{said}</span>
    </fieldset>
  );
}
