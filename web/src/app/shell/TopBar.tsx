import { Link, useNavigate } from "@tanstack/react-router";
import { changeMe, signOut } from "@/api/people";
import { queries } from "@/api/query";
import { reloadSession, sessionKey, useSession } from "@/api/session";
import { useLiveState } from "@/api/socket";
import type { Locale } from "@/api/types";
import { setLocale, useI18n } from "@/app/i18n";
import { useNewStory } from "@/app/newStory";
import { adminPlaces, open } from "@/app/places";
import { setLook, useLook, type Theme } from "@/app/theme";
import { usePhone } from "@/lib/useMedia";
import { Avatar, Button, Icon, IconButton, Keys, MenuButton, type Entry } from "@/ui";
import { Logo } from "./Logo";
import { Notices } from "./Notices";
import { useDelayed } from "./useDelayed";
import styles from "./shell.module.css";

export function TopBar({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const { t } = useI18n();
  const { newsroom } = useSession();
  const offline = useDelayed(useLiveState() !== "online", 2_000);
  return (
    <header className={styles["bar"]}>
      <Link to="/" className={styles["brand"]}>
        <Logo />
        <span className={styles["brandName"]}>{newsroom?.name ?? t("app.name")}</span>
        <span className="visually-hidden">{t("app.home")}</span>
      </Link>
      <button type="button" className={styles["search"]} onClick={onSearch}>
        <Icon name="search" size={16} />
        <span>{t("palette.open")}</span>
        <span aria-hidden="true"><Keys keys="Mod-k" /></span>
      </button>
      <span className={styles["grow"]} />
      {offline && <span className={styles["live"]} role="status"><Icon name="cloudOff" size={14} />{t("live.offline")}</span>}
      <NewButton />
      <Notices />
      <span className={styles["wideOnly"]}><LanguageMenu /></span>
      <span className={styles["wideOnly"]}><ThemeMenu /></span>
      <UserMenu onHelp={onHelp} />
    </header>
  );
}

function NewButton() {
  const { t } = useI18n();
  const { now, isPending, desks, allowed } = useNewStory();
  return (
    <span style={{ display: "inline-flex", marginInline: 4 }}>
      <Button look={allowed ? "primary" : "normal"} icon="plus" onPress={() => now()} isPending={isPending}>{t("story.new")}</Button>
      {allowed && desks.length > 1 && (
        <span className={styles["wideOnly"]} style={{ marginInlineStart: 2 }}>
          <MenuButton label={t("story.new_on")} trigger={<IconButton icon="down" look="primary" label={t("story.new_on")} />} entries={[{ head: t("story.new_on"), entries: desks.map((desk) => ({ id: desk.id, label: desk.name, icon: "desk" as const, run: () => now(desk.id) })) }]} />
        </span>
      )}
    </span>
  );
}

const languages: [Locale, string][] = [["zh-CN", "简体中文"], ["en", "English"]];

export function useLanguage() {
  const { locale } = useI18n();
  const { user } = useSession();
  const choose = async (next: Locale) => {
    await setLocale(next);
    if (user && user.locale !== next) {
      await changeMe(user.version, { locale: next }).then(reloadSession, () => undefined);
    }
  };
  return { locale, choose, languages };
}

function LanguageMenu() {
  const { t } = useI18n();
  const { locale, choose } = useLanguage();
  return (
    <MenuButton label={t("app.language")} trigger={<IconButton icon="language" label={t("app.language")} />}
      entries={languages.map(([id, label]) => ({ id, label, checked: id === locale, run: () => void choose(id) }))} />
  );
}

const themes: [Theme, "theme.system" | "theme.light" | "theme.dark", "screen" | "sun" | "moon"][] = [
  ["system", "theme.system", "screen"], ["light", "theme.light", "sun"], ["dark", "theme.dark", "moon"],
];

function useThemeEntries(): Entry[] {
  const { t } = useI18n();
  const { theme } = useLook();
  return themes.map(([id, label, icon]) => ({ id: `theme-${id}`, label: t(label), icon, checked: id === theme, run: () => setLook({ theme: id }) }));
}

function ThemeMenu() {
  const { t } = useI18n();
  return <MenuButton label={t("app.theme")} trigger={<IconButton icon="sun" label={t("app.theme")} />} entries={useThemeEntries()} />;
}

export function useSignOut() {
  const navigate = useNavigate();
  return async () => {
    await signOut().catch(() => undefined);
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    await reloadSession();
    await navigate({ to: "/sign-in" });
  };
}

function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { user, build, rights } = useSession();
  const phone = usePhone();
  const leave = useSignOut();
  const { locale, choose } = useLanguage();
  const name = user?.name ?? "";
  const entries: Entry[] = [
    { head: `${name}${user ? ` · ${user.login}` : ""}`, entries: [
      { id: "me", label: t("nav.me"), icon: "user", run: () => void navigate({ to: "/me" }) },
      { id: "keys", label: t("keys.title"), icon: "keyboard", run: onHelp },
    ] },
    // The bar at the foot of a phone has no room for these.
    ...(phone && open(adminPlaces, rights).length > 0 ? [{ head: t("nav.admin"), entries: open(adminPlaces, rights).map((place) => ({ id: place.to, label: t(place.label), icon: place.icon, run: () => void navigate({ to: place.to }) })) }] : []),
    { head: t("app.language"), entries: languages.map(([id, label]) => ({ id: `lang-${id}`, label, icon: "language" as const, checked: id === locale, run: () => void choose(id) })) },
    { head: t("app.theme"), entries: useThemeEntries() },
    { rule: "end" },
    { id: "out", label: t("app.sign_out"), ...(build && { sub: t("app.version", { build }) }), icon: "out", run: () => void leave() },
  ];
  return <MenuButton label={t("nav.account")} entries={entries} trigger={<Button look="plain" aria-label={t("nav.account_of", { name })}><Avatar name={name || "?"} /></Button>} />;
}
