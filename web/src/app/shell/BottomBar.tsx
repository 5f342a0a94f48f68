import { Link } from "@tanstack/react-router";
import { useT } from "@/app/i18n";
import { open, places, type Place } from "@/app/places";
import { Icon } from "@/ui";
import styles from "./shell.module.css";

const me: Place = { to: "/me", label: "nav.me_short", icon: "user" };

export function BottomBar({ rights }: { rights: string[] }) {
  const t = useT();
  return (
    <nav className={styles["bottom"]} aria-label={t("nav.main")}>
      {[...open(places, rights), me].map((place) => (
        <Link key={place.to} to={place.to}>
          <Icon name={place.icon} size={20} />
          <span>{t(place.label)}</span>
        </Link>
      ))}
    </nav>
  );
}
