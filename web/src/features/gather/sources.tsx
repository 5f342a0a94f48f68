import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as api from "@/api/gather";
import { refetch, useWrite } from "@/api/query";
import { useSession } from "@/api/session";
import type { Source, SourceState } from "@/api/types";
import { hasMessage, useI18n } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Badge, Banner, Button, Dialog, Empty, explain, explainField, Field, fitCell, IconButton, MenuButton, Page, Select, Skeleton, TableBox, Time, toast, toastTrouble, Trouble, type Tone } from "@/ui";
import styles from "./sources.module.css";

const tone: Record<SourceState, Tone> = { active: "ok", paused: "neutral", failing: "bad" };

export function Sources() {
  const { t, number } = useI18n();
  const { desks } = useSession();
  const list = useQuery(api.sources());
  const [editing, setEditing] = useState<Source | "new" | null>(null);
  useTitle(t("nav.sources"));
  const poll = useWrite((source: Source) => api.pollSource(source), { onSuccess: (_answer, source) => toast(t("sources.polling", { name: source.name })), onError: (problem) => toastTrouble(t("sources.not_changed"), problem, t), onSettled: () => refetch("sources", "items") });
  const pause = useWrite((source: Source) => api.changeSource(source, { state: source.state === "paused" ? "active" : "paused" }), { onError: (problem) => toastTrouble(t("sources.not_changed"), problem, t), onSettled: () => refetch("sources") });
  const add = <Button look="primary" icon="plus" onPress={() => setEditing("new")}>{t("sources.add")}</Button>;
  return (
    <Page title={t("nav.sources")} intro={t("sources.intro")} head={add}>
      {list.isPending && <Skeleton rows={6} height={36} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <Empty icon="source" title={t("sources.empty")} actions={add}>{t("sources.empty_text")}</Empty>}
      {list.data && list.data.items.length > 0 && (
        <TableBox label={t("nav.sources")}>
          <thead><tr><th scope="col">{t("sources.name")}</th><th scope="col">{t("sources.state")}</th><th scope="col">{t("sources.last_item")}</th><th scope="col">{t("sources.items")}</th><th scope="col">{t("sources.interval")}</th><th scope="col" className={fitCell}>{t("ui.actions")}</th></tr></thead>
          <tbody>
            {list.data.items.map((source) => (
              <tr key={source.id}>
                <th scope="row" className={styles["name"]}>{source.name}<small>{source.url}</small></th>
                <td><Badge tone={tone[source.state]}>{t(`sources.state_${source.state}`)}</Badge>{source.last_error && <small className={styles["error"]}>{t("sources.failures", { n: source.failures, why: whyOf(source.last_error, t) })}</small>}</td>
                <td>{source.last_item_at ? <Time at={source.last_item_at} /> : <span className="muted">{t("ui.never")}</span>}</td>
                <td className="num">{number(source.items)}</td>
                <td className="num">{t("sources.minutes", { n: Math.max(1, Math.round(source.interval_s / 60)) })}</td>
                <td className={fitCell}>
                  <MenuButton label={t("ui.actions")} trigger={<IconButton small icon="more" label={t("sources.actions_of", { name: source.name })} />} entries={[
                    { id: "poll", label: t("sources.poll"), icon: "refresh", run: () => poll.mutate(source) },
                    { id: "edit", label: t("ui.edit"), icon: "fields", run: () => setEditing(source) },
                    { id: "pause", label: t(source.state === "paused" ? "sources.resume" : "sources.pause"), icon: "retract", run: () => pause.mutate(source) },
                  ]} />
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {editing && <SourceDialog source={editing === "new" ? null : editing} desks={desks} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function SourceDialog({ source, desks, onClose }: { source: Source | null; desks: { id: string; name: string }[]; onClose: () => void }) {
  const { t } = useI18n();
  const [name, setName] = useState(source?.name ?? "");
  const [url, setUrl] = useState(source?.url ?? "");
  const [desk, setDesk] = useState(source?.desk ?? "");
  const [minutes, setMinutes] = useState(String(Math.max(1, Math.round((source?.interval_s ?? 300) / 60))));
  const valid = name.trim() !== "" && /^https?:\/\/\S+$/.test(url.trim()) && Number(minutes) >= 1;
  const write = useWrite(() => {
    const body = { name: name.trim(), url: url.trim(), desk: desk || null, interval_s: Math.round(Number(minutes) * 60) };
    return source ? api.changeSource(source, body) : api.addSource({ ...body, kind: "feed" });
  }, {
    onSuccess: () => {
      refetch("sources");
      onClose();
    },
  });
  return (
    <Dialog title={source ? source.name : t("sources.add")} isOpen onClose={onClose} foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="primary" isDisabled={!valid} isPending={write.isPending} onPress={() => write.mutate()}>{t(source ? "ui.save" : "ui.add")}</Button></>}>
      {write.isError && <Banner tone="bad">{explain(write.error, t)}</Banner>}
      <Field label={t("sources.name")} value={name} onChange={setName} autoFocus error={explainField(write.error, "name", t)} />
      <Field label={t("sources.url")} value={url} onChange={setUrl} placeholder="https://" hint={t("sources.url_hint")} error={explainField(write.error, "url", t)} />
      <Select label={t("story.desk")} value={desk} onChange={setDesk} options={[{ value: "", label: t("sources.no_desk") }, ...desks.map((each) => ({ value: each.id, label: each.name }))]} />
      <Field label={t("sources.interval_minutes")} value={minutes} onChange={(value) => setMinutes(value.replaceAll(/\D/g, ""))} inputMode="numeric" error={explainField(write.error, "interval_s", t)} />
    </Dialog>
  );
}

/** Why the last poll failed; a code that is not known, and the answer of a web server, stand as they are. */
function whyOf(code: string, t: ReturnType<typeof useI18n>["t"]): string {
  const key = `problem.${code}`;
  return hasMessage(key) ? t(key) : code;
}
