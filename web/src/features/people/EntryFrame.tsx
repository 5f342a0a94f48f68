import { useEffect, type FormEvent, type ReactNode } from "react";
import type { Locale } from "@/api/types";
import { setLocale, useI18n } from "@/app/i18n";
import { Logo } from "@/app/shell/Logo";
import { Banner, explain } from "@/ui";
import { Segments } from "@/ui/Choice";
import styles from "./entry.module.css";

const languages: { value: Locale; label: string }[] = [{ value: "zh-CN", label: "中文" }, { value: "en", label: "English" }];

/** The frame of the pages before one is in: set-up, sign-in, recovery, invitation. */
export function EntryFrame({ title, intro, error, onSubmit, children, foot }: { title: string; intro?: ReactNode; error?: unknown; onSubmit: () => void; children: ReactNode; foot?: ReactNode }) {
  const { t, locale } = useI18n();
  useEffect(() => {
    document.title = `${title} · ${t("app.name")}`;
  }, [title, t]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className={styles["page"]}>
      <aside className={styles["side"]} aria-label={t("app.name")}>
        <div className={styles["mark"]}><Logo size={32} />{t("app.name")}</div>
        <div className={styles["motto"]}>
          <h2 className="headline">{t("entry.motto")}</h2>
          <p>{t("entry.motto_text")}</p>
        </div>
        <div className={styles["chain"]}>
          {(["nav.inbox", "entry.chain_write", "nav.review", "nav.publish"] as const).map((key) => <span key={key}>{t(key)}</span>)}
        </div>
      </aside>
      <main className={styles["form"]}>
        <div className={styles["language"]}><Segments label={t("app.language")} value={locale} options={languages} onChange={(next) => void setLocale(next)} /></div>
        <form className={styles["box"]} onSubmit={submit} noValidate>
          <div className={styles["brandSmall"]}><Logo size={28} />{t("app.name")}</div>
          <header>
            <h1>{title}</h1>
            {intro && <p>{intro}</p>}
          </header>
          {error !== null && error !== undefined && <Banner tone="bad">{explain(error, t)}</Banner>}
          {children}
          {foot && <div className={styles["foot"]}>{foot}</div>}
        </form>
      </main>
    </div>
  );
}
