import type { ReviewCaseFull } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { cx } from "@/lib/cx";
import { Avatar, Icon, Time } from "@/ui";
import { Origins } from "./Origins";
import styles from "./review.module.css";

/** Levels, signatures and earlier rounds of a case. */
export function CaseSide({ reviewed }: { reviewed: ReviewCaseFull }) {
  const { t } = useI18n();
  return (
    <aside className={styles["side"]} aria-label={t("review.case")}>
      <section>
        <h2>{t("review.levels")}</h2>
        <ol className={styles["levels"]}>
          {reviewed.levels.map((level) => (
            <li key={level.key} className={cx(styles["level"], styles[level.state])}>
              <span className={styles["levelMark"]}>{level.state === "done" && <Icon name="check" size={12} />}</span>
              <span>
                <strong>{level.name}</strong>
                <small>{level.state === "done" ? (level.person_name ?? "") : t(level.state === "current" ? "review.level_now" : "review.level_ahead")}</small>
              </span>
            </li>
          ))}
        </ol>
      </section>
      {reviewed.note && (
        <section>
          <h2>{t("review.note")}</h2>
          <p>{reviewed.note}</p>
        </section>
      )}
      <Origins proof={reviewed.proof} />
      <section>
        <h2>{t("review.signatures")}</h2>
        {reviewed.signatures.length === 0 ? <p className="muted">{t("review.no_signatures")}</p> : (
          <ul className={styles["entries"]}>
            {reviewed.signatures.map((each, i) => (
              <li key={`${each.part}${i}`}>
                <Avatar name={each.person_name} />
                <span>
                  <strong>{each.person_name}</strong> · {each.level_name || each.level}
                  <small><Time at={each.at} /> · <code>{each.part.slice(0, 8)}</code></small>
                  {each.note && <span>{each.note}</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {reviewed.returns.length > 0 && (
        <section>
          <h2>{t("review.rounds")}</h2>
          <ul className={styles["entries"]}>
            {reviewed.returns.map((each, i) => (
              <li key={`${each.at}${i}`}>
                <Avatar name={each.person_name} />
                <span>
                  <strong>{each.person_name}</strong> {t("review.returned_it")}
                  <small><Time at={each.at} /></small>
                  <span>{each.reason}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
