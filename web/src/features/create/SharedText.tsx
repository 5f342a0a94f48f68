import { useEffect, useState, type ComponentProps } from "react";
import { queries } from "@/api/query";
import { useSession } from "@/api/session";
import type { Document } from "@/api/types";
import { useT } from "@/app/i18n";
import { openText, type OpenText } from "@/editor/collab/open";
import type { CollabState } from "@/editor/collab/provider";
import type { SaveState } from "@/editor/saver";
import { TextEditor } from "@/editor/TextEditor";
import { Banner, Skeleton } from "@/ui";
import { setBody } from "./bodyState";
import { setPresent, setTeller, type Present } from "./presence";

const saveState = (state: CollabState): SaveState => {
  if (state.kind === "online") return state.saved ? { kind: "saved", at: state.at } : { kind: "saving" };
  return state.kind === "connecting" ? { kind: "connecting" } : { kind: "offline" };
};

const mostBeginnings = 5;

/** The text when several people type in it. It appears once it is complete, from this device or from the server. */
export function SharedText({ document, ...text }: Omit<ComponentProps<typeof TextEditor>, "shared"> & { document: Document }) {
  const t = useT();
  const { user } = useSession();
  const [opened, setOpened] = useState<OpenText | null>(null);
  const [state, setState] = useState<CollabState>({ kind: "connecting" });
  const [beginnings, setBeginnings] = useState(0);
  const id = user?.id ?? "";
  const name = user?.name ?? "";

  useEffect(() => {
    const made = openText(document, { id, name }, text.editable);
    let gone = false;
    const report = () => {
      setState(made.provider.state);
      setBody({ state: saveState(made.provider.state), whenSaved: () => made.provider.whenSaved() });
    };
    const stop = made.provider.watch(report);
    const people = () => {
      const others = new Map<string, Present>();
      for (const [client, each] of made.awareness.getStates()) {
        const person = each["user"] as { id?: string; name?: string; color?: string } | undefined;
        if (client === made.awareness.clientID || !person?.name) continue;
        const key = person.id ?? String(client);
        const field = typeof each["field"] === "string" ? each["field"] : (others.get(key)?.field ?? null);
        others.set(key, { id: key, name: person.name, colour: person.color ?? "", field });
      }
      setPresent([...others.values()]);
    };
    made.awareness.on("change", people);
    setTeller((field) => made.awareness.setLocalStateField("field", field));
    report();
    void made.ready.then(() => !gone && setOpened(made));
    return () => {
      gone = true;
      stop();
      setOpened(null);
      setPresent([]);
      setTeller(() => {});
      setBody(null);
      made.close();
    };
    // The text of the answer is only the seed: a newer answer must not open the document again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [document.id, document.body_generation, beginnings, id, name, text.editable]);

  // The text began anew: the document tells with which words. A refusal that comes back each time is shown, not repeated.
  useEffect(() => {
    if (state.kind !== "replaced" || beginnings >= mostBeginnings) return;
    let gone = false;
    void queries.refetchQueries({ queryKey: ["document", document.id] }).then(() => !gone && setBeginnings((before) => before + 1));
    return () => { gone = true; };
  }, [state.kind, beginnings, document.id]);

  return (
    <>
      {state.kind === "denied" && <Banner tone="info">{t("editor.read_only")}</Banner>}
      {state.kind === "replaced" && beginnings >= mostBeginnings && <Banner tone="bad" sub={t("editor.refused_safe")}>{t("editor.refused")}</Banner>}
      {state.kind === "failed" && <Banner tone="bad" sub={t("editor.refused_safe")}>{t("editor.too_large")}</Banner>}
      {opened ? <TextEditor {...text} editable={text.editable && state.kind !== "denied" && state.kind !== "failed" && state.kind !== "replaced"} shared={opened.shared} /> : <Skeleton rows={8} label={t("ui.loading")} />}
    </>
  );
}
