import type { Item } from "@/api/types";
import { useT } from "@/app/i18n";
import { Badge, Time } from "@/ui";
import styles from "./inbox.module.css";

export function ItemCell({ item, withTime }: { item: Item; withTime: boolean }) {
  const t = useT();
  return (
    <div className={styles["cell"]}>
      <div className={styles["cellHead"]} lang={item.language}>{item.headline || t("story.untitled")}</div>
      <div className={styles["cellSub"]}>
        <span className="ellipsis">{item.source_name}</span>
        {item.duplicate_of && <Badge tone="info">{t("inbox.duplicate")}</Badge>}
        {item.pictures > 0 && <Badge>{t("inbox.pictures", { n: item.pictures })}</Badge>}
        {item.state === "fetched" && <Badge tone="ok" icon="check">{t("inbox.state_fetched")}</Badge>}
        {item.state === "discarded" && <Badge icon="trash">{t("inbox.state_discarded")}</Badge>}
        {withTime && <span className={styles["cellLate"]}><Time at={item.received_at} /></span>}
      </div>
    </div>
  );
}

export function MetaCell({ item }: { item: Item }) {
  return <span className={styles["cellTime"]}><Time at={item.received_at} /></span>;
}
