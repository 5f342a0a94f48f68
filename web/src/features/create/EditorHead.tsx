import { Link } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { useCan } from "@/api/session";
import type { AiUse, Story } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { drawerUrl } from "@/app/search";
import { useUrl } from "@/app/url";
import type { DocumentSaver } from "@/editor/saver";
import { Badge, Button, IconButton, Select } from "@/ui";
import { buttonClass } from "@/ui";
import { useBodyState, worse } from "./bodyState";
import { PresenceSlot } from "./presence";
import { PreviewButton } from "./Preview";
import { SaveMark } from "./SaveMark";
import { stageName, stageTone } from "./stages";
import type { Submitting } from "./useSubmit";
import styles from "./editor.module.css";

type Props = {
  story: Story; document: string; words: { han: number; words: number; total: number }; saver: DocumentSaver; settle: () => Promise<boolean>; submit: Submitting;
  editable: boolean; narrow: boolean; onPanel: () => void;
};

export function EditorHead({ story, document, words, saver, settle, submit, editable, narrow, onPanel }: Props) {
  const { t, number } = useI18n();
  const can = useCan();
  const [, setDrawer] = useUrl(drawerUrl);
  const fields = useSyncExternalStore(saver.watch, () => saver.state);
  const state = worse(fields, useBodyState());
  const choices: { value: AiUse; label: string }[] = [{ value: "none", label: t("ai.none") }, { value: "polished", label: t("ai.polished") }, { value: "drafted", label: t("ai.drafted") }];
  const out = story.stage === "ready" || story.stage === "done";
  const maySubmit = editable && can("story.submit");
  return (
    <header className={styles["head"]}>
      <Link to="/create/board" className={`${buttonClass({ look: "plain" })} ${styles["back"] ?? ""}`} aria-label={t("editor.back")} title={t("editor.back")}>←</Link>
      <div className={styles["about"]}>
        <span className={styles["where"]}>
          <span className="ellipsis">{story.desk_name}</span>
          <Badge tone={stageTone[story.stage]}>{t(stageName[story.stage])}</Badge>
        </span>
        <SaveMark state={state} />
        <span className={`num muted ${styles["words"] ?? ""}`} title={t("editor.words_detail", { han: words.han, words: words.words })}>{t("editor.words", { n: words.total, count: number(words.total) })}</span>
        <PresenceSlot />
      </div>
      <PreviewButton document={document} settle={async () => !editable || (navigator.onLine && state.kind !== "offline" && (await settle()))} />
      {narrow && <IconButton icon="fields" label={t("editor.panel")} onPress={onPanel} />}
      <Link to="/insight/stories/$story" params={{ story: story.id }} className={`${buttonClass({ look: "plain" })} ${styles["wide"] ?? ""}`}>{t("editor.reads")}</Link>
      {(out || maySubmit) && (
        <span className={styles["acts"]}>
          {out && <Button icon="publish" onPress={() => setDrawer({ publish: story.id }, true)}>{t("publish.open")}</Button>}
          {maySubmit && <Select label={t("ai.label")} hideLabel value={submit.aiUse} options={choices} onChange={submit.setAiUse} className={styles["ai"] ?? ""} />}
          {maySubmit && <Button look="primary" icon="send" onPress={submit.run} isPending={submit.isPending}>{t("editor.submit")}</Button>}
        </span>
      )}
    </header>
  );
}
