import { useQuery } from "@tanstack/react-query";
import { health } from "@/api/ops";
import type { HealthState } from "@/api/types";
import { hasMessage, useI18n, type Key } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Badge, Banner, Button, Page, Skeleton, TableBox, Trouble, type Tone } from "@/ui";

const tone: Record<HealthState, Tone> = { ok: "ok", degraded: "warn", bad: "bad" };
const rank: Record<HealthState, number> = { bad: 0, degraded: 1, ok: 2 };

export function HealthPage() {
  const { t } = useI18n();
  const state = useQuery(health());
  const checks = (state.data?.checks ?? []).toSorted((a, b) => rank[a.state] - rank[b.state] || a.name.localeCompare(b.name));
  useTitle(t("nav.health"));
  return (
    <Page title={t("nav.health")} head={<Button icon="refresh" onPress={() => void state.refetch()} isPending={state.isFetching}>{t("health.again")}</Button>}>
      {state.isPending && <Skeleton rows={7} height={32} label={t("ui.loading")} />}
      {state.isError && <Trouble error={state.error} again={() => void state.refetch()} />}
      {state.data && (
        <>
          <Banner tone={tone[state.data.state]}>{t(`health.${state.data.state}_text`)}</Banner>
          <TableBox label={t("nav.health")}>
            <thead><tr><th scope="col">{t("health.check")}</th><th scope="col">{t("health.state")}</th><th scope="col">{t("health.value")}</th><th scope="col">{t("health.detail")}</th></tr></thead>
            <tbody>
              {checks.map((check) => (
                <tr key={check.name}>
                  <th scope="row">{hasMessage(`check.${check.name}`) ? t(`check.${check.name}` as Key) : check.name}</th>
                  <td><Badge tone={tone[check.state]} icon={check.state === "ok" ? "check" : "warn"}>{t(`health.${check.state}`)}</Badge></td>
                  <td className="num">{check.value}</td>
                  <td>{check.detail}</td>
                </tr>
              ))}
            </tbody>
          </TableBox>
        </>
      )}
    </Page>
  );
}
