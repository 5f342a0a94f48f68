import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { cases } from "@/api/review";
import type { ReviewCase } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { queueUrl } from "@/app/search";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { usePhone } from "@/lib/useMedia";
import { Badge, Button, Empty, Skeleton, Time, Trouble } from "@/ui";
import { Checkbox, Segments } from "@/ui/Choice";
import { Grid, type Column } from "@/ui/Grid";
import { AiBadge } from "./AiBadge";
import styles from "./review.module.css";

export function ReviewQueue() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const phone = usePhone();
  const [url, setUrl] = useUrl(queueUrl);
  const list = useQuery(cases({ state: url.state, mine: url.mine === "1" }));
  const rows = list.data?.items ?? [];
  const [active, setActive] = useState<string | null>(null);
  useTitle(t("nav.review"));

  const open = (each: ReviewCase) => void navigate({ to: "/review/$case", params: { case: each.id } });
  const headline: Column<ReviewCase> = {
    key: "headline", head: t("field.headline"), width: "1 1 0",
    cell: (each) => (
      <div className={styles["queueCell"]}>
        <Link to="/review/$case" params={{ case: each.id }} className={styles["queueLink"]}>{each.headline || t("story.untitled")}</Link>
        <span className={styles["queueSub"]}>
          <span className="ellipsis">{t("review.by_at", { person: each.submitted_by_name })}</span>
          <Time at={each.submitted_at} />
          <AiBadge use={each.ai_use} />
          {each.moved_on && <Badge tone="warn">{t("review.moved_on_short")}</Badge>}
          {phone && <LevelBadge each={each} />}
        </span>
      </div>
    ),
  };
  const columns: Column<ReviewCase>[] = phone ? [headline] : [
    headline,
    { key: "desk", head: t("story.desk"), width: "0 1 140px", cell: (each) => each.desk_name },
    { key: "level", head: t("review.level"), width: "0 0 150px", cell: (each) => <LevelBadge each={each} /> },
    { key: "mine", head: t("review.for_you"), width: "0 1 190px", cell: (each) => (each.can_sign ? <Badge tone="accent" icon="sign">{t("review.can_sign")}</Badge> : <span className="muted">{each.state === "open" ? reason(each, t) : "–"}</span>) },
  ];
  return (
    <div className={styles["queue"]}>
      <div className={styles["filters"]}>
        <h1>{t("nav.review")}</h1>
        <Segments label={t("review.state")} value={url.state} onChange={(state) => setUrl({ state })} options={[{ value: "open", label: t("review.open") }, { value: "returned", label: t("review.returned") }, { value: "signed", label: t("review.signed") }]} />
        <Checkbox isSelected={url.mine === "1"} onChange={(on) => setUrl({ mine: on ? "1" : "" })}>{t("review.mine")}</Checkbox>
      </div>
      <div className={styles["queueBody"]}>
        {list.isPending && <Skeleton rows={6} height={44} label={t("ui.loading")} />}
        {list.isError && <div className={styles["pad"]}><Trouble error={list.error} again={() => void list.refetch()} /></div>}
        {list.isSuccess && rows.length === 0 && (
          <Empty icon="review" title={t(`review.empty_${url.state}`)} actions={url.mine === "1" && <Button onPress={() => setUrl({ mine: "" })}>{t("review.show_all")}</Button>}>{t(`review.empty_${url.state}_text`)}</Empty>
        )}
        {rows.length > 0 && (
          <Grid label={t("nav.review")} rows={rows} columns={columns} rowHeight={phone ? 100 : 62} rowId={(each) => each.id} rowName={(each) => each.headline} active={active} onActive={setActive} onOpen={open} hideHead={phone} busy={list.isFetching} />
        )}
      </div>
    </div>
  );
}

function LevelBadge({ each }: { each: ReviewCase }) {
  const { t } = useI18n();
  if (each.state !== "open") return <Badge tone={each.state === "signed" ? "ok" : "warn"} icon={each.state === "signed" ? "check" : "back"}>{t(each.state === "signed" ? "review.signed" : "review.returned")}</Badge>;
  return <Badge tone="info">{t("review.level_of", { level: each.level.name, number: each.level.number, of: each.level.of })}</Badge>;
}

export function reason(each: Pick<ReviewCase, "cannot_sign_reason" | "state">, t: ReturnType<typeof useI18n>["t"]): string {
  switch (each.cannot_sign_reason) {
    case "review.four_eyes": return t("review.not_four_eyes");
    case "review.two_levels": return t("review.not_two_levels");
    case "review.not_your_level": return t("review.not_your_level");
    case null: return each.state === "open" ? "" : t("review.closed");
    default: return t("review.not_now");
  }
}
