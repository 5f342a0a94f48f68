import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { StoryCard } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { publicationName, publicationTone } from "@/app/publicationState";
import { usePhone } from "@/lib/useMedia";
import { Badge, Time } from "@/ui";
import { Grid, type Column } from "@/ui/Grid";
import { Link } from "@tanstack/react-router";
import type { Beside } from "./board";
import { overdue, stageName, stageTone } from "./stages";
import styles from "./board.module.css";

export function StoryTable({ rows, beside }: { rows: StoryCard[]; beside: Beside }) {
  const { t, number } = useI18n();
  const navigate = useNavigate();
  const phone = usePhone();
  const [active, setActive] = useState<string | null>(rows[0]?.id ?? null);
  const headline: Column<StoryCard> = {
    key: "headline", head: t("field.headline"), width: "1 1 0",
    cell: (row) => <Link to="/stories/$story" params={{ story: row.id }} className={styles["tableLink"]}>{row.headline || t("story.untitled")}</Link>,
  };
  const stage: Column<StoryCard> = { key: "stage", head: t("board.stage"), width: "0 0 92px", cell: (row) => <Badge tone={stageTone[row.stage]}>{t(stageName[row.stage])}</Badge> };
  const columns: Column<StoryCard>[] = phone ? [headline, stage] : [
    headline, stage,
    { key: "desk", head: t("story.desk"), width: "0 1 140px", cell: (row) => row.desk_name },
    { key: "assignee", head: t("story.assignee"), width: "0 1 120px", cell: (row) => row.assignee_name ?? <span className="muted">{t("story.nobody")}</span> },
    { key: "due", head: t("story.due"), width: "0 0 124px", cell: (row) => (row.due_at ? <span className={overdue(row.due_at, row.stage) ? styles["late"] : undefined}><Time at={row.due_at} /></span> : <span className="muted">–</span>) },
    { key: "words", head: t("board.words"), width: "0 0 64px", cell: (row) => <span className="num">{number(row.words)}</span> },
    { key: "out", head: t("nav.publish"), width: "0 0 92px", cell: (row) => { const each = beside.publication.get(row.id); return each ? <Badge tone={publicationTone(each.state)}>{t(publicationName(each.state))}</Badge> : <span className="muted">–</span>; } },
    { key: "updated", head: t("board.updated"), width: "0 0 110px", cell: (row) => <span className="muted"><Time at={row.updated_at} /></span> },
  ];
  return (
    <div className={styles["table"]}>
      <Grid label={t("nav.board")} rows={rows} columns={columns} rowHeight={40} rowId={(row) => row.id} rowName={(row) => row.headline} active={active} onActive={setActive} onOpen={(row) => void navigate({ to: "/stories/$story", params: { story: row.id } })} />
    </div>
  );
}
