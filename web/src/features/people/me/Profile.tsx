import { useEffect, useState, type FormEvent } from "react";
import { changeMe } from "@/api/people";
import { useWrite } from "@/api/query";
import { reloadSession, useSession } from "@/api/session";
import type { Locale } from "@/api/types";
import { setLocale, useT } from "@/app/i18n";
import { Banner, Button, explain, explainField, Field, Select, toast } from "@/ui";
import styles from "../people.module.css";

export function Profile() {
  const t = useT();
  const { user } = useSession();
  const [name, setName] = useState(user?.name ?? "");
  const [email, setEmail] = useState(user?.email ?? "");
  const [locale, setLanguage] = useState<Locale>(user?.locale ?? "zh-CN");
  useEffect(() => {
    if (user) setLanguage(user.locale);
  }, [user]);
  const write = useWrite(() => changeMe(user?.version ?? 0, { name: name.trim(), email: email.trim() || null, locale }), {
    onSuccess: async () => {
      await reloadSession();
      await setLocale(locale);
      toast(t("ui.saved"));
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") write.mutate();
  };
  return (
    <form className={styles["form"]} onSubmit={send}>
      {write.isError && <Banner tone="bad">{explain(write.error, t)}</Banner>}
      <Field label={t("people.name")} value={name} onChange={setName} autoComplete="name" error={explainField(write.error, "name", t) ?? (name.trim() === "" ? t("invalid.required") : undefined)} />
      <Field label={t("entry.login")} value={user?.login ?? ""} isReadOnly />
      <Field label={t("people.email")} type="email" value={email} onChange={setEmail} autoComplete="email" error={explainField(write.error, "email", t)} />
      <Select label={t("app.language")} value={locale} onChange={setLanguage} options={[{ value: "zh-CN", label: "简体中文" }, { value: "en", label: "English" }]} />
      <Button look="primary" type="submit" isPending={write.isPending}>{t("ui.save")}</Button>
    </form>
  );
}
