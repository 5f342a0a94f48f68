import { useState } from "react";
import { queries, refetch, useWrite } from "@/api/query";
import { addPolicy, changePolicy, policies } from "@/api/review";
import type { DeskRef, Policy } from "@/api/types";
import { useT } from "@/app/i18n";
import { Banner, Button, Dialog, explain, explainField, Field, Select, toast } from "@/ui";
import { LevelList } from "./LevelList";
import { nameTrouble } from "./levels";

/** Where a set of levels may be added: the whole newsroom, or a desk, each of which has one set at most. */
export type Scope = { value: string; label: string };
type Props = { policy: Policy | null; scopes: Scope[]; onClose: () => void };

export function PolicyDialog({ policy, scopes, onClose }: Props) {
  const t = useT();
  const [base, setBase] = useState(policy);
  const [name, setName] = useState(policy?.name ?? "");
  const [desk, setDesk] = useState(scopes[0]?.value ?? "");
  const [levels, setLevels] = useState(policy?.levels ?? [{ key: "level_1", name: "", right: "review.final" }]);
  const [theirs, setTheirs] = useState<Policy | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite((from: Policy | null) => {
    const body = { name: name.trim(), levels: levels.map((level) => ({ ...level, name: level.name.trim() })) };
    return from ? changePolicy(from, body) : addPolicy({ ...body, desk: desk || null });
  }, {
    onSuccess: (saved) => {
      refetch("policies");
      toast(t("policies.saved", { name: saved.name }));
      onClose();
    },
    onError: async (problem) => {
      if (problem.status !== 412 || !base) return;
      const now = await queries.fetchQuery({ ...policies(), staleTime: 0 });
      setTheirs(now.items.find((each) => each.id === base.id) ?? null);
    },
  });
  const errorOf = (field: string) => explainField(write.error, field, t);
  const send = (from = base) => {
    setTried(true);
    setTheirs(null);
    if (name.trim() !== "" && levels.every((level) => nameTrouble(level.name) === null)) write.mutate(from);
  };
  const take = (other: Policy) => {
    setBase(other);
    setName(other.name);
    setLevels(other.levels);
    setTheirs(null);
    write.reset();
  };
  const keep = (other: Policy) => {
    setBase(other);
    send(other);
  };
  return (
    <Dialog title={policy ? policy.name : t("policies.add")} isOpen onClose={onClose} wide
      foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="primary" isPending={write.isPending} onPress={() => send()}>{t(policy ? "ui.save" : "ui.add")}</Button></>}>
      {theirs ? (
        <Banner tone="warn" sub={t("policies.theirs", { name: theirs.name, levels: theirs.levels.map((level, i) => `${i + 1}. ${level.name}`).join("  ") })}
          actions={<><Button small onPress={() => take(theirs)}>{t("ui.take_theirs")}</Button><Button small onPress={() => keep(theirs)}>{t("ui.keep_mine")}</Button></>}>
          {t("problem.stale")}
        </Banner>
      ) : (
        write.isError && <Banner tone="bad">{explain(write.error, t)}</Banner>
      )}
      <Field label={t("policies.name")} value={name} onChange={setName} autoFocus error={errorOf("name") ?? (tried && name.trim() === "" ? t("invalid.required") : undefined)} />
      {!policy && <Select label={t("policies.scope")} value={desk} onChange={setDesk} options={scopes} error={errorOf("desk")} />}
      <LevelList levels={levels} onChange={setLevels} tried={tried} errorOf={errorOf} />
      <p className="muted">{t("policies.later")}</p>
    </Dialog>
  );
}

/** The scopes that have no levels of their own yet. */
export function freeScopes(taken: Policy[], desks: DeskRef[], whole: string): Scope[] {
  return [{ value: "", label: whole }, ...desks.map((desk) => ({ value: desk.id, label: desk.name }))].filter((scope) => !taken.some((policy) => (policy.desk ?? "") === scope.value));
}
