import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import * as api from "@/api/review";
import { refetch } from "@/api/query";
import { useLive } from "@/api/socket";
import type { ReviewCaseFull } from "@/api/types";
import { ScreenTrouble } from "@/app/Fallbacks";
import { hasMessage, useI18n, type Key } from "@/app/i18n";
import { caseUrl } from "@/app/search";
import { useShortcuts } from "@/app/shortcuts/use";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { Badge, Banner, buttonClass, Skeleton, Trouble } from "@/ui";
import { Segments } from "@/ui/Choice";
import { DiffView } from "@/ui/Diff";
import { FragmentView } from "@/ui/FragmentView";
import { PageFrame } from "@/ui/PageFrame";
import { AiBadge } from "./AiBadge";
import { CaseSide } from "./CaseSide";
import { Decision } from "./Decision";
import styles from "./review.module.css";

export function ReviewRoom() {
  const { t } = useI18n();
  const { case: id } = useParams({ strict: false }) as { case: string };
  const found = useQuery(api.reviewCase(id));
  useLive(["cases"], (message) => message.id === id && refetch("case", "publishing"));
  useTitle(found.data?.headline ?? t("nav.review"));
  if (found.isError && !found.data) return <ScreenTrouble title={t("nav.review")} error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <div className={styles["pad"]}><h1 className="visually-hidden">{t("nav.review")}</h1><Skeleton rows={9} height={22} label={t("ui.loading")} /></div>;
  return <Room key={found.data.id} reviewed={found.data} />;
}

function Room({ reviewed }: { reviewed: ReviewCaseFull }) {
  const { t, number } = useI18n();
  const [url, setUrl] = useUrl(caseUrl);
  const part = reviewed.parts.find((each) => each.hash === url.part) ?? reviewed.parts.find((each) => each.state === "open") ?? reviewed.parts[0];
  const views = [{ value: "text" as const, label: t("review.view_text") }, ...(part?.diff_from ? [{ value: "changes" as const, label: t("review.view_changes") }] : []), { value: "page" as const, label: t("review.view_page") }];
  const view = views.some((each) => each.value === url.view) ? url.view : "text";
  useShortcuts("review", { changes: () => part?.diff_from && setUrl({ view: view === "changes" ? "text" : "changes" }) });
  return (
    <div className={styles["room"]}>
      <header className={styles["head"]}>
        <Link to="/review" className={`${buttonClass({ look: "plain" })} ${styles["back"] ?? ""}`} aria-label={t("review.back")} title={t("review.back")}>←</Link>
        <div className={styles["title"]}>
          <h1 className="headline">{reviewed.headline || t("story.untitled")}</h1>
          <div className={styles["titleSub"]}>
            <span>{reviewed.desk_name}</span>
            <span>{t("review.by_at", { person: reviewed.submitted_by_name })}</span>
            <AiBadge use={reviewed.ai_use} />
            {part && <span className="num">{t("editor.words", { n: part.words, count: number(part.words) })}</span>}
          </div>
        </div>
        <Decision reviewed={reviewed} part={part} />
      </header>
      <div className={styles["columns"]}>
        <div className={styles["sheet"]} tabIndex={0} role="region" aria-label={t("review.proof")}>
          <div className={styles["paper"]}>
            {reviewed.moved_on && <Banner tone="warn" actions={<Link to="/stories/$story" params={{ story: reviewed.story }} className={buttonClass({ small: true })}>{t("review.see_story")}</Link>}>{t("review.moved_on")}</Banner>}
            <div className={styles["viewBar"]}>
              {reviewed.parts.length > 1 && <Segments label={t("review.parts")} value={part?.hash ?? ""} onChange={(hash) => setUrl({ part: hash })} options={reviewed.parts.map((each) => ({ value: each.hash, label: kindName(each.kind, t), ...(each.state === "signed" && { icon: "check" as const }) }))} />}
              <Segments label={t("review.view")} value={view} onChange={(next) => setUrl({ view: next })} options={views} />
              {part && <Badge tone={part.state === "signed" ? "ok" : "neutral"}>{kindName(part.kind, t)} · {part.hash.slice(0, 8)}</Badge>}
            </div>
            {!part && <Banner tone="warn">{t("review.no_part")}</Banner>}
            {part && view === "text" && <FragmentView html={part.html} />}
            {part && view === "page" && <PageFrame html={part.html} title={part.headline} />}
            {part && view === "changes" && part.diff_from && <PartDiff part={part.hash} from={part.diff_from} />}
          </div>
        </div>
        <CaseSide reviewed={reviewed} />
      </div>
    </div>
  );
}

function PartDiff({ part, from }: { part: string; from: string }) {
  const { t } = useI18n();
  const diff = useQuery(api.partDiff(part, from));
  if (diff.isPending) return <Skeleton rows={6} label={t("ui.loading")} />;
  if (diff.isError) return <Trouble error={diff.error} again={() => void diff.refetch()} />;
  return (
    <div className={styles["diff"]}>
      <p className="muted">{t("review.against_signed")}</p>
      <DiffView diff={diff.data} fieldName={(field) => (hasMessage(`field.${field}`) ? t(`field.${field}` as Key) : field)} />
    </div>
  );
}

const kindName = (kind: string, t: (key: Key) => string): string => (hasMessage(`channel.${kind}`) ? t(`channel.${kind}` as Key) : kind);
