import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import * as api from "@/api/create";
import { ScreenTrouble } from "@/app/Fallbacks";
import { useT } from "@/app/i18n";
import { Skeleton } from "@/ui";
import { EditorScreen } from "./EditorScreen";
import styles from "./editor.module.css";

/** `/stories/$story`: loads the story and its master document, then hands them to the desk. */
export function StoryEditor() {
  const t = useT();
  const { story: id } = useParams({ strict: false }) as { story: string };
  const story = useQuery(api.story(id));
  const master = story.data?.documents.find((each) => each.kind === "master") ?? story.data?.documents[0];
  const document = useQuery({ ...api.document(master?.id ?? ""), enabled: master !== undefined });
  const error = story.error ?? document.error;
  if (error && !(story.data && document.data)) {
    return <ScreenTrouble title={t("editor.title")} error={error} again={() => void (story.error ? story.refetch() : document.refetch())} />;
  }
  if (!story.data || !document.data) {
    return (
      <div className={styles["state"]}>
        <h1 className="visually-hidden">{t("editor.title")}</h1>
        <Skeleton rows={9} height={24} label={t("ui.loading")} />
      </div>
    );
  }
  return <EditorScreen key={document.data.id} story={story.data} initial={document.data} />;
}
