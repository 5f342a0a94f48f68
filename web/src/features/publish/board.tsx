import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { reads } from "@/api/insight";
import * as api from "@/api/publish";
import { refetch, useWrite } from "@/api/query";
import { useCan } from "@/api/session";
import type { Publication } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { publicationName, publicationTone } from "@/app/publicationState";
import { drawerUrl, publishUrl } from "@/app/search";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { Badge, Button, Empty, fitCell, Icon, IconButton, MenuButton, Page, Skeleton, TableBox, Time, toast, toastTrouble, Trouble, type Entry } from "@/ui";
import { Segments } from "@/ui/Choice";
import { explainCode } from "./TargetRow";
import { RetractDialog } from "./RetractDialog";
import styles from "./publish.module.css";

export function PublishBoard() {
  const { t, number } = useI18n();
  const [url, setUrl] = useUrl(publishUrl);
  const list = useQuery(api.publications({ state: url.state }));
  const rows = list.data?.items ?? [];
  const ids = useMemo(() => [...new Set((list.data?.items ?? []).map((each) => each.story))].toSorted(), [list.data]);
  const counted = useQuery({ ...reads(ids), retry: false });
  const readsOf = new Map((counted.data?.items ?? []).map((each) => [each.story, each.reads]));
  useTitle(t("nav.publish"));
  return (
    <Page title={t("nav.publish")} head={<Segments label={t("publish.state")} value={url.state} onChange={(state) => setUrl({ state })} options={[{ value: "", label: t("ui.all") }, { value: "live", label: t("publication.live") }, { value: "queued", label: t("publication.queued") }, { value: "failed", label: t("publication.failed") }, { value: "retracted", label: t("publication.retracted") }, { value: "cancelled", label: t("publication.cancelled") }]} />}>
      {list.isPending && <Skeleton rows={6} height={40} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <Empty icon="publish" title={t(url.state === "" ? "publish.empty" : "publish.none_match")} actions={url.state !== "" && <Button onPress={() => setUrl({ state: "" })}>{t("ui.clear_filters")}</Button>}>{t("publish.empty_text")}</Empty>
      )}
      {rows.length > 0 && (
        <TableBox label={t("nav.publish")}>
          <thead>
            <tr>
              <th scope="col">{t("field.headline")}</th><th scope="col">{t("publish.account")}</th><th scope="col">{t("publish.state")}</th><th scope="col">{t("publish.when")}</th>
              <th scope="col">{t("publish.reads")}</th><th scope="col" className={fitCell}>{t("ui.actions")}</th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => <Row key={row.id} row={row} reads={readsOf.has(row.story) ? number(readsOf.get(row.story) ?? 0) : "–"} />)}</tbody>
        </TableBox>
      )}
    </Page>
  );
}

function Row({ row, reads: count }: { row: Publication; reads: string }) {
  const { t } = useI18n();
  const [, setDrawer] = useUrl(drawerUrl);
  const can = useCan();
  const [asking, setAsking] = useState(false);
  const retry = useWrite(() => api.retry(row.id), { onSettled: () => refetch("publications", "publishing"), onError: (problem) => toastTrouble(t("publish.not_sent"), problem, t) });
  const cancel = useWrite(() => api.cancel(row.id), {
    onSuccess: () => toast(t("publish.cancelled", { account: row.account_name })),
    onError: (problem) => toastTrouble(t("publish.not_cancelled"), problem, t),
    onSettled: () => refetch("publications", "publishing"),
  });
  const entries: Entry[] = [
    { id: "panel", label: t("publish.panel"), icon: "publish", run: () => setDrawer({ publish: row.story }, true) },
    ...(api.heldUntil(row) && can("publication.publish") ? [{ id: "cancel", label: t("publish.cancel"), icon: "undo" as const, run: () => cancel.mutate() }] : []),
    ...((row.state === "failed" || row.state === "unknown") && can("publication.publish") ? [{ id: "retry", label: t("publish.again"), icon: "refresh" as const, run: () => retry.mutate() }] : []),
    ...(row.state === "live" && can("publication.retract") ? [{ id: "retract", label: t("publish.retract"), icon: "retract" as const, bad: true, run: () => setAsking(true) }] : []),
  ];
  return (
    <tr>
      <th scope="row" className={styles["headline"]}>
        <Link to="/stories/$story" params={{ story: row.story }}>{row.headline || t("story.untitled")}</Link>
        {row.url && row.state === "live" && <a href={row.url} target="_blank" rel="noopener" className={styles["liveLink"]}><Icon name="external" size={14} />{t("publish.see_live")}</a>}
        {row.error && row.state !== "live" && <span className={styles["error"]}>{explainCode(row.error, t)}</span>}
      </th>
      <td>{row.account_name}</td>
      <td><Badge tone={publicationTone(row.state)}>{t(publicationName(row.state))}</Badge></td>
      <td className="num"><Time at={row.published_at ?? row.updated_at} /></td>
      <td className="num"><Link className={styles["reads"]} to="/insight/stories/$story" params={{ story: row.story }}>{count}</Link></td>
      <td className={fitCell}><MenuButton label={t("ui.actions")} trigger={<IconButton small icon="more" label={t("board.actions_of", { headline: row.headline })} />} entries={entries} /></td>
      {asking && <td hidden><RetractDialog publication={row.id} account={row.account_name} onClose={() => setAsking(false)} onDone={() => { setAsking(false); refetch("publications", "publishing"); }} /></td>}
    </tr>
  );
}
