import { useQuery } from "@tanstack/react-query";
import { policies } from "@/api/review";
import { useSession } from "@/api/session";
import { useT } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Badge, Empty, Page, Skeleton, TableBox, Trouble } from "@/ui";
import styles from "./review.module.css";

export function Policies() {
  const t = useT();
  const { desks } = useSession();
  const list = useQuery(policies());
  useTitle(t("nav.policies"));
  return (
    <Page title={t("nav.policies")} intro={t("policies.intro")}>
      {list.isPending && <Skeleton rows={3} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <Empty icon="policy" title={t("policies.empty")}>{t("policies.empty_text")}</Empty>}
      {list.data && list.data.items.length > 0 && (
        <TableBox label={t("nav.policies")}>
          <thead><tr><th scope="col">{t("policies.name")}</th><th scope="col">{t("story.desk")}</th><th scope="col">{t("review.levels")}</th></tr></thead>
          <tbody>
            {list.data.items.map((policy) => (
              <tr key={policy.id}>
                <th scope="row">{policy.name}</th>
                <td>{policy.desk === null ? t("policies.whole") : (desks.find((desk) => desk.id === policy.desk)?.name ?? policy.desk)}</td>
                <td><span className={styles["chain"]}>{policy.levels.map((level, i) => <Badge key={level.key} tone="info">{i + 1}. {level.name}</Badge>)}</span></td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Page>
  );
}
