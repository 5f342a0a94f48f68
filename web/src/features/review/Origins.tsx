import { useQuery } from "@tanstack/react-query";
import { proof as proofQuery, provenance } from "@/api/create";
import { useT } from "@/app/i18n";
import { sharesOf } from "./origins";
import styles from "./review.module.css";

/** How much of the proof stands in what came in, and who wrote the rest. Found by the server, block by block. */
export function Origins({ proof }: { proof: string }) {
  const t = useT();
  const submitted = useQuery(proofQuery(proof));
  const revision = submitted.data?.parts[0]?.revision;
  const origins = useQuery({ ...provenance(revision ?? ""), enabled: revision !== undefined });
  const shares = sharesOf(origins.data?.blocks ?? []);
  if (shares.length === 0) return null;
  return (
    <section>
      <h2>{t("review.origins")}</h2>
      <ul className={styles["origins"]}>
        {shares.map((share) => (
          <li key={share.source ?? "people"}>
            <span>{share.source ? share.title : share.people.length === 0 ? t("review.written_here") : t("review.written_by", { people: share.people.join(t("history.and")) })}</span>
            <strong className="num">{t("review.share", { share: share.percent })}</strong>
            <span className={styles["bar"]} style={{ inlineSize: `${share.percent}%` }} data-people={share.source === null || undefined} aria-hidden="true" />
          </li>
        ))}
      </ul>
    </section>
  );
}
