import { useState } from "react";
import { useT } from "@/app/i18n";
import { whereIs } from "@/lib/picture";
import { Icon } from "./icons";
import styles from "./picture.module.css";

/** A picture in a text. What this page may not or cannot show stands as a card that says what it is and where it lies. */
export function Picture({ src, alt }: { src: string; alt: string }) {
  const t = useT();
  const [broken, setBroken] = useState<string | null>(null);
  const where = whereIs(src, window.location.origin);
  if (where.kind !== "elsewhere" && broken !== src) {
    return (
      <>
        <img src={src} alt={alt} loading="lazy" onError={() => setBroken(src)} />
        {where.kind === "inside" && <small className={styles["note"]}>{t("picture.inside")}</small>}
      </>
    );
  }
  return (
    <span className={styles["card"]}>
      <Icon name="picture" size={24} />
      <span className={styles["about"]}>
        <strong>{alt || t("picture.no_alt")}</strong>
        <span>{where.kind === "elsewhere" ? where.host : src}</span>
        <small>{t(where.kind === "elsewhere" ? "picture.elsewhere" : "picture.broken")}</small>
      </span>
    </span>
  );
}
