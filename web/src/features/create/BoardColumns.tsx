import { Link } from "@tanstack/react-router";
import { useState, type DragEvent } from "react";
import type { Stage, StoryCard } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { publicationName, publicationTone } from "@/app/publicationState";
import { cx } from "@/lib/cx";
import { Avatar, Badge, Icon, IconButton, MenuButton, Time, type Entry } from "@/ui";
import type { Beside } from "./board";
import { mayMove, overdue, stageName, stages } from "./stages";
import styles from "./board.module.css";

type Props = { rows: StoryCard[]; beside: Beside; onMove?: (story: StoryCard, stage: Stage) => void; onSpike?: (story: StoryCard) => void };

export function BoardColumns({ rows, beside, onMove, onSpike }: Props) {
  const { t } = useI18n();
  const [over, setOver] = useState<Stage | null>(null);
  const [dragged, setDragged] = useState<StoryCard | null>(null);
  const drop = (stage: Stage) => {
    if (dragged && mayMove(dragged.stage, stage)) onMove?.(dragged, stage);
    setOver(null);
    setDragged(null);
  };
  return (
    <div className={styles["columns"]} tabIndex={0} role="region" aria-label={t("board.board")}>
      {stages.map((stage) => {
        const here = rows.filter((each) => each.stage === stage);
        return (
          <section key={stage} className={cx(styles["column"], over === stage && styles["over"])} aria-labelledby={`stage-${stage}`}
            onDragOver={(event) => { if (dragged && mayMove(dragged.stage, stage)) { event.preventDefault(); setOver(stage); } }}
            onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null); }}
            onDrop={(event) => { event.preventDefault(); drop(stage); }}>
            <header className={styles["columnHead"]}>
              <h2 id={`stage-${stage}`}>{t(stageName[stage])}</h2>
              <span className={`num ${styles["count"] ?? ""}`}>{here.length}</span>
            </header>
            {here.length === 0 ? (
              <p className={styles["columnEmpty"]}>{t(stage === "review" ? "board.empty_review" : stage === "ready" ? "board.empty_ready" : onMove ? "board.column_empty" : "board.empty_column")}</p>
            ) : (
              <ul className={styles["cards"]}>
                {here.map((story) => (
                  <Card key={story.id} story={story} beside={beside} onMove={onMove} onSpike={onSpike} onDrag={setDragged} lifted={dragged?.id === story.id} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Card({ story, beside, onMove, onSpike, onDrag, lifted }: { story: StoryCard; beside: Beside; onMove: Props["onMove"] | undefined; onSpike: Props["onSpike"] | undefined; onDrag: (story: StoryCard | null) => void; lifted: boolean }) {
  const { t, number } = useI18n();
  const late = overdue(story.due_at, story.stage);
  const publication = beside.publication.get(story.id);
  const reads = beside.reads.get(story.id);
  const entries: Entry[] = [
    ...(onMove ? [{ head: t("board.move_to"), entries: stages.map((stage) => ({ id: stage, label: t(stageName[stage]), checked: stage === story.stage, isDisabled: !mayMove(story.stage, stage), run: () => onMove(story, stage) })) }] : []),
    ...(onSpike ? [{ rule: "spike" }, { id: "spike", label: t("board.spike"), icon: "trash" as const, bad: true, run: () => onSpike(story) }] : []),
  ];
  const drag = (event: DragEvent) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", story.headline);
    onDrag(story);
  };
  return (
    <li className={cx(styles["card"], lifted && styles["lifted"])} draggable={onMove !== undefined} onDragStart={drag} onDragEnd={() => onDrag(null)} data-story={story.id}>
      <div className={styles["cardTop"]}>
        <Link to="/stories/$story" params={{ story: story.id }} className={styles["cardLink"]}>{story.headline || t("story.untitled")}</Link>
        {entries.length > 0 && <MenuButton label={t("ui.actions")} entries={entries} trigger={<IconButton icon="more" small label={t("board.actions_of", { headline: story.headline || t("story.untitled") })} className={styles["cardMenu"] ?? ""} />} />}
      </div>
      <div className={styles["cardSub"]}>
        <span className="ellipsis">{story.desk_name}</span>
        {story.item && <Badge>{t("board.from_item")}</Badge>}
        {publication && <Badge tone={publicationTone(publication.state)}>{t(publicationName(publication.state))}</Badge>}
      </div>
      <div className={styles["cardFoot"]}>
        {story.assignee_name ? <><Avatar name={story.assignee_name} /><span className="ellipsis">{story.assignee_name}</span></> : <span className="muted">{t("story.nobody")}</span>}
        <span className={styles["grow"]} />
        {reads !== undefined && reads > 0 ? <Link to="/insight/stories/$story" params={{ story: story.id }} className="num">{t("board.reads", { n: reads, count: number(reads) })}</Link> : story.due_at && story.stage !== "done" ? (
          <span className={late ? styles["late"] : "muted"}><Icon name={late ? "warn" : "clock"} size={14} />{late && <span className="visually-hidden">{t("board.overdue")} </span>}<Time at={story.due_at} /></span>
        ) : (
          <span className="muted num">{t("editor.words", { n: story.words, count: number(story.words) })}</span>
        )}
      </div>
    </li>
  );
}
