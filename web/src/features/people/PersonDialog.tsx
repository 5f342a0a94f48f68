import { useState } from "react";
import * as api from "@/api/people";
import { useWrite } from "@/api/query";
import { useSession } from "@/api/session";
import type { Locale, Membership, Role, User } from "@/api/types";
import { currentLocale, useT } from "@/app/i18n";
import { Banner, Button, Dialog, explain, explainField, Field, IconButton, Select } from "@/ui";
import styles from "./people.module.css";

type Invited = { user: User; invitation: string };

export function PersonDialog({ user, roles, onClose, onDone }: { user: User | null; roles: Role[]; onClose: () => void; onDone: (invited: Invited | null) => void }) {
  const t = useT();
  const { desks } = useSession();
  const usual = roles.find((role) => role.key === "reporter") ?? roles.at(-1);
  const [form, setForm] = useState({ name: user?.name ?? "", login: user?.login ?? "", email: user?.email ?? "" });
  const [locale, setLocale] = useState<Locale>(user?.locale ?? currentLocale());
  const [members, setMembers] = useState<Membership[]>(user?.memberships ?? (usual ? [{ role: usual.id, desk: null }] : []));
  const [tried, setTried] = useState(false);
  const write = useWrite(async (): Promise<Invited | null> => {
    const email = form.email.trim();
    if (!user) return api.addUser({ name: form.name.trim(), login: form.login.trim(), ...(email && { email }), locale, memberships: members });
    await api.changeUser(user, { name: form.name.trim(), ...(email !== (user.email ?? "") && { email: email || null }), memberships: members });
    return null;
  }, { onSuccess: onDone });
  const field = (key: keyof typeof form, required: boolean) => ({
    value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    error: explainField(write.error, key, t) ?? (tried && required && form[key].trim() === "" ? t("invalid.required") : undefined),
  });
  const send = () => {
    setTried(true);
    if (form.name.trim() !== "" && form.login.trim() !== "" && members.length > 0) write.mutate();
  };
  const set = (at: number, change: Partial<Membership>) => setMembers((before) => before.map((each, i) => (i === at ? { ...each, ...change } : each)));
  const known = (role: string) => roles.find((each) => each.key === role || each.id === role)?.id ?? role;
  return (
    <Dialog title={user ? user.name : t("people.invite")} isOpen onClose={onClose} foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="primary" isPending={write.isPending} onPress={send}>{t(user ? "ui.save" : "people.invite")}</Button></>}>
      {write.isError && <Banner tone="bad">{explain(write.error, t)}</Banner>}
      <Field label={t("people.name")} autoFocus {...field("name", true)} />
      <Field label={t("entry.login")} isDisabled={user !== null} {...field("login", true)} />
      <Field label={t("people.email")} type="email" {...field("email", false)} />
      {!user && <Select label={t("app.language")} value={locale} onChange={setLocale} options={[{ value: "zh-CN", label: "简体中文" }, { value: "en", label: "English" }]} />}
      <fieldset className={styles["members"]}>
        <legend>{t("people.roles")}</legend>
        {members.map((each, i) => (
          <div key={i} className={styles["member"]}>
            <Select label={t("people.role")} hideLabel value={known(each.role)} onChange={(role) => set(i, { role })} options={roles.map((role) => ({ value: role.id, label: role.name }))} />
            <Select label={t("story.desk")} hideLabel value={each.desk ?? ""} onChange={(desk) => set(i, { desk: desk || null })} options={[{ value: "", label: t("people.all_desks") }, ...desks.map((desk) => ({ value: desk.id, label: desk.name }))]} />
            <IconButton icon="close" small label={t("people.drop_role")} onPress={() => setMembers((before) => before.filter((_, at) => at !== i))} />
          </div>
        ))}
        {tried && members.length === 0 && <p className={styles["wrong"]}>{t("people.needs_role")}</p>}
        {usual && <Button small icon="plus" onPress={() => setMembers((before) => [...before, { role: usual.id, desk: null }])}>{t("people.add_role")}</Button>}
      </fieldset>
    </Dialog>
  );
}
