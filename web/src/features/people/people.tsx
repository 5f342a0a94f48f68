import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as api from "@/api/people";
import { refetch, useWrite } from "@/api/query";
import { useSession } from "@/api/session";
import type { User, UserState } from "@/api/types";
import { useI18n } from "@/app/i18n";
import { useTitle } from "@/app/useTitle";
import { Avatar, Badge, Button, Empty, fitCell, IconButton, MenuButton, Page, Skeleton, TableBox, Time, toast, toastTrouble, Trouble, type Entry, type Tone } from "@/ui";
import { CodeDialog, type Shown } from "./CodeDialog";
import { PersonDialog } from "./PersonDialog";
import styles from "./people.module.css";

const tone: Record<UserState, Tone> = { active: "ok", invited: "info", disabled: "neutral" };

export function People() {
  const { t } = useI18n();
  const session = useSession();
  const list = useQuery(api.users());
  const roles = useQuery(api.roles());
  const [editing, setEditing] = useState<User | "new" | null>(null);
  const [code, setCode] = useState<Shown | null>(null);
  useTitle(t("nav.people"));
  const after = () => refetch("users");
  const turn = useWrite((user: User) => (user.state === "disabled" ? api.enableUser(user) : api.disableUser(user)), {
    onSuccess: (_answer, user) => toast(t(user.state === "disabled" ? "people.enabled" : "people.disabled", { name: user.name })),
    onError: (problem) => toastTrouble(t("people.not_changed"), problem, t),
    onSettled: after,
  });
  const ask = useWrite((user: User) => api.accessCode(user), {
    onSuccess: (answer, user) => setCode({ kind: "access", name: user.name, login: user.login, code: answer.code, until: answer.expires_at }),
    onError: (problem) => toastTrouble(t("people.not_changed"), problem, t),
  });
  const roleName = (key: string) => roles.data?.items.find((role) => role.key === key || role.id === key)?.name ?? key;
  const deskName = (id: string) => session.desks.find((desk) => desk.id === id)?.name ?? id;
  const entries = (user: User): Entry[] => [
    { id: "edit", label: t("ui.edit"), icon: "fields", run: () => setEditing(user) },
    ...(user.state === "disabled" ? [] : [{ id: "code", label: t("people.access_code"), sub: t("people.access_code_sub"), icon: "key" as const, run: () => ask.mutate(user) }]),
    ...(user.id === session.user?.id ? [] : [{ id: "turn", label: t(user.state === "disabled" ? "people.enable" : "people.disable"), icon: "retract" as const, bad: user.state !== "disabled", run: () => turn.mutate(user) }]),
  ];
  return (
    <Page title={t("nav.people")} head={<Button look="primary" icon="plus" onPress={() => setEditing("new")}>{t("people.invite")}</Button>}>
      {list.isPending && <Skeleton rows={6} height={36} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data?.items.length === 1 && <Empty icon="people" title={t("people.alone")} actions={<Button onPress={() => setEditing("new")}>{t("people.invite")}</Button>}>{t("people.alone_text")}</Empty>}
      {list.data && (
        <TableBox label={t("nav.people")}>
          <thead>
            <tr><th scope="col">{t("people.name")}</th><th scope="col">{t("people.roles")}</th><th scope="col">{t("people.state")}</th><th scope="col">{t("people.two_factor")}</th><th scope="col">{t("people.seen")}</th><th scope="col" className={fitCell}>{t("ui.actions")}</th></tr>
          </thead>
          <tbody>
            {list.data.items.map((user) => (
              <tr key={user.id}>
                <th scope="row"><span className={styles["person"]}><Avatar name={user.name} /><span><strong>{user.name}</strong><small>{user.login}</small></span></span></th>
                <td><span className={styles["roles"]}>{user.memberships.map((each) => <Badge key={`${each.role}${each.desk ?? ""}`}>{roleName(each.role)}{each.desk && ` · ${deskName(each.desk)}`}</Badge>)}</span></td>
                <td><Badge tone={tone[user.state]}>{t(`people.state_${user.state}`)}</Badge></td>
                <td>{user.two_factor ? <Badge tone="ok" icon="check">{t("people.on")}</Badge> : <span className="muted">{t("people.off")}</span>}</td>
                <td>{user.last_seen_at ? <Time at={user.last_seen_at} /> : <span className="muted">{t("ui.never")}</span>}</td>
                <td className={fitCell}><MenuButton label={t("ui.actions")} trigger={<IconButton small icon="more" label={t("people.actions_of", { name: user.name })} />} entries={entries(user)} /></td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {editing && <PersonDialog user={editing === "new" ? null : editing} roles={roles.data?.items ?? []} onClose={() => setEditing(null)} onDone={(invitation) => {
        setEditing(null);
        after();
        if (invitation) setCode({ kind: "invitation", name: invitation.user.name, login: invitation.user.login, code: invitation.invitation, until: null });
      }} />}
      {code && <CodeDialog shown={code} onClose={() => setCode(null)} />}
    </Page>
  );
}
