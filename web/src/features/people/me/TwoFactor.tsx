import { useState, type FormEvent } from "react";
import { beginTotp, confirmTotp, removeTotp } from "@/api/people";
import { useWrite } from "@/api/query";
import { reloadSession, useSession } from "@/api/session";
import { useT } from "@/app/i18n";
import { Badge, Banner, Button, Dialog, explain, explainField, Field, toast, toastTrouble } from "@/ui";
import { QrCode } from "./QrCode";
import styles from "../people.module.css";

export function TwoFactor() {
  const t = useT();
  const { user } = useSession();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [removing, setRemoving] = useState(false);
  const begin = useWrite(() => beginTotp(), { onError: (problem) => toastTrouble(t("totp.not_begun"), problem, t) });
  const done = (fresh: string[]) => {
    setCodes(fresh);
    begin.reset();
    void reloadSession();
  };
  return (
    <section className={styles["section"]}>
      <h2>{t("people.two_factor")} {user?.two_factor && <Badge tone="ok" icon="check">{t("people.on")}</Badge>}</h2>
      <p>{t("totp.intro")}</p>
      {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      {!user?.two_factor && !begin.data && !codes && <div><Button look="primary" isPending={begin.isPending} onPress={() => begin.mutate()}>{t("totp.begin")}</Button></div>}
      {begin.data && <Setup secret={begin.data.secret} uri={begin.data.uri} onDone={done} onCancel={() => begin.reset()} />}
      {user?.two_factor && !codes && <div><Button look="danger" onPress={() => setRemoving(true)}>{t("totp.remove")}</Button></div>}
      {removing && <RemoveDialog onClose={() => setRemoving(false)} />}
    </section>
  );
}

function Setup({ secret, uri, onDone, onCancel }: { secret: string; uri: string; onDone: (codes: string[]) => void; onCancel: () => void }) {
  const t = useT();
  const [code, setCode] = useState("");
  const confirm = useWrite(() => confirmTotp(code.trim()), { onSuccess: (answer) => onDone(answer.recovery_codes) });
  const send = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <div className={styles["steps"]}>
      <div className={styles["qr"]}><QrCode text={uri} label={t("totp.qr")} /></div>
      <form className={styles["form"]} style={{ paddingTop: 0 }} onSubmit={send}>
        <p>{t("totp.scan")}</p>
        <p className={styles["secret"]}>{secret.replaceAll(/(.{4})/g, "$1 ").trim()}</p>
        <Field label={t("totp.code")} value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" autoFocus error={confirm.isError ? (explainField(confirm.error, "code", t) ?? explain(confirm.error, t)) : undefined} />
        <div style={{ display: "flex", gap: 8 }}>
          <Button look="primary" type="submit" isDisabled={!/^\d{6}$/.test(code.trim())} isPending={confirm.isPending}>{t("totp.confirm")}</Button>
          <Button onPress={onCancel}>{t("ui.cancel")}</Button>
        </div>
      </form>
    </div>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useT();
  return (
    <>
      <Banner tone="warn" sub={t("totp.codes_text")}>{t("totp.codes")}</Banner>
      <ul className={styles["codes"]}>{codes.map((each) => <li key={each}>{each}</li>)}</ul>
      <div style={{ display: "flex", gap: 8 }}>
        <Button icon="copy" onPress={() => void navigator.clipboard.writeText(codes.join("\n")).then(() => toast(t("ui.copied")))}>{t("ui.copy")}</Button>
        <Button look="primary" onPress={onDone}>{t("totp.kept")}</Button>
      </div>
    </>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [password, setPassword] = useState("");
  const write = useWrite(() => removeTotp(password), {
    onSuccess: async () => {
      await reloadSession();
      toast(t("totp.removed"));
      onClose();
    },
  });
  return (
    <Dialog title={t("totp.remove")} isOpen onClose={onClose} foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="danger" isDisabled={password === ""} isPending={write.isPending} onPress={() => write.mutate()}>{t("totp.remove")}</Button></>}>
      <p>{t("totp.remove_text")}</p>
      <Field label={t("entry.password")} type="password" autoComplete="current-password" value={password} onChange={setPassword} autoFocus error={write.isError ? (explainField(write.error, "password", t) ?? explain(write.error, t)) : undefined} />
    </Dialog>
  );
}
