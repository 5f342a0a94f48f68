import type { Node } from "prosemirror-model";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import * as api from "@/api/create";
import { refetch } from "@/api/query";
import { useLive } from "@/api/socket";
import type { Document, Story } from "@/api/types";
import { useT } from "@/app/i18n";
import { storyUrl } from "@/app/search";
import { useShortcuts } from "@/app/shortcuts/use";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { writeBody } from "@/editor/createEditor";
import type { Fate, Remark } from "@/editor/remarks";
import { splitLines } from "@/editor/paste";
import type { FieldName } from "@/editor/saver";
import { TextEditor, type EditorHandle } from "@/editor/TextEditor";
import { readDraft, useSaver } from "@/editor/useSaver";
import { useNarrow } from "@/lib/useMedia";
import { countWords } from "@/lib/words";
import { Banner, Button, Drawer, Skeleton, toast } from "@/ui";
import { bodySaved } from "./bodyState";
import { ConflictDialog } from "./ConflictDialog";
import { EditorHead } from "./EditorHead";
import { HeadlineFields } from "./HeadlineFields";
import { useSubmit } from "./useSubmit";
import styles from "./editor.module.css";

const SidePanel = lazy(() => import("./SidePanel").then((each) => ({ default: each.SidePanel })));
const SharedText = lazy(() => import("./SharedText").then((each) => ({ default: each.SharedText })));

