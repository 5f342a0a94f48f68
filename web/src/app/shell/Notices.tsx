import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { notices, readNotices } from "@/api/people";
import { refetch, useWrite } from "@/api/query";
import type { Notice } from "@/api/types";
import { hasMessage, useI18n, type Key } from "@/app/i18n";
import { cx } from "@/lib/cx";
import { Button, Empty, IconButton, PopoverButton, Skeleton, Time, Trouble } from "@/ui";
import styles from "./shell.module.css";

export function Notices() {
  const { t, number } = useI18n();
  const list = useQuery(notices());
  const unread = list.data?.unread ?? 0;
  const all = list.data?.items ?? [];
  const read = useWrite((ids: string[] | null) => readNotices(ids), { onSuccess: () => refetch("notices") });
  const label = unread > 0 ? t("notices.unread", { n: unread }) : t("notices.title");
  return (
    <PopoverButton label={t("notices.title")} trigger={<IconButton icon="bell" label={label} className={styles["bell"]} badge={unread > 0 && <span className={styles["badge"]} aria-hidden="true">{unread > 99 ? "99+" : number(unread)}</span>} />}>
      {(close) => (
        <div className={styles["notices"]}>
          <header className={styles["noticesHead"]}>
            <h2>{t("notices.title")}</h2>
            <Button small look="plain" isDisabled={unread === 0} onPress={() => read.mutate(null)}>{t("notices.read_all")}</Button>
          </header>
          <div className={styles["noticeList"]}>
            {list.isPending && <Skeleton rows={4} height={32} label={t("ui.loading")} />}
            {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
            {list.isSuccess && all.length === 0 && <Empty icon="bell" title={t("notices.empty")}>{t("notices.empty_text")}</Empty>}
            {all.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onOpen={() => { if (!notice.read) read.mutate([notice.id]); close(); }} />
            ))}
          </div>
        </div>
      )}
    </PopoverButton>
  );
}

function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useI18n();
  const key = `notice.${notice.kind}`;
  const told = dropEmpty(notice.text_params);
  const params = { headline: t("story.untitled"), by: t("notice.somebody"), ...told };
  const text = hasMessage(key) ? t(key as Key, params) : notice.kind;
  const inside = (
    <>
      <span className={cx(styles["dot"], notice.read && styles["dotRead"])} />
      <span className={styles["noticeText"]}>
        {!notice.read && <span className="visually-hidden">{t("notices.new")} </span>}
        {text}
        {notice.kind === "returned" && told["reason"] && <q>{told["reason"]}</q>}
        <small><Time at={notice.at} /></small>
      </span>
    </>
  );
  if (!notice.story) return <div className={styles["notice"]}>{inside}</div>;
  if (notice.kind === "submitted" && told["case"]) return <Link to="/review/$case" params={{ case: String(told["case"]) }} className={styles["notice"]} onClick={onOpen}>{inside}</Link>;
  return <Link to="/stories/$story" params={{ story: notice.story }} className={styles["notice"]} onClick={onOpen}>{inside}</Link>;
}

const dropEmpty = (params: Record<string, string | number>) => Object.fromEntries(Object.entries(params).filter(([, value]) => value !== "" && value !== null));
