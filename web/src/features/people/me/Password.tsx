import { useState, type FormEvent } from "react";
import { changePassword } from "@/api/people";
import { useWrite } from "@/api/query";
import { useT } from "@/app/i18n";
import { Banner, Button, explain, explainField, Field, toast } from "@/ui";
import styles from "../people.module.css";

export function Password() {
  const t = useT();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const write = useWrite(() => changePassword({ current, password }), {
    onSuccess: () => {
      setCurrent("");
      setPassword("");
      toast(t("me.password_changed"));
    },
  });
  const short = password !== "" && [...password].length < 8;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (current !== "" && password !== "" && !short) write.mutate();
  };
  return (
    <section className={styles["section"]}>
      <h2>{t("entry.password")}</h2>
      <form className={styles["form"]} style={{ paddingTop: 0 }} onSubmit={send}>
        {write.isError && write.error.fields.length === 0 && <Banner tone="bad">{explain(write.error, t)}</Banner>}
        <Field label={t("me.current_password")} type="password" autoComplete="current-password" value={current} onChange={setCurrent} error={explainField(write.error, "current", t)} />
        <Field label={t("entry.new_password")} type="password" autoComplete="new-password" value={password} onChange={setPassword} hint={t("entry.password_hint")} error={explainField(write.error, "password", t) ?? (short ? t("invalid.too_short", { min: 8 }) : undefined)} />
        <Button type="submit" isPending={write.isPending} isDisabled={current === "" || password === "" || short}>{t("me.change_password")}</Button>
      </form>
    </section>
  );
}
