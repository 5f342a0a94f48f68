import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as api from "@/api/people";
import { reloadSession } from "@/api/session";
import { refetch, useWrite } from "@/api/query";
import type { Desk } from "@/api/types";
import { useT } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Banner, Button, Dialog, Empty, explain, explainField, Field, fitCell, Page, Skeleton, TableBox, Trouble } from "@/ui";

export function Desks() {
  const t = useT();
  const list = useQuery(api.desks());
  const [editing, setEditing] = useState<Desk | "new" | null>(null);
  useTitle(t("nav.desks"));
  const add = <Button look="primary" icon="plus" onPress={() => setEditing("new")}>{t("desks.add")}</Button>;
  return (
    <Page title={t("nav.desks")} intro={t("desks.intro")} head={add}>
      {list.isPending && <Skeleton rows={4} height={32} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <Empty icon="desk" title={t("desks.empty")} actions={add}>{t("desks.empty_text")}</Empty>}
      {list.data && list.data.items.length > 0 && (
        <TableBox label={t("nav.desks")}>
          <thead><tr><th scope="col">{t("desks.name")}</th><th scope="col">{t("desks.key")}</th><th scope="col" className={fitCell}>{t("ui.actions")}</th></tr></thead>
          <tbody>
            {list.data.items.map((desk) => (
              <tr key={desk.id}>
                <th scope="row">{desk.name}</th>
                <td><code>{desk.key}</code></td>
                <td className={fitCell}><Button small onPress={() => setEditing(desk)} aria-label={t("desks.edit", { name: desk.name })}>{t("ui.edit")}</Button></td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {editing && <DeskDialog desk={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function DeskDialog({ desk, onClose }: { desk: Desk | null; onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState(desk?.name ?? "");
  const [key, setKey] = useState(desk?.key ?? "");
  const write = useWrite(() => (desk ? api.changeDesk(desk, { name: name.trim() }) : api.addDesk({ key: key.trim(), name: name.trim() })), {
    onSuccess: () => {
      refetch("desks");
      void reloadSession();
      onClose();
    },
  });
  const keyOk = /^[a-z][a-z0-9_-]*$/.test(key.trim());
  return (
    <Dialog title={desk ? desk.name : t("desks.add")} isOpen onClose={onClose} foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="primary" isDisabled={name.trim() === "" || !keyOk} isPending={write.isPending} onPress={() => write.mutate()}>{t(desk ? "ui.save" : "ui.add")}</Button></>}>
      {write.isError && <Banner tone="bad">{explain(write.error, t)}</Banner>}
      <Field label={t("desks.name")} value={name} onChange={setName} autoFocus error={explainField(write.error, "name", t)} />
      <Field label={t("desks.key")} hint={t("desks.key_hint")} value={key} onChange={setKey} isDisabled={desk !== null} error={explainField(write.error, "key", t) ?? (key !== "" && !keyOk ? t("invalid.format") : undefined)} />
    </Dialog>
  );
}
