import { useQuery } from "@tanstack/react-query";
import * as api from "@/api/publish";
import { refetch, useWrite } from "@/api/query";
import { useCan } from "@/api/session";
import { Held } from "@/app/Held";
import { useI18n } from "@/app/i18n";
import { publicationName, publicationTone } from "@/app/publicationState";
import { drawerUrl } from "@/app/search";
import { useShortcuts } from "@/app/shortcuts/use";
import { useUrl } from "@/app/url";
import { Badge, Button, buttonClass, Icon, IconButton, toastTrouble } from "@/ui";
import styles from "./review.module.css";

/** Stands where "Sign" stood. Publishing is never shown as done before the server says so. */
export function PublishHere({ story, proof }: { story: string; proof: string }) {
  const { t } = useI18n();
  const [, setDrawer] = useUrl(drawerUrl);
  const can = useCan();
  const allowed = can("publication.publish");
  const state = useQuery(api.publishing(story));
  const target = state.data?.targets.find((each) => each.kind === "site") ?? state.data?.targets[0];
  const send = useWrite(() => api.publish(proof, target ? [target.account] : []), {
    onError: (problem) => toastTrouble(t("publish.not_sent"), problem, t),
    onSettled: () => refetch("publishing", "publications", "stories", "case"),
  });
  const busy = send.isPending || (target !== undefined && api.underWay(target.state));
  const newest = state.data?.proof === proof;
  const waiting = allowed && target !== undefined && api.publishable(target) && (newest || target.state !== "live");
  const until = target ? api.heldUntil(target) : null;
  const run = () => waiting && !busy && send.mutate();
  useShortcuts("review", { publish: run });
  return (
    <div className={styles["decision"]} aria-live="polite">
      {target && target.state !== "none" && <Badge tone={publicationTone(target.state)}>{t(publicationName(target.state))}</Badge>}
      {target?.state === "live" && target.url && (
        <a href={target.url} target="_blank" rel="noopener" className={buttonClass({ look: waiting ? "normal" : "primary" })}><Icon name="external" size={16} />{t("publish.see_live")}</a>
      )}
      {target && target.state !== "live" && !allowed && <p className={styles["why"]}>{t("publish.not_yours")}</p>}
      {until && target?.publication && <Held publication={target.publication} account={target.account_name} until={until} hold={target.hold_s} />}
      {target && !until && allowed && (target.state !== "live" || waiting) && (
        <Button look="primary" icon="publish" onPress={run} isDisabled={!waiting && !busy} isPending={busy}>
          {target.state === "failed" ? t("publish.again") : t(target.state === "live" ? "publish.newer_to" : "publish.to", { account: target.account_name })}
        </Button>
      )}
      {target && !target.open && <p className={styles["why"]}>{t("publish.paused")}</p>}
      {state.isSuccess && !target && <p className={styles["why"]}>{t("publish.no_account")}</p>}
      {state.isError && <Button icon="refresh" onPress={() => void state.refetch()}>{t("ui.try_again")}</Button>}
      <IconButton icon="more" label={t("publish.panel")} onPress={() => setDrawer({ publish: story }, true)} />
    </div>
  );
}