export function EditorScreen({ story, initial }: { story: Story; initial: Document }) {
  const t = useT();
  const [url, setUrl] = useUrl(storyUrl);
  const narrow = useNarrow();
  const handle = useRef<EditorHandle>(null);
  const [values, setValues] = useState(initial);
  const [words, setWords] = useState(() => countOf(initial));
  const [panelOpen, setPanelOpen] = useState(false);
  const [quote, setQuote] = useState<{ anchor: string; quote: string } | null>(null);
  const [fates, setFates] = useState<ReadonlyMap<string, Fate>>(new Map());
  const editable = initial.can_edit && !story.spiked;
  const shared = initial.body_mode === "collab";

  const remote = useCallback((document: Document, fields: FieldName[]) => {
    setValues((before) => ({ ...before, ...Object.fromEntries(fields.map((name) => [name, document[name]])) }));
    // A shared text comes over its own socket.
    if (fields.includes("body") && document.body_mode === "patch") handle.current?.replace(document.body);
  }, []);
  const saver = useSaver(initial, remote);
  const change = useCallback(<F extends Exclude<FieldName, "body">>(field: F, value: Document[F]) => {
    setValues((before) => ({ ...before, [field]: value }));
    saver.set(field, value as never);
  }, [saver]);

  useEffect(() => {
    const draft = editable ? readDraft(initial.id) : null;
    if (!draft) return;
    const fields = saver.resume(draft);
    if (fields.length === 0) return;
    remote({ ...initial, ...draft.values } as Document, fields.filter((field) => field in draft.values));
    toast(t("editor.draft_restored"));
    // Once, when the page opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useLive([`story:${story.id}`], () => {
    refetch("story", "comments", "revisions", "proof");
    void saver.refresh();
  });
  useTitle(values.headline || t("story.untitled"));

  const list = useQuery(api.comments(story.id));
  const comments = useMemo(() => list.data?.items ?? [], [list.data]);
  const remarks = useMemo<Remark[]>(() => comments.flatMap((each) => (each.document === initial.id && each.anchor?.block && each.quote ? [{ id: each.id, anchor: each.anchor.block, quote: each.quote, resolved: each.resolved }] : [])), [comments, initial.id]);

  /** True when the server has all that was typed. */
  const settle = async () => (await saver.flush()) && bodySaved();
  const submit = useSubmit(story, () => {
    handle.current?.focus();
    return settle();
  });
  const comment = () => {
    setQuote(handle.current?.selection() ?? null);
    setUrl({ panel: "comments" });
    if (narrow) setPanelOpen(true);
  };
  useShortcuts("editor", {
    submit: () => editable && submit.run(),
    saved: () => void settle().then((done) => toast(done ? t("save.all_saved") : t("save.not_yet"))),
    comment,
  });

  const offerHeadline = (headline: string) => {
    if (values.headline.trim() !== "") return false;
    change("headline", headline);
    return true;
  };
  /** The panels may be quicker than a shared text. */
  const textThere = () => new Promise<EditorHandle>((resolve) => {
    const look = () => (handle.current ? resolve(handle.current) : requestAnimationFrame(look));
    look();
  });
  /** In a shared text nothing is rolled back: the old words are typed anew, and everybody sees them come. */
  const restoreHere = async (revision: string) => {
    const { content } = await api.loadRevision(revision);
    for (const name of ["headline", "kicker", "deck", "summary", "byline", "section", "slug"] as const) if (typeof content[name] === "string") change(name, content[name]);
    (await textThere()).replace(content.body);
    await saver.flush();
  };
  const pasteIntoHeadline = (text: string): boolean => {
    if (values.headline.trim() !== "" || !text.trim().includes("\n") || handle.current?.text().trim() !== "") return false;
    const { headline, rest } = splitLines(text);
    change("headline", headline);
    handle.current?.append(rest);
    return true;
  };
  const onText = (doc: Node) => {
    setWords(countWords(doc.textBetween(0, doc.content.size, "\n")));
    if (!shared) saver.set("body", writeBody(doc));
  };
  const text = { handle, body: initial.body, editable, fresh: url.fresh === "1", remarks, onFates: setFates, onChange: onText, offerHeadline, onComment: comment };
  const panel = (
    <Suspense fallback={<Skeleton rows={7} height={40} label={t("ui.loading")} />}>
      <SidePanel story={story} values={values} editable={editable} refusal={saver.state.kind === "refused" ? saver.state : null} tab={url.panel} onTab={(tab) => setUrl({ panel: tab })} onChange={change}
      comments={comments} commentsTrouble={list.isError ? list.error : null} fates={fates} quote={quote} onQuote={setQuote} onShow={(remark) => { setPanelOpen(false); handle.current?.show(remark); }}
      {...(shared && { restoreHere })} onRestored={() => void saver.refresh()} beforeRestore={() => saver.flush()} />
    </Suspense>
  );

  return (
    <div className={styles["screen"]}>
      <EditorHead story={story} document={initial.id} words={words} saver={saver} settle={settle} submit={submit} editable={editable} onPanel={() => setPanelOpen(true)} narrow={narrow} />
      <div className={styles["columns"]}>
        <div className={styles["sheet"]}>
          <div className={styles["paper"]}>
            {!editable && <Banner tone="info" sub={!story.spiked && t("editor.read_only_how", { desk: story.desk_name })}>{t(story.spiked ? "editor.spiked" : "editor.read_only")}</Banner>}
            {saver.state.kind === "refused" && <Refusal copy={() => `${values.headline}\n\n${handle.current?.text() ?? ""}`} />}
            <HeadlineFields values={values} editable={editable} onChange={change} onPasteHeadline={pasteIntoHeadline} onEnter={() => handle.current?.focus()} />
            {shared ? (
              <Suspense fallback={<Skeleton rows={8} label={t("ui.loading")} />}><SharedText {...text} document={initial} /></Suspense>
            ) : (
              <TextEditor {...text} />
            )}
          </div>
        </div>
        {!narrow && <aside className={styles["side"]} aria-label={t("editor.panel")}>{panel}</aside>}
      </div>
      {narrow && <Drawer title={t("editor.panel")} isOpen={panelOpen} onClose={() => setPanelOpen(false)}>{panel}</Drawer>}
      {saver.conflict && <ConflictDialog key={saver.conflict.field} conflict={saver.conflict} onResolve={(value) => saver.resolve(value)} />}
    </div>
  );
}

function Refusal({ copy }: { copy: () => string }) {
  const t = useT();
  return (
    <Banner tone="bad" sub={t("editor.refused_safe")} actions={<Button small icon="copy" onPress={() => void navigator.clipboard.writeText(copy()).then(() => toast(t("ui.copied")))}>{t("editor.copy_text")}</Button>}>
      {t("editor.refused")}
    </Banner>
  );
}

function countOf(document: Document) {
  const parts: string[] = [];
  const walk = (node: Document["body"]) => {
    if (!node) return;
    if (node.text) parts.push(node.text);
    node.content?.forEach(walk);
    if (node.type !== "text") parts.push("\n");
  };
  walk(document.body);
  return countWords(parts.join(""));
}
