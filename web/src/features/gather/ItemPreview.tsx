import { useQuery } from "@tanstack/react-query";
import { item as itemQuery } from "@/api/gather";
import type { DeskRef, Item } from "@/api/types";
import { useT } from "@/app/i18n";
import { Badge, Button, Empty, Icon, IconButton, MenuButton, Skeleton, Time, Trouble } from "@/ui";
import { BodyView } from "@/ui/BodyView";
import styles from "./inbox.module.css";

type Actions = { mayFetch: boolean; mayDiscard: boolean; fetchTo: (desk?: string) => void; drop: () => void; restore: () => void; isBusy: boolean; desks: DeskRef[]; desk: string | null };

export function ItemPreview({ item, actions, onBack }: { item: Item | null; actions: Actions; onBack?: () => void }) {
  const t = useT();
  const full = useQuery({ ...itemQuery(item?.id ?? ""), enabled: item !== null });
  if (!item) return <section className={styles["preview"]} aria-label={t("inbox.preview")}><Empty icon="inbox" title={t("inbox.nothing_chosen")}>{t("inbox.nothing_chosen_text")}</Empty></section>;
  const desk = actions.desks.find((each) => each.id === actions.desk);
  return (
    <section className={styles["preview"]} aria-label={t("inbox.preview")}>
      <div className={styles["actions"]}>
        {onBack && <IconButton icon="back" label={t("inbox.to_list")} onPress={onBack} />}
        {item.state === "discarded" ? (
          actions.mayDiscard && <Button icon="undo" onPress={actions.restore} isDisabled={actions.isBusy}>{t("inbox.restore")}</Button>
        ) : (
          <>
            {actions.mayFetch && <span className={styles["split"]}>
              <Button look="primary" icon="send" onPress={() => actions.fetchTo()} isPending={actions.isBusy}>{desk ? t("inbox.fetch_to", { desk: desk.name }) : t("inbox.fetch")}</Button>
              {actions.desks.length > 1 && (
                <MenuButton label={t("inbox.choose_desk")} trigger={<IconButton icon="down" look="primary" label={t("inbox.choose_desk")} />} entries={[{ head: t("inbox.choose_desk"), entries: actions.desks.map((each) => ({ id: each.id, label: each.name, icon: "desk" as const, run: () => actions.fetchTo(each.id) })) }]} />
              )}
            </span>}
            {actions.mayDiscard && <Button icon="trash" onPress={actions.drop} isDisabled={actions.isBusy}>{t("inbox.discard")}</Button>}
          </>
        )}
        <span style={{ flex: 1 }} />
        {/^https?:/.test(item.url) && <a href={item.url} target="_blank" rel="noopener noreferrer" className={styles["original"]}><Icon name="external" size={16} /><span>{t("inbox.original")}</span></a>}
      </div>
      <article className={styles["article"]} tabIndex={0} aria-label={item.headline}>
        <h2 className="headline" lang={item.language}>{item.headline}</h2>
        <p className={styles["byline"]}>
          <strong>{item.source_name}</strong>
          {item.author && <span>{item.author}</span>}
          <span><Time at={item.published_at ?? item.received_at} /></span>
          {item.duplicate_of && <Badge tone="info">{t("inbox.duplicate")}</Badge>}
        </p>
        {item.summary && <p className={styles["summary"]} lang={item.language}>{item.summary}</p>}
        {full.isPending && <Skeleton rows={6} label={t("ui.loading")} />}
        {full.isError && <Trouble error={full.error} again={() => void full.refetch()} />}
        {full.data && <BodyView body={full.data.body} language={item.language} />}
      </article>
    </section>
  );
}
