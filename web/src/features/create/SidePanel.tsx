import type { Comment, Document, Story } from "@/api/types";
import { useT } from "@/app/i18n";
import type { Fate, Remark } from "@/editor/remarks";
import type { FieldName, SaveState } from "@/editor/saver";
import { Tabs } from "@/ui";
import { CommentsPanel } from "./CommentsPanel";
import { FieldsPanel } from "./FieldsPanel";
import { HistoryPanel } from "./HistoryPanel";
import styles from "./editor.module.css";

export type Tab = "fields" | "comments" | "history";
type Props = {
  story: Story; values: Document; editable: boolean; refusal: Extract<SaveState, { kind: "refused" }> | null; tab: Tab; onTab: (tab: Tab) => void;
  onChange: <F extends Exclude<FieldName, "body">>(field: F, value: Document[F]) => void;
  comments: Comment[]; commentsTrouble: unknown; fates: ReadonlyMap<string, Fate>; quote: { anchor: string; quote: string } | null; onQuote: (quote: null) => void; onShow: (remark: Remark) => void;
  restoreHere?: (revision: string) => Promise<void>; onRestored: () => void; beforeRestore: () => Promise<boolean>;
};

export function SidePanel(props: Props) {
  const t = useT();
  const open = props.comments.filter((each) => !each.resolved).length;
  return (
    <Tabs label={t("editor.panel")} value={props.tab} onChange={props.onTab} className={styles["panel"] ?? ""} tabs={[
      { id: "fields", label: t("panel.fields"), content: <FieldsPanel story={props.story} values={props.values} editable={props.editable} refusal={props.refusal} onChange={props.onChange} /> },
      { id: "comments", label: open > 0 ? `${t("panel.comments")} ${open}` : t("panel.comments"), content: <CommentsPanel story={props.story.id} document={props.values.id} comments={props.comments} trouble={props.commentsTrouble} fates={props.fates} quote={props.quote} onQuote={props.onQuote} onShow={props.onShow} /> },
      { id: "history", label: t("panel.history"), content: <HistoryPanel document={props.values.id} editable={props.editable} {...(props.restoreHere && { restoreHere: props.restoreHere })} onRestored={props.onRestored} beforeRestore={props.beforeRestore} /> },
    ]} />
  );
}
