import { useState } from "react";
import * as api from "@/api/review";
import { refetch, useWrite } from "@/api/query";
import type { CasePart, ReviewCaseFull } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { useShortcuts } from "@/app/shortcuts/use";
import { Button, Dialog, Field, toast, toastTrouble } from "@/ui";
import { PublishHere } from "./PublishHere";
import { reason } from "./queue";
import styles from "./review.module.css";

/** One place for what happens next: return or sign, and once everything is signed, publish. */
export function Decision({ reviewed, part }: { reviewed: ReviewCaseFull; part: CasePart | undefined }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const after = () => refetch("case", "cases", "publishing", "stories", "story");
  const sign = useWrite(() => api.sign(reviewed.id, part?.hash ?? "", ""), {
    onSuccess: (answer) => {
      toast(t(answer.state === "signed" ? "review.all_signed" : "review.signed_level"));
      after();
    },
    onError: (problem) => {
      toastTrouble(t("review.not_signed"), problem, t);
      after();
    },
  });
  const open = reviewed.state === "open";
  const able = open && reviewed.can_sign && part !== undefined;
  const why = able ? null : reason(reviewed, t);
  useShortcuts("review", {
    ...(able && { sign: () => !sign.isPending && sign.mutate() }),
    ...(open && reviewed.can_sign && { send_back: () => setAsking(true) }),
  });
  if (reviewed.state === "signed") return <PublishHere story={reviewed.story} proof={reviewed.proof} />;
  return (
    <div className={styles["decision"]}>
      {why && <p className={styles["why"]} id="why-not">{why}</p>}
      <Button icon="back" onPress={() => setAsking(true)} isDisabled={!(open && reviewed.can_sign)}>{t("review.return")}</Button>
      <Button look="ok" icon="sign" onPress={() => sign.mutate()} isDisabled={!able} isPending={sign.isPending} {...(why && { "aria-describedby": "why-not" })}>{t("review.sign")}</Button>
      {asking && <ReturnDialog id={reviewed.id} onClose={() => setAsking(false)} onDone={() => { setAsking(false); after(); }} />}
    </div>
  );
}

function ReturnDialog({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const write = useWrite(() => api.sendBack(id, text.trim()), {
    onSuccess: () => {
      toast(t("review.returned_done"));
      onDone();
    },
    onError: (problem) => toastTrouble(t("review.not_returned"), problem, t),
  });
  const send = () => {
    setTried(true);
    if (text.trim() !== "") write.mutate();
  };
  return (
    <Dialog title={t("review.return_title")} isOpen onClose={onClose} foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="primary" icon="back" isPending={write.isPending} onPress={send}>{t("review.return")}</Button></>}>
      <Field label={t("review.reason")} hint={t("review.reason_hint")} value={text} onChange={setText} lines={4} autoFocus error={tried && text.trim() === "" ? t("invalid.required") : undefined} />
    </Dialog>
  );
}
