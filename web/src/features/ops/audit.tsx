import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { audit } from "@/api/ops";
import { colleagues } from "@/api/people";
import { useI18n } from "@/app/i18n";
import { auditUrl } from "@/app/search";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { Badge, Button, Empty, Field, fitCell, Page, Select, Skeleton, TableBox, Time, Trouble } from "@/ui";
import { DayField } from "@/ui/DateTime";
import styles from "./ops.module.css";

const day = (text: string): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);

export function Audit() {
  const { t } = useI18n();
  const [url, setUrl] = useUrl(auditUrl);
  const [action, setAction] = useState(url.action);
  useTitle(t("nav.audit"));
  useEffect(() => {
    const id = setTimeout(() => action !== url.action && setUrl({ action }), 300);
    return () => clearTimeout(id);
  }, [action, url.action, setUrl]);
  const filter = useMemo(() => ({
    actor: url.actor, action: url.action,
    from: day(url.from) ? new Date(`${url.from}T00:00:00`).toISOString() : "", to: day(url.to) ? new Date(`${url.to}T23:59:59.999`).toISOString() : "",
  }), [url.actor, url.action, url.from, url.to]);
  const people = useQuery({ ...colleagues(), retry: false });
  const list = useInfiniteQuery(audit(filter));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = url.actor !== "" || url.action !== "" || url.from !== "" || url.to !== "";
  const clear = () => {
    setAction("");
    setUrl({ actor: "", action: "", from: "", to: "" });
  };
  return (
    <Page title={t("nav.audit")} intro={t("audit.intro")}>
      <div className={styles["filters"]}>
        <Select label={t("audit.actor")} value={url.actor} onChange={(actor) => setUrl({ actor })} options={[{ value: "", label: t("ui.all") }, ...(people.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))]} />
        <Field label={t("audit.action")} value={action} onChange={setAction} placeholder="review.sign" />
        <DayField label={t("audit.from")} value={day(url.from)} onChange={(from) => setUrl({ from: from ?? "" })} />
        <DayField label={t("audit.to")} value={day(url.to)} onChange={(to) => setUrl({ to: to ?? "" })} />
        {filtered && <Button onPress={clear}>{t("ui.clear_filters")}</Button>}
      </div>
      {list.isPending && <Skeleton rows={8} height={28} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Empty icon="audit" title={t(filtered ? "audit.none_match" : "audit.empty")}>{t("audit.empty_text")}</Empty>}
      {rows.length > 0 && (
        <TableBox label={t("nav.audit")}>
          <thead>
            <tr><th scope="col">{t("audit.when")}</th><th scope="col">{t("audit.actor")}</th><th scope="col">{t("audit.action")}</th><th scope="col">{t("audit.object")}</th><th scope="col">{t("audit.result")}</th><th scope="col" className={fitCell}>{t("audit.seal")}</th></tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className={fitCell}><Time at={row.at} /></td>
                <td className={styles["whole"]}>{row.actor_name || "–"}</td>
                <td className={styles["whole"]}><code>{row.action}</code></td>
                <td><code className={styles["object"]} title={row.object}>{row.object || "–"}</code></td>
                <td><Badge tone={row.result === "done" ? "ok" : "bad"} icon={row.result === "done" ? "check" : "warn"}>{t(row.result === "done" ? "audit.done" : "audit.refused")}</Badge> <Detail text={row.detail} /></td>
                <td className={fitCell}>{row.sealed ? <Badge icon="policy">{t("audit.sealed")}</Badge> : <span className="muted">{t("audit.unsealed")}</span>}</td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {list.hasNextPage && <div><Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>{t("ui.more")}</Button></div>}
    </Page>
  );
}

/** A code stands in the row; what was asked for is folded away, because it may be a whole text. */
function Detail({ text }: { text: string }) {
  const { t } = useI18n();
  if (text === "") return null;
  if (text.length <= 60 && !text.startsWith("{")) return <span className="muted">{text}</span>;
  return (
    <details className={styles["detail"]}>
      <summary>{t("audit.detail")}</summary>
      <pre tabIndex={0}>{pretty(text)}</pre>
    </details>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
