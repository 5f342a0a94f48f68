import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { policies } from "@/api/review";
import { useCan, useSession } from "@/api/session";
import type { Policy } from "@/api/types";
import { useT } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Badge, Button, Empty, fitCell, Page, Skeleton, TableBox, Trouble } from "@/ui";
import { freeScopes, PolicyDialog } from "./PolicyDialog";
import styles from "./review.module.css";

export function Policies() {
  const t = useT();
  const { desks } = useSession();
  const manage = useCan()("policy.manage");
  const list = useQuery(policies());
  const [editing, setEditing] = useState<Policy | "new" | null>(null);
  useTitle(t("nav.policies"));
  const scopes = freeScopes(list.data?.items ?? [], desks, t("policies.whole"));
  const add = manage && list.isSuccess && scopes.length > 0 && <Button look="primary" icon="plus" onPress={() => setEditing("new")}>{t("policies.add")}</Button>;
  return (
    <Page title={t("nav.policies")} intro={t("policies.intro")} head={add}>
      {list.isPending && <Skeleton rows={3} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <Empty icon="policy" title={t("policies.empty")} actions={add}>{t("policies.empty_text")}</Empty>}
      {list.data && list.data.items.length > 0 && (
        <TableBox label={t("nav.policies")}>
          <thead><tr><th scope="col">{t("policies.name")}</th><th scope="col">{t("policies.scope")}</th><th scope="col">{t("review.levels")}</th>{manage && <th scope="col" className={fitCell}>{t("ui.actions")}</th>}</tr></thead>
          <tbody>
            {list.data.items.map((policy) => (
              <tr key={policy.id}>
                <th scope="row">{policy.name}</th>
                <td>{policy.desk === null ? t("policies.whole") : (desks.find((desk) => desk.id === policy.desk)?.name ?? policy.desk)}</td>
                <td><span className={styles["chain"]}>{policy.levels.map((level, i) => <Badge key={level.key} tone="info">{i + 1}. {level.name}</Badge>)}</span></td>
                {manage && <td className={fitCell}><Button small onPress={() => setEditing(policy)} aria-label={t("policies.edit", { name: policy.name })}>{t("ui.edit")}</Button></td>}
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {editing && <PolicyDialog policy={editing === "new" ? null : editing} scopes={scopes} onClose={() => setEditing(null)} />}
    </Page>
  );
}
