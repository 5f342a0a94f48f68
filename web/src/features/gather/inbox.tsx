import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import * as api from "@/api/gather";
import { queries, refetch, useWrite } from "@/api/query";
import { rememberDesk, usualDesk, useSession } from "@/api/session";
import type { Item } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { inboxUrl } from "@/app/search";
import { useShortcuts } from "@/app/shortcuts/use";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { useNarrow, usePhone } from "@/lib/useMedia";
import { Badge, Banner, Button, buttonClass, Empty, Field, Select, Skeleton, toast, toastTrouble, Trouble } from "@/ui";
import { Segments } from "@/ui/Choice";
import { Grid, type Column } from "@/ui/Grid";
import { ItemPreview } from "./ItemPreview";
import { ItemCell, MetaCell } from "./cells";
import styles from "./inbox.module.css";

export function Inbox() {
  const { t, number } = useI18n();
  const navigate = useNavigate();
  const session = useSession();
  const narrow = useNarrow();
  const phone = usePhone();
  const [url, setUrl] = useUrl(inboxUrl);
  const [typed, setTyped] = useState(url.q);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [pane, setPane] = useState(true);
  const [full, setFull] = useState(url.item !== "");
  const filter = useDeferredValue(useMemo(() => ({ state: url.state, source: url.source, q: url.q }), [url.state, url.source, url.q]));
  const list = useInfiniteQuery(api.items(filter));
  const sources = useQuery({ ...api.sources(), retry: false });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? rows.length;
  const active = rows.find((row) => row.id === url.item) ?? null;
  const stalled = sources.data?.items.filter((source) => source.state === "failing") ?? [];
  useTitle(t("nav.inbox"));

  useEffect(() => {
    const id = setTimeout(() => typed !== url.q && setUrl({ q: typed }), 250);
    return () => clearTimeout(id);
  }, [typed, url.q, setUrl]);
  useEffect(() => setSelected(new Set()), [filter]);
  useEffect(() => {
    if (!narrow && url.item === "" && rows[0]) setUrl({ item: rows[0].id });
  }, [narrow, rows, url.item, setUrl]);

  const more = useCallback(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  }, [list]);
  /** Takes items out of the list at once; the next one becomes the current one. */
  const leave = (ids: string[]) => {
    const at = rows.findIndex((row) => ids.includes(row.id));
    const next = rows.slice(at + 1).find((row) => !ids.includes(row.id)) ?? rows.findLast((row) => !ids.includes(row.id));
    if (url.state === "new") {
      queries.setQueryData(api.items(filter).queryKey, (before) => before && {
        ...before, pages: before.pages.map((page) => ({ ...page, items: page.items.filter((row) => !ids.includes(row.id)), ...(page.total !== undefined && { total: page.total - ids.length }) })),
      });
      setUrl({ item: next?.id ?? "" });
    }
    setSelected(new Set());
    setFull(false);
  };
  const back = useWrite(async (ids: string[]) => Promise.all(ids.map((id) => api.restoreItem(id))), {
    onSettled: () => refetch("items", "item"),
    onError: (problem) => toastTrouble(t("inbox.not_restored"), problem, t),
  });
  const discard = useWrite(async (ids: string[]) => Promise.all(ids.map((id) => api.discardItem(id))), {
    onMutate: leave,
    onSuccess: (_answers, ids) => toast(t("inbox.discarded", { n: ids.length }), { action: { label: t("ui.undo"), run: () => back.mutate(ids) } }),
    onError: (problem) => toastTrouble(t("inbox.not_discarded"), problem, t),
    onSettled: () => refetch("items", "item"),
  });
  const fetch = useWrite(async ({ ids, desk }: { ids: string[]; desk: string }) => {
    const made = [];
    for (const id of ids) made.push(await api.fetchItem(id, desk));
    return made;
  }, {
    onMutate: ({ ids }) => leave(ids),
    onSuccess: (stories) => {
      const [first] = stories;
      if (first) toast(t("inbox.fetched", { n: stories.length, desk: first.desk_name }), { action: { label: t("ui.open"), run: () => void navigate({ to: "/stories/$story", params: { story: first.id } }) } });
    },
    onError: (problem) => toastTrouble(t("inbox.not_fetched"), problem, t),
    onSettled: () => refetch("items", "item", "stories"),
  });
  const targets = () => (selected.size > 0 ? [...selected] : active ? [active.id] : []);
  const fetchTo = (desk = usualDesk(session)) => {
    const ids = targets();
    if (ids.length === 0 || !session.rights.includes("item.fetch")) return;
    if (!desk) return void toast(t("story.no_desk"), { bad: true });
    rememberDesk(desk);
    fetch.mutate({ ids, desk });
  };
  const drop = () => {
    const ids = targets();
    if (ids.length > 0 && session.rights.includes("item.discard")) discard.mutate(ids);
  };
  useShortcuts("inbox", {
    fetch: () => fetchTo(), discard: drop, preview: () => setPane((open) => !open),
    back: () => (selected.size > 0 ? setSelected(new Set()) : setFull(false)),
  });

  const columns: Column<Item>[] = [
    { key: "item", head: t("inbox.item"), width: "1 1 0", cell: (item) => <ItemCell item={item} withTime={phone} /> },
    ...(phone ? [] : [{ key: "meta", head: t("inbox.received"), width: "0 0 auto", cell: (item: Item) => <MetaCell item={item} /> }]),
  ];
  const filtered = url.q !== "" || url.source !== "";
  const showPane = narrow ? full && active !== null : pane && !(list.isSuccess && rows.length === 0);
  const actions = { mayFetch: session.rights.includes("item.fetch"), mayDiscard: session.rights.includes("item.discard"), fetchTo, drop, restore: () => back.mutate(targets()), isBusy: fetch.isPending || discard.isPending, desks: session.desks, desk: usualDesk(session) };
  const search = useRef<HTMLInputElement>(null);
  return (
    <div className={styles["screen"]}>
      <h1 className="visually-hidden">{t("nav.inbox")}</h1>
      <div className={styles["filters"]} hidden={narrow && showPane}>
        <Segments label={t("inbox.state")} value={url.state} onChange={(state) => setUrl({ state, item: "" })} options={[{ value: "new", label: t("inbox.new") }, { value: "fetched", label: t("inbox.state_fetched") }, { value: "discarded", label: t("inbox.state_discarded") }]} />
        <Field label={t("ui.search")} hideLabel placeholder={t("inbox.search")} value={typed} onChange={setTyped} inputRef={search} className={styles["search"] ?? ""} type="search" />
        <Select label={t("inbox.source")} hideLabel value={url.source} onChange={(source) => setUrl({ source, item: "" })} className={styles["source"] ?? ""} options={[{ value: "", label: t("inbox.all_sources") }, ...(sources.data?.items ?? []).map((source) => ({ value: source.id, label: source.name }))]} />
        <span className="muted num">{t("inbox.count", { n: total, count: number(total) })}</span>
      </div>
      {stalled.length > 0 && !(narrow && showPane) && (
        <div className={styles["notice"]}><Banner tone="warn">{t("inbox.stalled", { n: stalled.length, names: stalled.map((source) => source.name).join(t("inbox.and")) })}</Banner></div>
      )}
      {selected.size > 0 && (
        <div className={styles["bulk"]} role="toolbar" aria-label={t("inbox.selected", { n: selected.size })}>
          <Badge tone="accent">{t("inbox.selected", { n: selected.size })}</Badge>
          <Button small look="primary" onPress={() => fetchTo()}>{t("inbox.fetch")}</Button>
          <Button small icon="trash" onPress={drop}>{t("inbox.discard")}</Button>
          <Button small look="plain" onPress={() => setSelected(new Set())}>{t("inbox.unselect")}</Button>
        </div>
      )}
      <div className={styles["panes"]} data-pane={showPane || undefined}>
        {!(narrow && showPane) && (
          <div className={styles["list"]}>
            {list.isPending && <Skeleton rows={8} height={44} label={t("ui.loading")} />}
            {list.isError && <div className={styles["notice"]}><Trouble error={list.error} again={() => void list.refetch()} /></div>}
            {list.isSuccess && rows.length === 0 && (filtered ? (
              <Empty icon="search" title={t("inbox.none_match")} actions={<Button onPress={() => { setTyped(""); setUrl({ q: "", source: "", item: "" }); }}>{t("ui.clear_filters")}</Button>}>{t("inbox.none_match_text")}</Empty>
            ) : (
              <Empty icon="inbox" title={t(`inbox.empty_${url.state}`)} actions={sources.data?.items.length === 0 && session.rights.includes("source.manage") && <Link to="/admin/sources" className={buttonClass({})}>{t("sources.add")}</Link>}>{t(`inbox.empty_${url.state}_text`)}</Empty>
            ))}
            {rows.length > 0 && (
              <Grid label={t("nav.inbox")} rows={rows} total={total} columns={columns} rowHeight={phone ? 86 : 64} rowId={(item) => item.id} rowName={(item) => item.headline} active={url.item} hideHead
                onActive={(item) => { setUrl({ item }); if (narrow) setFull(true); }} onOpen={() => setFull(true)} selected={selected} onSelected={setSelected} onEnd={more} busy={list.isFetching} />
            )}
          </div>
        )}
        {showPane && <ItemPreview key={active?.id} item={active} actions={actions} {...(narrow && { onBack: () => setFull(false) })} />}
      </div>
    </div>
  );
}
