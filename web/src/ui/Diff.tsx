import type { Diff as DiffData, Run } from "@/api/types";
import { useT, type Key } from "@/app/i18n";
import { foldSame } from "@/lib/diff";
import styles from "./display.module.css";

export function Runs({ runs }: { runs: Run[] }) {
  const t = useT();
  return runs.map((run, i) => {
    if (run.op === "added") return <ins key={i}><span className="visually-hidden">{t("diff.added_start")} </span>{run.text}<span className="visually-hidden"> {t("diff.end")}</span></ins>;
    if (run.op === "removed") return <del key={i}><span className="visually-hidden">{t("diff.removed_start")} </span>{run.text}<span className="visually-hidden"> {t("diff.end")}</span></del>;
    return <span key={i}>{run.text}</span>;
  });
}

/** A difference made by the server: changed blocks with their neighbours, the untouched middle folded away. */
export function DiffView({ diff, fieldName }: { diff: DiffData; fieldName: (name: string) => string }) {
  const t = useT();
  const changed = diff.fields.filter((field) => field.runs.some((run) => run.op !== "same"));
  if (changed.length === 0 && diff.blocks.every((block) => block.op === "same")) return <p className="muted">{t("diff.none")}</p>;
  return (
    <div className={styles["diff"]}>
      {changed.map((field) => (
        <div key={field.name} className={styles["diffBlock"]} data-op="changed">
          <div className={styles["diffField"]}>{fieldName(field.name)}</div>
          <Runs runs={field.runs} />
        </div>
      ))}
      {foldSame(diff.blocks).map((piece, i) =>
        piece.kind === "folded" ? (
          <div key={`fold${i}`} className={styles["diffSkip"]}>{t("diff.folded", { n: piece.count })}</div>
        ) : (
          <div key={`${piece.block.id}${i}`} className={styles["diffBlock"]} data-op={piece.block.op} data-type={piece.block.type}>
            <Runs runs={piece.block.runs} />
          </div>
        ),
      )}
    </div>
  );
}

export const opName: Record<"added" | "removed" | "changed", Key> = { added: "diff.added", removed: "diff.removed", changed: "diff.changed" };
