import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { story as storyQuery } from "@/api/create";
import { storyReads } from "@/api/insight";
import { publications } from "@/api/publish";
import { useLive } from "@/api/socket";
import { refetch } from "@/api/query";
import { ScreenTrouble } from "@/app/Fallbacks";
import { useI18n } from "@/app/i18n";
import { publicationName, publicationTone } from "@/app/publicationState";
import { drawerUrl } from "@/app/search";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { Badge, Button, buttonClass, cardClass, Empty, Icon, Page, Skeleton, Time, Trouble } from "@/ui";
import { MinuteChart } from "./MinuteChart";
import { duration } from "./series";
import styles from "./story.module.css";

/** `/insight/stories/$story`: what happens out there, counted as it happens. */
export function StoryPage() {
  const { t, number, locale } = useI18n();
  const { story: id } = useParams({ strict: false }) as { story: string };
  const [, setDrawer] = useUrl(drawerUrl);
  const about = useQuery(storyQuery(id));
  const seen = useQuery(storyReads(id));
  const out = useQuery({ ...publications({ story: id }), retry: false });
  useLive([`story:${id}`], () => refetch("story", "story_reads", "publications"));
  useTitle(about.data?.headline ?? "");
  if (about.isError && !about.data) return <ScreenTrouble title={t("insight.title")} error={about.error} again={() => void about.refetch()} />;
  const data = seen.data;
  const average = data && data.reads > 0 ? data.engaged_s / data.reads : 0;
  return (
    <Page title={about.data?.headline || (about.data ? t("story.untitled") : t("insight.title"))}
      head={<>
        <Link to="/stories/$story" params={{ story: id }} className={buttonClass({})}><Icon name="sign" size={16} />{t("insight.open_editor")}</Link>
        <Button icon="publish" onPress={() => setDrawer({ publish: id }, true)}>{t("publish.panel")}</Button>
      </>}>
      {about.isError && <Trouble error={about.error} again={() => void about.refetch()} />}
      {about.data && (
        <p className={styles["sub"]}>
          <span>{about.data.desk_name}</span>
          <span>{t("story.made_by", { name: about.data.created_by_name })}</span>
          <span>{t("editor.words", { n: about.data.words, count: number(about.data.words) })}</span>
        </p>
      )}
      {seen.isPending && <Skeleton rows={5} height={40} label={t("ui.loading")} />}
      {seen.isError && <Trouble error={seen.error} again={() => void seen.refetch()} />}
      {data && (
        <>
          <dl className={styles["figures"]}>
            <Figure name={t("insight.reads")} value={number(data.reads)} hint={t("insight.reads_hint")} main />
            <Figure name={t("insight.average")} value={average === 0 ? "–" : duration(average, locale)} hint={t("insight.average_hint")} />
          </dl>
          <section className={`${cardClass} ${styles["panel"] ?? ""}`} aria-labelledby="by-minute">
            <h2 id="by-minute">{t("insight.by_minute")}</h2>
            {data.by_minute.reads.length === 0 || data.reads === 0 ? (
              <Empty icon="chart" title={t("insight.no_reads")}>{t("insight.no_reads_text")}</Empty>
            ) : (
              <MinuteChart start={data.by_minute.start} step={data.by_minute.step_s} values={data.by_minute.reads} />
            )}
          </section>
        </>
      )}
      <section className={`${cardClass} ${styles["panel"] ?? ""}`} aria-labelledby="where-out">
        <h2 id="where-out">{t("insight.where")}</h2>
        {out.data?.items.length === 0 && <p className="muted">{t("insight.nowhere")}</p>}
        <ul className={styles["outs"]}>
          {out.data?.items.map((each) => (
            <li key={each.id}>
              <strong>{each.account_name}</strong>
              <Badge tone={publicationTone(each.state)}>{t(publicationName(each.state))}</Badge>
              {each.published_at && <span className="muted"><Time at={each.published_at} /></span>}
              {each.url && each.state === "live" && <a href={each.url} target="_blank" rel="noopener">{t("publish.see_live")}</a>}
            </li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

function Figure({ name, value, hint, main = false }: { name: string; value: string; hint: string; main?: boolean }) {
  return (
    <div className={`${cardClass} ${styles["figure"] ?? ""}`} data-main={main || undefined}>
      <dt>{name}</dt>
      <dd className="num">{value}</dd>
      <dd className={styles["hint"]}>{hint}</dd>
    </div>
  );
}
