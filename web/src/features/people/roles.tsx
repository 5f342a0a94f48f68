import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as api from "@/api/people";
import { refetch, useWrite } from "@/api/query";
import type { Right, Role } from "@/api/types";
import { hasMessage, useT, type Key } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Badge, Button, Dialog, explainField, Field, Page, Skeleton, toastTrouble, Trouble } from "@/ui";
import { Checkbox } from "@/ui/Choice";
import styles from "./people.module.css";

/** Rights by room down, roles across. A built-in role can be read here, not changed. */
export function Roles() {
  const t = useT();
  const roles = useQuery(api.roles());
  const rights = useQuery(api.rights());
  const [adding, setAdding] = useState(false);
  useTitle(t("nav.roles"));
  const change = useWrite(({ role, right, on }: { role: Role; right: string; on: boolean }) => api.changeRole(role, { rights: on ? [...role.rights, right] : role.rights.filter((each) => each !== right) }), {
    onError: (problem) => toastTrouble(t("roles.not_changed"), problem, t),
    onSettled: () => refetch("roles", "session"),
  });
  const error = roles.error ?? rights.error;
  const rooms = Map.groupBy(rights.data?.items ?? [], (right) => right.room);
  const all = roles.data?.items ?? [];
  return (
    <Page title={t("nav.roles")} intro={t("roles.intro")} head={<Button look="primary" icon="plus" onPress={() => setAdding(true)}>{t("roles.add")}</Button>}>
      {(roles.isPending || rights.isPending) && <Skeleton rows={9} height={28} label={t("ui.loading")} />}
      {error && <Trouble error={error} again={() => { void roles.refetch(); void rights.refetch(); }} />}
      {roles.data && rights.data && (
        <div className={styles["matrix"]} role="region" aria-label={t("roles.matrix")} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("roles.right")}</th>
                {all.map((role) => <th key={role.id} scope="col"><span className={styles["roleHead"]}>{role.name}{role.builtin && <Badge>{t("roles.builtin")}</Badge>}</span></th>)}
              </tr>
            </thead>
            {[...rooms].map(([room, list]) => (
              <tbody key={room}>
                <tr><th scope="rowgroup" colSpan={all.length + 1} className={styles["roomHead"]}>{hasMessage(`room.${room}`) ? t(`room.${room}` as Key) : room}</th></tr>
                {list.map((right) => (
                  <tr key={right.name}>
                    <th scope="row"><RightName right={right} /></th>
                    {all.map((role) => (
                      <td key={role.id}>
                        <Checkbox label={t("roles.cell", { role: role.name, right: right.name })} isSelected={role.rights.includes(right.name)} isDisabled={role.builtin || change.isPending} onChange={(on) => change.mutate({ role, right: right.name, on })} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {adding && <RoleDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function RightName({ right }: { right: Right }) {
  const t = useT();
  const key = `right.${right.name}`;
  return hasMessage(key) ? <>{t(key)} <code className="muted">{right.name}</code></> : <code>{right.name}</code>;
}

function RoleDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState("");
  const write = useWrite(() => api.addRole({ name: name.trim(), rights: [] }), {
    onSuccess: () => {
      refetch("roles");
      onClose();
    },
  });
  return (
    <Dialog title={t("roles.add")} isOpen onClose={onClose} foot={<><Button onPress={onClose}>{t("ui.cancel")}</Button><Button look="primary" isDisabled={name.trim() === ""} isPending={write.isPending} onPress={() => write.mutate()}>{t("ui.add")}</Button></>}>
      <Field label={t("roles.name")} hint={t("roles.name_hint")} value={name} onChange={setName} autoFocus error={explainField(write.error, "name", t) ?? (write.isError ? t("roles.not_changed") : undefined)} />
    </Dialog>
  );
}
