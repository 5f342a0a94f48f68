import type { IconName } from "@/ui";
import type { Key } from "./i18n";

/** The rooms in the rail, and which right opens each. A place without a right is open to everybody who is signed in. */
export type Place = { to: string; label: Key; icon: IconName; right?: string; keys?: string };

export const places: Place[] = [
  { to: "/gather/inbox", label: "nav.inbox", icon: "inbox", right: "item.read", keys: "g a" },
  { to: "/create/board", label: "nav.board", icon: "board", right: "story.read", keys: "g c" },
  { to: "/review", label: "nav.review", icon: "review", right: "case.read", keys: "g r" },
  { to: "/publish", label: "nav.publish", icon: "publish", right: "publication.read", keys: "g u" },
];

export const adminPlaces: Place[] = [
  { to: "/admin/people", label: "nav.people", icon: "people", right: "person.manage" },
  { to: "/admin/roles", label: "nav.roles", icon: "key", right: "role.manage" },
  { to: "/admin/desks", label: "nav.desks", icon: "desk", right: "desk.manage" },
  { to: "/admin/sources", label: "nav.sources", icon: "source", right: "source.manage" },
  { to: "/admin/policies", label: "nav.policies", icon: "policy", right: "policy.manage" },
  { to: "/admin/accounts", label: "nav.accounts", icon: "account", right: "account.manage" },
  { to: "/admin/audit", label: "nav.audit", icon: "audit", right: "audit.read" },
  { to: "/admin/health", label: "nav.health", icon: "health", right: "health.read" },
];

export const open = (all: Place[], rights: string[]): Place[] => all.filter((place) => place.right === undefined || rights.includes(place.right));
