import { useState } from "react";
import * as api from "@/api/publish";
import { useWrite } from "@/api/query";
import type { Target } from "@/api/types";
import { useCan } from "@/api/session";
import { Held } from "@/app/Held";
import { hasMessage, useI18n } from "@/app/i18n";
import { publicationName, publicationTone } from "@/app/publicationState";
import { Badge, Button, Icon, Time, toastTrouble } from "@/ui";
import { Checkbox } from "@/ui/Choice";
import { RetractDialog } from "./RetractDialog";
import styles from "./publish.module.css";

type Props = { target: Target; selectable: boolean; selected: boolean; onSelect: (on: boolean) => void; after: () => void };

export function TargetRow({ target, selectable, selected, onSelect, after }: Props) {
  const { t } = useI18n();
  const can = useCan();
  const [asking, setAsking] = useState(false);
  const until = api.heldUntil(target);
  const retry = useWrite((id: string) => api.retry(id), { onSettled: after, onError: (problem) => toastTrouble(t("publish.not_sent"), problem, t) });
  return (
    <li className={styles["target"]}>
      <div className={styles["targetHead"]}>
        {selectable ? <Checkbox isSelected={selected} onChange={onSelect}><strong>{target.account_name}</strong></Checkbox> : <strong>{target.account_name}</strong>}
        <Badge tone={publicationTone(target.state)}>{t(publicationName(target.state))}</Badge>
      </div>
      <div className={styles["targetSub"]}>
        <span>{t(target.signed ? "publish.signed" : "publish.unsigned")}</span>
        {target.at && <Time at={target.at} />}
        {target.part && <code>{target.part.slice(0, 8)}</code>}
      </div>
      {!target.open && <p className="muted">{t("publish.paused")}</p>}
      {target.state === "live" && api.publishable(target) && <p className="muted">{t("publish.newer")}</p>}
      {target.error && <p className={styles["error"]}>{explainCode(target.error, t)}</p>}
      <div className={styles["targetActions"]}>
        {target.url && target.state === "live" && <a href={target.url} target="_blank" rel="noopener"><Icon name="external" size={14} /> {t("publish.see_live")}</a>}
        {target.publication && (target.state === "failed" || target.state === "unknown") && can("publication.publish") && <Button small icon="refresh" isPending={retry.isPending} onPress={() => retry.mutate(target.publication!)}>{t("publish.again")}</Button>}
        {until && target.publication && <Held publication={target.publication} account={target.account_name} until={until} hold={target.hold_s} />}
        {target.publication && target.state === "live" && can("publication.retract") && <Button small look="danger" icon="retract" onPress={() => setAsking(true)}>{t("publish.retract")}</Button>}
      </div>
      {asking && target.publication && <RetractDialog publication={target.publication} account={target.account_name} onClose={() => setAsking(false)} onDone={() => { setAsking(false); after(); }} />}
    </li>
  );
}

export function explainCode(code: string, t: ReturnType<typeof useI18n>["t"]): string {
  const key = `problem.${code}`;
  return hasMessage(key) ? t(key) : t("publish.failed_with", { code });
}
