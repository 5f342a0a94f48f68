import { useQuery } from "@tanstack/react-query";
import { devices, endDevice } from "@/api/people";
import { refetch, useWrite } from "@/api/query";
import { useT } from "@/app/i18n";
import { Badge, Button, Icon, Skeleton, Time, toast, toastTrouble, Trouble } from "@/ui";
import { describeAgent } from "./agent";
import styles from "../people.module.css";

export function Devices() {
  const t = useT();
  const list = useQuery(devices());
  const end = useWrite((id: string) => endDevice(id), {
    onSuccess: () => toast(t("devices.ended")),
    onError: (problem) => toastTrouble(t("devices.not_ended"), problem, t),
    onSettled: () => refetch("devices"),
  });
  return (
    <section className={styles["section"]}>
      <h2>{t("me.devices")}</h2>
      <p>{t("devices.intro")}</p>
      {list.isPending && <Skeleton rows={3} height={40} label={t("ui.loading")} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      <ul className={styles["devices"]}>
        {list.data?.items.map((each) => {
          const { browser, system, phone } = describeAgent(each.agent);
          const name = [browser, system].filter(Boolean).join(" · ") || t("devices.unknown");
          return (
            <li key={each.id} className={styles["device"]}>
              <Icon name={phone ? "phone" : "screen"} size={22} />
              <span><strong>{name}</strong><small>{each.address} · {t("devices.seen")} <Time at={each.last_seen_at} /></small></span>
              {each.current ? <Badge tone="ok" icon="check">{t("devices.this")}</Badge> : <Button small look="danger" onPress={() => end.mutate(each.id)} aria-label={t("devices.end_of", { name })}>{t("devices.end")}</Button>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
