import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as api from "@/api/create";
import { asProblem } from "@/api/problem";
import type { PreviewIssue } from "@/api/types";
import { hasMessage, useT, type Key, type T } from "@/app/i18n";
import { Banner, Button, Dialog, explainIssue, IconButton, Skeleton, Trouble } from "@/ui";
import { PageFrame } from "@/ui/PageFrame";
import styles from "./editor.module.css";

type Props = { document: string; settle: () => Promise<boolean> };

/** The page as the server makes it of what stands now, byte for byte as a proof would hold it, and what keeps it from becoming one. */
export function PreviewButton(props: Props) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="eye" label={t("editor.preview")} onPress={() => setOpen(true)} />
      <Dialog title={t("editor.preview")} isOpen={isOpen} onClose={() => setOpen(false)} wide><Preview {...props} /></Dialog>
    </>
  );
}

function Preview({ document, settle }: Props) {
  const t = useT();
  // Made anew each time it is opened. Without a network it is tried all the same, to say so, and again when the network is back.
  const made = useQuery({
    queryKey: ["preview", document],
    queryFn: async () => {
      const saved = await settle();
      return { saved, page: await api.loadPreview(document) };
    },
    gcTime: 0, staleTime: Infinity, retry: false, networkMode: "always", refetchOnReconnect: true, refetchOnWindowFocus: false,
  });
  if (made.isFetching) return <div className={styles["wait"]}><Skeleton rows={9} label={t("preview.loading")} /></div>;
  if (made.isError) return <NoPreview error={made.error} again={() => void made.refetch()} />;
  if (!made.data) return null;
  const { saved, page } = made.data;
  return (
    <>
      {!saved && <Banner tone="warn">{t("preview.unsaved")}</Banner>}
      <Issues issues={page.issues} />
      <PageFrame html={page.html} title={page.headline || t("story.untitled")} />
    </>
  );
}

function NoPreview({ error, again }: { error: Error; again: () => void }) {
  const t = useT();
  if (!asProblem(error).offline) return <Trouble error={error} again={again} />;
  return <Banner tone="bad" sub={t("problem.safe")} actions={<Button small icon="refresh" onPress={again}>{t("ui.try_again")}</Button>}>{t("preview.offline")}</Banner>;
}

function Issues({ issues }: { issues: PreviewIssue[] }) {
  const t = useT();
  if (issues.length === 0) return <Banner tone="ok">{t("preview.clear")}</Banner>;
  return (
    <section className={styles["issues"]} aria-label={t("preview.issues")}>
      <h3>{t("preview.issues")}</h3>
      <ul>{issues.map((issue) => <li key={`${issue.pointer} ${issue.code}`}><strong>{placeOf(issue.pointer, t)}</strong><span>{explainIssue(issue, t)}</span></li>)}</ul>
    </section>
  );
}

/** "/body/content/3/attrs/alt" is about the fourth block of the text. */
function placeOf(pointer: string, t: T): string {
  const [field = "", , block] = pointer.slice(1).split("/");
  const name = hasMessage(`field.${field}`) ? t(`field.${field}` as Key) : field;
  return field === "body" && block !== undefined ? t("preview.block", { field: name, n: Number(block) + 1 }) : name;
}
