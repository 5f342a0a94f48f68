import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import * as api from "@/api/create";
import { reads } from "@/api/insight";
import { publications } from "@/api/publish";
import { queries, refetch, useWrite } from "@/api/query";
import { useSession } from "@/api/session";
import type { Page, Stage, StoryCard } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { useNewStory } from "@/app/newStory";
import { boardUrl } from "@/app/search";
import { useShortcuts } from "@/app/shortcuts/use";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { Button, Empty, Field, Select, Skeleton, toast, toastTrouble, Trouble } from "@/ui";
import { Checkbox, Segments } from "@/ui/Choice";
import { BoardColumns } from "./BoardColumns";
import { FirstSteps } from "./FirstSteps";
import { mayMove, stages } from "./stages";
import { StoryTable } from "./StoryTable";
import styles from "./board.module.css";

/** Overdue first, then by deadline, then by what moved last. */
export function order(a: StoryCard, b: StoryCard): number {
  if (a.due_at !== b.due_at) return a.due_at === null ? 1 : b.due_at === null ? -1 : a.due_at.localeCompare(b.due_at);
  return b.updated_at.localeCompare(a.updated_at);
}

export type Beside = { publication: Map<string, { state: string; url: string | null }>; reads: Map<string, number> };

export function Board() {
  const { t, number } = useI18n();
  const session = useSession();
  const [url, setUrl] = useUrl(boardUrl);
  const [typed, setTyped] = useState(url.q);
  const create = useNewStory();
  const filter = useMemo(() => ({ desk: url.desk, q: url.q, assignee: url.mine === "1" ? (session.user?.id ?? "") : "" }), [url.desk, url.q, url.mine, session.user?.id]);
  const list = useQuery(api.stories(filter));
  const rows = useMemo(() => (list.data?.items ?? []).filter((each) => !each.spiked).toSorted(order), [list.data]);
  const beside = useBeside(rows);
  useTitle(t("nav.board"));
  useEffect(() => {
    const id = setTimeout(() => typed !== url.q && setUrl({ q: typed }), 250);
    return () => clearTimeout(id);
  }, [typed, url.q, setUrl]);

  const key = api.stories(filter).queryKey;
  const move = useWrite(({ story, stage }: { story: StoryCard; stage: Stage }) => api.moveStory(story.id, stage), {
    onMutate: async ({ story, stage }) => {
      await queries.cancelQueries({ queryKey: key });
      queries.setQueryData<Page<StoryCard>>(key, (before) => before && { ...before, items: before.items.map((each) => (each.id === story.id ? { ...each, stage } : each)) });
    },
    onError: (problem, { story }) => {
      queries.setQueryData<Page<StoryCard>>(key, (before) => before && { ...before, items: before.items.map((each) => (each.id === story.id ? story : each)) });
      toastTrouble(t("board.not_moved", { headline: story.headline || t("story.untitled") }), problem, t);
    },
    onSettled: () => refetch("stories"),
  });
  const spike = useWrite((story: StoryCard) => api.spikeStory(story.id), {
    onSuccess: (_answer, story) => toast(t("board.spiked", { headline: story.headline || t("story.untitled") }), { action: { label: t("ui.undo"), run: () => void api.unspikeStory(story.id).finally(() => refetch("stories")) } }),
    onError: (problem) => toastTrouble(t("story.not_changed"), problem, t),
    onSettled: () => refetch("stories"),
  });
  const moveBy = (id: string, step: -1 | 1) => {
    const story = rows.find((each) => each.id === id);
    const stage = story && stages[stages.indexOf(story.stage) + step];
    if (story && stage && mayMove(story.stage, stage) && session.rights.includes("story.edit")) move.mutate({ story, stage });
  };
  const focused = () => (document.activeElement instanceof HTMLElement ? (document.activeElement.closest<HTMLElement>("[data-story]")?.dataset["story"] ?? "") : "");
  useShortcuts("board", {
    table: () => setUrl({ view: url.view === "table" ? "board" : "table" }),
    move_left: () => moveBy(focused(), -1),
    move_right: () => moveBy(focused(), 1),
  });

  const filtered = url.q !== "" || url.desk !== "" || url.mine !== "";
  const clear = () => {
    setTyped("");
    setUrl({ q: "", desk: "", mine: "" });
  };
  return (
    <div className={styles["screen"]}>
      <div className={styles["filters"]}>
        <h1>{t("nav.board")}</h1>
        <Select label={t("story.desk")} hideLabel value={url.desk} onChange={(desk) => setUrl({ desk })} className={styles["desk"] ?? ""} options={[{ value: "", label: t("board.all_desks") }, ...session.desks.map((desk) => ({ value: desk.id, label: desk.name }))]} />
        <Field label={t("ui.search")} hideLabel placeholder={t("board.search")} value={typed} onChange={setTyped} type="search" className={styles["search"] ?? ""} />
        <Checkbox isSelected={url.mine === "1"} onChange={(on) => setUrl({ mine: on ? "1" : "" })}>{t("board.mine")}</Checkbox>
        <span className={styles["grow"]} />
        {list.data && <span className="muted num">{t("board.count", { n: rows.length, count: number(list.data.total ?? rows.length) })}</span>}
        <Segments label={t("board.view")} value={url.view} onChange={(view) => setUrl({ view })} options={[{ value: "board", label: t("board.board"), icon: "board" }, { value: "table", label: t("board.table"), icon: "table" }]} />
      </div>
      <FirstSteps />
      {list.isPending && <Skeleton rows={8} height={48} label={t("ui.loading")} />}
      {list.isError && <div className={styles["notice"]}><Trouble error={list.error} again={() => void list.refetch()} /></div>}
      {list.isSuccess && rows.length === 0 && (filtered ? (
        <Empty icon="search" title={t("board.none_match")} actions={<Button onPress={clear}>{t("ui.clear_filters")}</Button>}>{t("board.none_match_text")}</Empty>
      ) : (
        <Empty icon="board" title={t("board.empty")} actions={<Button look={create.allowed ? "primary" : "normal"} icon="plus" onPress={() => create.now()}>{t("story.new_long")}</Button>}>{t(create.allowed ? "board.empty_text" : "board.empty_read")}</Empty>
      ))}
      {rows.length > 0 && (url.view === "table" ? (
        <StoryTable rows={rows} beside={beside} />
      ) : (
        <BoardColumns rows={rows} beside={beside} {...(session.rights.includes("story.edit") && { onMove: (story: StoryCard, stage: Stage) => move.mutate({ story, stage }) })} {...(session.rights.includes("story.spike") && { onSpike: (story: StoryCard) => spike.mutate(story) })} />
      ))}
    </div>
  );
}

/** Columns of rooms further right come by one extra question each and are joined here. */
function useBeside(rows: StoryCard[]): Beside {
  const out = useMemo(() => rows.filter((each) => each.stage === "ready" || each.stage === "done").map((each) => each.id).toSorted().slice(0, 100), [rows]);
  const sent = useQuery({ ...publications({ ids: out }), enabled: out.length > 0, retry: false });
  const counted = useQuery({ ...reads(out), retry: false });
  return useMemo(() => ({
    publication: new Map((sent.data?.items ?? []).map((each) => [each.story, { state: each.state, url: each.url }])),
    reads: new Map((counted.data?.items ?? []).map((each) => [each.story, each.reads])),
  }), [sent.data, counted.data]);
}

