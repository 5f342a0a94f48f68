import { useState } from "react";
import { accounts, changeAccount, type AccountFields } from "@/api/publish";
import { queries, refetch, useWrite } from "@/api/query";
import type { Account } from "@/api/types";
import { useT } from "@/app/i18n";
import { Banner, Button, Dialog, explain, explainField, Field, toast } from "@/ui";
import { Switch } from "@/ui/Choice";
import { holdText } from "./hold";

type Form = { name: string; hold: string; active: boolean };
const formOf = (account: Account): Form => ({ name: account.name, hold: String(account.hold_s), active: account.state === "active" });
const fieldsOf = (form: Form): AccountFields => ({ name: form.name.trim(), hold_s: Number(form.hold), state: form.active ? "active" : "paused" });

export function AccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useT();
  const [base, setBase] = useState(account);
  const [form, setForm] = useState(formOf(account));
  const [theirs, setTheirs] = useState<Account | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite((from: Account) => changeAccount(from, fieldsOf(form)), {
    onSuccess: (saved) => {
      refetch("accounts", "publishing");
      toast(t("accounts.saved", { name: saved.name }));
      onClose();
    },
    onError: async (problem) => {
      if (problem.status !== 412) return;
      const now = await queries.fetchQuery({ ...accounts(), staleTime: 0 });
      setTheirs(now.items.find((each) => each.id === base.id) ?? null);
    },
  });
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const needed = (value: string) => (tried && value.trim() === "" ? t("invalid.required") : undefined);
  const send = (from = base) => {
    setTried(true);
    setTheirs(null);
    if (form.name.trim() !== "" && form.hold !== "") write.mutate(from);
  };
  const take = (other: Account) => {
    setBase(other);
    setForm(formOf(other));
    setTheirs(null);
    write.reset();
  };
  const keep = (other: Account) => {
    setBase(other);
    send(other);
  };
  return (
    <Dialog title={account.name} isOpen onClose={onClose}
      foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="primary" isPending={write.isPending} onPress={() => send()}>{t("ui.save")}</Button></>}>
      {theirs ? (
        <Banner tone="warn" sub={t("accounts.theirs", { name: theirs.name, hold: holdText(theirs.hold_s, t), state: t(`accounts.${theirs.state}`) })}
          actions={<><Button small onPress={() => take(theirs)}>{t("ui.take_theirs")}</Button><Button small onPress={() => keep(theirs)}>{t("ui.keep_mine")}</Button></>}>
          {t("problem.stale")}
        </Banner>
      ) : (
        write.isError && <Banner tone="bad">{explain(write.error, t)}</Banner>
      )}
      <Field label={t("accounts.name")} value={form.name} onChange={(name) => set({ name })} autoFocus error={explainField(write.error, "name", t) ?? needed(form.name)} />
      <Field label={t("accounts.hold_s")} hint={t("accounts.hold_hint")} value={form.hold} onChange={(hold) => set({ hold: hold.replaceAll(/\D/g, "").slice(0, 6) })} inputMode="numeric" error={explainField(write.error, "hold_s", t) ?? needed(form.hold)} />
      <Switch isSelected={form.active} onChange={(active) => set({ active })}>{t("accounts.goes_out")}</Switch>
    </Dialog>
  );
}
