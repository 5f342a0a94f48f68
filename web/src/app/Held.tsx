import { useEffect, useState } from "react";
import * as api from "@/api/publish";
import { refetch, useWrite } from "@/api/query";
import { useCan } from "@/api/session";
import { Button, toast, toastTrouble } from "@/ui";
import { useT } from "./i18n";
import styles from "./held.module.css";

/** What waits for its hold to end: how long still, and the way back. `hold` bounds what a wrong clock can make of it. */
export function Held({ publication, account, until, hold }: { publication: string; account: string; until: string; hold: number }) {
  const t = useT();
  const can = useCan();
  const left = () => Math.min(hold, Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1_000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
  });
  const cancel = useWrite(() => api.cancel(publication), {
    onSuccess: () => toast(t("publish.cancelled", { account })),
    onError: (problem) => toastTrouble(t("publish.not_cancelled"), problem, t),
    onSettled: () => refetch("publishing", "publications", "stories", "case"),
  });
  return (
    <span className={styles["held"]}>
      <span className="num">{t("publish.goes_out", { n: seconds })}</span>
      {can("publication.publish") && <Button small icon="undo" isPending={cancel.isPending} onPress={() => cancel.mutate()}>{t("publish.cancel")}</Button>}
    </span>
  );
}
