import { useState } from "react";
import type { BodyNode } from "@/api/types";
import { useT } from "@/app/i18n";
import type { Conflict } from "@/editor/saver";
import { wordRuns } from "@/lib/diff";
import { Button, Dialog, Field } from "@/ui";
import { Runs } from "@/ui/Diff";
import styles from "./editor.module.css";

const plain = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(String).join(" ");
  return textOf(value as BodyNode | null);
};

function textOf(node: BodyNode | null): string {
  if (!node) return "";
  if (node.text) return node.text;
  const inner = (node.content ?? []).map(textOf).join("");
  return node.type === "doc" || node.type === "text" ? inner : `${inner}\n`;
}

/** Two people changed the same field. Both versions are shown against what it was; the person decides, nothing is lost. */
export function ConflictDialog({ conflict, onResolve }: { conflict: Conflict; onResolve: (value: unknown) => void }) {
  const t = useT();
  const editable = typeof conflict.mine === "string";
  const [merged, setMerged] = useState(plain(conflict.mine));
  const base = plain(conflict.base);
  return (
    <Dialog title={t("conflict.title", { field: t(`field.${conflict.field}`) })} isOpen onClose={() => {}} sticky wide alert
      foot={
        <>
          <Button onPress={() => onResolve(conflict.theirs)}>{t("conflict.take_theirs")}</Button>
          {editable && merged !== conflict.mine ? (
            <Button look="primary" onPress={() => onResolve(merged)}>{t("conflict.take_merged")}</Button>
          ) : (
            <Button look="primary" onPress={() => onResolve(conflict.mine)}>{t("conflict.keep_mine")}</Button>
          )}
        </>
      }>
      <p>{t("conflict.text")}</p>
      <div className={styles["versions"]}>
        <section><h3>{t("conflict.mine")}</h3><div className={styles["version"]} tabIndex={0} role="group" aria-label={t("conflict.mine")}><Runs runs={wordRuns(base, plain(conflict.mine))} /></div></section>
        <section><h3>{t("conflict.theirs")}</h3><div className={styles["version"]} tabIndex={0} role="group" aria-label={t("conflict.theirs")}><Runs runs={wordRuns(base, plain(conflict.theirs))} /></div></section>
      </div>
      {editable && <Field label={t("conflict.merged")} value={merged} onChange={setMerged} lines={2} />}
    </Dialog>
  );
}
