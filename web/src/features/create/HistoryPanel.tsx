import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as api from "@/api/create";
import { refetch, useWrite } from "@/api/query";
import type { Revision } from "@/api/types";
import { hasMessage, useI18n, type Key } from "@/app/i18n";
import { Badge, Button, Dialog, Empty, Skeleton, Time, toast, toastTrouble, Trouble } from "@/ui";
import { DiffView } from "@/ui/Diff";
import styles from "./editor.module.css";

export function HistoryPanel({ document, editable, restoreHere, onRestored, beforeRestore }: { document: string; editable: boolean; restoreHere?: (revision: string) => Promise<void>; onRestored: () => void; beforeRestore: () => Promise<boolean> }) {
  const { t } = useI18n();
  const list = useQuery(api.revisions(document));
  const [open, setOpen] = useState<Revision | null>(null);
  const restore = useWrite(async (revision: Revision) => {
    await beforeRestore();
    if (restoreHere) await restoreHere(revision.id);
    else await api.restoreRevision(document, revision.id);
  }, {
    onSuccess: (_answer, revision) => {
      setOpen(null);
      refetch("revisions");
      onRestored();
      toast(t("history.restored", { n: String(revision.number) }));
    },
    onError: (problem) => toastTrouble(t("history.not_restored"), problem, t),
  });
  if (list.isPending) return <Skeleton rows={5} height={40} label={t("ui.loading")} />;
  if (list.isError) return <div className={styles["panelBody"]}><Trouble error={list.error} again={() => void list.refetch()} /></div>;
  if (list.data.items.length === 0) return <Empty icon="history" title={t("history.empty")}>{t("history.empty_text")}</Empty>;
  const name = (revision: Revision) => t("history.number", { n: String(revision.number) });
  return (
    <div className={styles["panelBody"]}>
      <ol className={styles["revisions"]}>
        {list.data.items.map((revision) => (
          <li key={revision.id}>
            <button type="button" className={styles["revision"]} onClick={() => setOpen(revision)}>
              <span className={styles["revisionHead"]}>
                <strong>{name(revision)}</strong>
                {revision.proof && <Badge tone="info">{t("history.proof")}</Badge>}
                <span className="muted"><Time at={revision.at} /></span>
              </span>
              <span className="muted">{revision.by.map((each) => each.name).join(t("history.and"))} · {t(`history.reason_${revision.reason}`)} · {t("editor.words", { n: revision.words, count: String(revision.words) })}</span>
            </button>
          </li>
        ))}
      </ol>
      {open && (
        <Dialog title={t("history.title", { n: String(open.number) })} isOpen onClose={() => setOpen(null)} wide
          foot={<>
            <Button onPress={() => setOpen(null)}>{t("ui.close")}</Button>
            {editable && <Button look="primary" icon="history" isPending={restore.isPending} onPress={() => restore.mutate(open)}>{t("history.restore")}</Button>}
          </>}>
          <RevisionDiff revision={open} before={list.data.items.find((each) => each.number === open.number - 1)} />
        </Dialog>
      )}
    </div>
  );
}

function RevisionDiff({ revision, before }: { revision: Revision; before: Revision | undefined }) {
  const { t } = useI18n();
  const diff = useQuery(api.revisionDiff(revision.id, before?.id ?? null));
  if (diff.isPending) return <Skeleton rows={5} label={t("ui.loading")} />;
  if (diff.isError) return <Trouble error={diff.error} again={() => void diff.refetch()} />;
  return (
    <div className={styles["diff"]} tabIndex={0} role="region" aria-label={t("history.changes")}>
      <p className="muted">{before ? t("history.against", { n: String(before.number) }) : t("history.first")}</p>
      <DiffView diff={diff.data} fieldName={(field) => (hasMessage(`field.${field}`) ? t(`field.${field}` as Key) : field)} />
    </div>
  );
}
