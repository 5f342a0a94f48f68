import { useQuery } from "@tanstack/react-query";
import { accounts } from "@/api/publish";
import { hasMessage, useT, type Key } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Badge, Empty, Page, Skeleton, TableBox, Trouble } from "@/ui";

export function Accounts() {
  const t = useT();
  const list = useQuery(accounts());
  useTitle(t("nav.accounts"));
  return (
    <Page title={t("nav.accounts")} intro={t("accounts.intro")}>
      {list.isPending && <Skeleton rows={3} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <Empty icon="account" title={t("publish.no_account")}>{t("publish.no_account_text")}</Empty>}
      {list.data && list.data.items.length > 0 && (
        <TableBox label={t("nav.accounts")}>
          <thead><tr><th scope="col">{t("accounts.name")}</th><th scope="col">{t("accounts.kind")}</th><th scope="col">{t("publish.state")}</th></tr></thead>
          <tbody>
            {list.data.items.map((account) => (
              <tr key={account.id}>
                <th scope="row">{account.name}</th>
                <td>{hasMessage(`channel.${account.kind}`) ? t(`channel.${account.kind}` as Key) : account.kind}</td>
                <td><Badge tone={account.state === "active" ? "ok" : "neutral"}>{t(`accounts.${account.state}`)}</Badge></td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Page>
  );
}
