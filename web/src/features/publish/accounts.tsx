import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { accounts } from "@/api/publish";
import { useCan } from "@/api/session";
import type { Account } from "@/api/types";
import { hasMessage, useT, type Key } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Badge, Button, Empty, fitCell, Page, Skeleton, TableBox, Trouble } from "@/ui";
import { AccountDialog } from "./AccountDialog";
import { holdText } from "./hold";

export function Accounts() {
  const t = useT();
  const list = useQuery(accounts());
  const manage = useCan()("account.manage");
  const [editing, setEditing] = useState<Account | null>(null);
  useTitle(t("nav.accounts"));
  return (
    <Page title={t("nav.accounts")} intro={t("accounts.intro")}>
      {list.isPending && <Skeleton rows={3} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <Empty icon="account" title={t("publish.no_account")}>{t("publish.no_account_text")}</Empty>}
      {list.data && list.data.items.length > 0 && (
        <TableBox label={t("nav.accounts")}>
          <thead><tr><th scope="col">{t("accounts.name")}</th><th scope="col">{t("accounts.kind")}</th><th scope="col">{t("accounts.hold")}</th><th scope="col">{t("publish.state")}</th>{manage && <th scope="col" className={fitCell}>{t("ui.actions")}</th>}</tr></thead>
          <tbody>
            {list.data.items.map((account) => (
              <tr key={account.id}>
                <th scope="row">{account.name}</th>
                <td>{hasMessage(`channel.${account.kind}`) ? t(`channel.${account.kind}` as Key) : account.kind}</td>
                <td className="num">{holdText(account.hold_s, t)}</td>
                <td><Badge tone={account.state === "active" ? "ok" : "neutral"}>{t(`accounts.${account.state}`)}</Badge></td>
                {manage && <td className={fitCell}><Button small onPress={() => setEditing(account)} aria-label={t("accounts.edit", { name: account.name })}>{t("ui.edit")}</Button></td>}
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {editing && <AccountDialog account={editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
