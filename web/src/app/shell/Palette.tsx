import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { search } from "@/api/ops";
import { useSession } from "@/api/session";
import { hasMessage, useT, type Key } from "@/app/i18n";
import { useNewStory } from "@/app/newStory";
import { adminPlaces, open, places } from "@/app/places";
import { setLook, useLook } from "@/app/theme";
import type { IconName } from "@/ui";
import { CommandPalette, type CommandGroup } from "@/ui/CommandPalette";
import { useLanguage, useSignOut } from "./TopBar";

const icons: Record<string, IconName> = { story: "board", item: "inbox" };

export function Palette({ isOpen, onClose, onHelp }: { isOpen: boolean; onClose: () => void; onHelp: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { rights } = useSession();
  const { theme } = useLook();
  const { locale, choose } = useLanguage();
  const create = useNewStory();
  const leave = useSignOut();
  const [query, setQuery] = useState("");
  const asked = useDeferredValue(query.trim());
  const answer = useQuery({ ...search(asked), enabled: isOpen && asked !== "" });

  const local: CommandGroup[] = [
    { id: "go", head: t("palette.go"), commands: [...open(places, rights), ...open(adminPlaces, rights), { to: "/me", label: "nav.me" as const, icon: "user" as const }].map((place) => ({
      id: place.to, label: t(place.label), icon: place.icon, ...("keys" in place && place.keys && { keys: place.keys }), run: () => void navigate({ to: place.to }),
    })) },
    { id: "do", head: t("palette.do"), commands: [
      { id: "new", label: t("story.new_long"), icon: "plus", keys: "c", run: () => create.now() },
      { id: "theme", label: t(theme === "dark" ? "theme.to_light" : "theme.to_dark"), icon: theme === "dark" ? "sun" : "moon", run: () => setLook({ theme: theme === "dark" ? "light" : "dark" }) },
      { id: "language", label: locale === "en" ? "切换为简体中文" : "Switch to English", icon: "language", run: () => void choose(locale === "en" ? "zh-CN" : "en") },
      { id: "keys", label: t("keys.title"), icon: "keyboard", keys: "?", run: onHelp },
      { id: "out", label: t("app.sign_out"), icon: "out", run: () => void leave() },
    ] },
  ];
  const found: CommandGroup[] = asked === "" ? [] : (answer.data?.groups ?? []).map((group) => ({
    id: `found-${group.type}`,
    head: nameOf(group.type, t),
    commands: group.items.map((each) => ({ id: each.id, label: each.title || t("story.untitled"), sub: each.sub, icon: icons[group.type] ?? "search", run: () => void navigate(target(group.type, each.id) as never) })),
  }));
  return <CommandPalette isOpen={isOpen} onClose={onClose} local={local} found={found} query={query} onQuery={setQuery} />;
}

function nameOf(type: string, t: (key: Key) => string): string {
  const key = `found.${type}`;
  return hasMessage(key) ? t(key) : type;
}

function target(type: string, id: string): { to: string; params?: Record<string, string>; search?: Record<string, string> } {
  if (type === "item") return { to: "/gather/inbox", search: { item: id } };
  return { to: "/stories/$story", params: { story: id } };
}
