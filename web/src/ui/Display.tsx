import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useI18n } from "@/app/i18n";
import { cx } from "@/lib/cx";
import { Icon, type IconName } from "./icons";
import styles from "./display.module.css";

export type Tone = "neutral" | "accent" | "ok" | "warn" | "bad" | "info" | "ai";

export function Badge({ tone = "neutral", icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={cx(styles["tag"], styles[tone])}>
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}

/** One Han character, or the first letters of the first two words. */
export function initials(name: string): string {
  const han = name.match(/\p{Script=Han}/u);
  if (han) return [...name].findLast((each) => /\p{Script=Han}/u.test(each)) ?? han[0];
  return name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();
}

export function Avatar({ name }: { name: string }) {
  return <span className={styles["avatar"]} title={name} aria-hidden="true">{initials(name)}</span>;
}

export function Presence({ people, label }: { people: { id: string; name: string; colour?: string }[]; label: string }) {
  if (people.length === 0) return null;
  return (
    <span className={styles["presence"]} role="img" aria-label={`${label}: ${people.map((each) => each.name).join(", ")}`}>
      {people.slice(0, 4).map((each) => <Avatar key={each.id} name={each.name} />)}
    </span>
  );
}

/** Why there is nothing, and what to do next. `whole` when it stands for a whole screen. */
export function Empty({ icon = "info", title, children, actions, whole = false }: { icon?: IconName; title: string; children?: ReactNode; actions?: ReactNode; whole?: boolean }) {
  const Title = whole ? "h1" : "h2";
  return (
    <div className={styles["empty"]}>
      <Icon name={icon} size={32} />
      <Title>{title}</Title>
      {children && <p>{children}</p>}
      {actions && <div className={styles["emptyActions"]}>{actions}</div>}
    </div>
  );
}

const bannerIcon: Record<Tone, IconName> = { neutral: "info", accent: "info", ok: "check", warn: "warn", bad: "warn", info: "info", ai: "info" };

export function Banner({ tone, children, sub, actions }: { tone: Tone; children: ReactNode; sub?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={cx(styles["banner"], styles[tone])} role={tone === "bad" ? "alert" : "status"}>
      <Icon name={bannerIcon[tone]} />
      <div className={styles["bannerText"]}>{children}{sub && <small>{sub}</small>}</div>
      {actions}
    </div>
  );
}

/** Grey rows in the shape of what is coming, shown only when it takes longer than a moment. */
export function Skeleton({ rows = 6, height = 20, label }: { rows?: number; height?: number; label: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const id = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(id);
  }, []);
  return (
    <div className={styles["skeletonRows"]} role="status" aria-label={label}>
      {shown && Array.from({ length: rows }, (_, i) => <div key={i} className={styles["skeleton"]} style={{ height, width: `${92 - ((i * 17) % 38)}%` }} />)}
    </div>
  );
}

export function Progress({ value, label }: { value: number; label: string }) {
  return (
    <div className={styles["progress"]} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(value * 100)}>
      <i style={{ width: `${Math.round(value * 100)}%` }} />
    </div>
  );
}

/** A moment: relative within a day, in the newsroom's zone; the viewer's own zone on hover. */
export function Time({ at }: { at: string }) {
  const { time, full, fullHere } = useI18n();
  const there = full(at);
  const here = fullHere(at);
  return <time dateTime={at} className="num" title={there === here ? there : `${there}\n${here}`}>{time(at)}</time>;
}

export function Page({ title, head, intro, children }: { title: string; head?: ReactNode; intro?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles["page"]}>
      <header className={styles["pageHead"]}>
        <h1>{title}</h1>
        <span className={styles["grow"]} />
        {head}
      </header>
      {intro && <p className={styles["pageIntro"]}>{intro}</p>}
      {children}
    </div>
  );
}

/** On a phone a row stands as a card, and each cell says with the words of its column what it is. */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    const heads = [...(table.current?.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent);
    for (const row of table.current?.tBodies[0]?.rows ?? []) [...row.cells].forEach((cell, i) => cell.setAttribute("data-head", heads[i] ?? ""));
  });
  return (
    <div className={styles["tableWrap"]} role="region" aria-label={label} tabIndex={0}>
      <table ref={table} className={styles["table"]}>{children}</table>
    </div>
  );
}

export function Definitions({ rows }: { rows: [string, ReactNode][] }) {
  return <dl className={styles["definition"]}>{rows.map(([term, value]) => <Row key={term} term={term} value={value} />)}</dl>;
}

function Row({ term, value }: { term: string; value: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  );
}

export const fitCell = styles["fit"] ?? "";
export const cardClass = styles["card"] ?? "";
