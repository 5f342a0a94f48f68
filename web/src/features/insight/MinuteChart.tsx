import { useMemo, useState } from "react";
import { useI18n } from "@/app/i18n";
import { bars, roundTop } from "./series";
import styles from "./story.module.css";

const height = 180;

/** Reads over time as bars. The same numbers stand in a table for those who do not see the drawing. */
export function MinuteChart({ start, step, values }: { start: string; step: number; values: number[] }) {
  const { t, number, clock } = useI18n();
  const [at, setAt] = useState<number | null>(null);
  const drawn = useMemo(() => bars(start, step, values), [start, step, values]);
  const top = roundTop(Math.max(...drawn.bars.map((bar) => bar.value)));
  const count = drawn.bars.length;
  const pointed = at === null ? drawn.bars.at(-1) : drawn.bars[at];
  const labels = [0, 0.25, 0.5, 0.75, 1].map((share) => drawn.bars[Math.min(count - 1, Math.round(share * (count - 1)))]!);
  return (
    <figure className={styles["chart"]}>
      <figcaption className="num">{pointed && t("insight.at", { time: clock(pointed.at), n: pointed.value, count: number(pointed.value) })}</figcaption>
      <div className={styles["plot"]}>
        <div className={styles["axis"]} aria-hidden="true"><span className="num">{number(top)}</span><span className="num">{number(top / 2)}</span><span className="num">0</span></div>
        <svg viewBox={`0 0 ${count} ${height}`} preserveAspectRatio="none" className={styles["svg"]} role="img" aria-label={t("insight.chart", { n: values.reduce((sum, each) => sum + each, 0) })}
          onPointerMove={(event) => { const box = event.currentTarget.getBoundingClientRect(); setAt(Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * count)))); }} onPointerLeave={() => setAt(null)}>
          <line x1={0} x2={count} y1={height / 2} y2={height / 2} className={styles["line"]} vectorEffect="non-scaling-stroke" />
          {drawn.bars.map((bar, i) => {
            const size = (bar.value / top) * height;
            return <rect key={bar.at} x={i + 0.1} width={0.8} y={height - size} height={size} className={styles["bar"]} data-at={i === at || undefined} />;
          })}
        </svg>
      </div>
      <div className={styles["times"]} aria-hidden="true">{labels.map((bar, i) => <span key={i} className="num">{clock(bar.at)}</span>)}</div>
      <table className="visually-hidden">
        <caption>{t("insight.by_minute")}</caption>
        <thead><tr><th scope="col">{t("insight.time")}</th><th scope="col">{t("insight.reads")}</th></tr></thead>
        <tbody>{drawn.bars.map((bar) => <tr key={bar.at}><td>{clock(bar.at)}</td><td>{number(bar.value)}</td></tr>)}</tbody>
      </table>
    </figure>
  );
}
