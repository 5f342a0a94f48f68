import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as api from "@/api/publish";
import { story as storyQuery } from "@/api/create";
import { refetch, useWrite } from "@/api/query";
import { useCan } from "@/api/session";
import { useI18n } from "@/app/i18n";
import { Banner, Button, Drawer, Empty, Skeleton, toast, toastTrouble, Trouble } from "@/ui";
import { TargetRow } from "./TargetRow";
import styles from "./publish.module.css";

/** Where a story goes out: one row per account, each with its own state, so that one failing account holds up no other. */
export function PublishDrawer({ story, onClose }: { story: string; onClose: () => void }) {
  const { t } = useI18n();
  const can = useCan();
  const about = useQuery(storyQuery(story));
  const state = useQuery(api.publishing(story));
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const proof = state.data?.proof ?? null;
  const ready = !can("publication.publish") ? [] : state.data?.targets.filter(api.publishable) ?? [];
  const chosen = ready.filter((target) => !off.has(target.account));
  const after = () => refetch("publishing", "publications", "stories", "story", "case");
  const send = useWrite(() => api.publish(proof ?? "", chosen.map((target) => target.account)), {
    onSuccess: (answer) => toast(t("publish.sent", { n: answer.publications.length })),
    onError: (problem) => toastTrouble(t("publish.not_sent"), problem, t),
    onSettled: after,
  });
  const unsigned = state.data?.targets.some((target) => !target.signed) ?? false;
  return (
    <Drawer title={t("publish.panel")} isOpen onClose={onClose}>
      <p className={styles["drawerHead"]}>{about.data && (about.data.headline || t("story.untitled"))}</p>
      {state.isPending && <Skeleton rows={4} height={48} label={t("ui.loading")} />}
      {state.isError && <Trouble error={state.error} again={() => void state.refetch()} />}
      {state.data?.targets.length === 0 && <Empty icon="account" title={t("publish.no_account")}>{t("publish.no_account_text")}</Empty>}
      {unsigned && <Banner tone="info">{t(proof === null ? "publish.not_submitted" : "publish.not_all_signed")}</Banner>}
      <ul className={styles["targets"]}>
        {state.data?.targets.map((target) => (
          <TargetRow key={target.account} target={target} selectable={ready.includes(target)} selected={chosen.includes(target)} after={after}
            onSelect={(on) => setOff((before) => { const next = new Set(before); if (on) next.delete(target.account); else next.add(target.account); return next; })} />
        ))}
      </ul>
      {ready.length > 0 && (
        <Button look="primary" icon="publish" isDisabled={chosen.length === 0 || proof === null} isPending={send.isPending} onPress={() => send.mutate()}>{t("publish.selected", { n: chosen.length })}</Button>
      )}
    </Drawer>
  );
}
