import type { IconName } from "@/ui";
import type { Key } from "./i18n";

/** The rooms in the rail, and which right opens each. A place without a right is open to everybody who is signed in. */
export type Place = { to: string; label: Key; icon: IconName; right?: string; keys?: string };

export const places: Place[] = [
  { to: "/gather/inbox", label: "nav.inbox", icon: "inbox", right: "gather.read", keys: "g a" },
  { to: "/create/board", label: "nav.board", icon: "board", right: "create.read", keys: "g c" },
  { to: "/review", label: "nav.review", icon: "review", right: "review.read", keys: "g r" },
  { to: "/publish", label: "nav.publish", icon: "publish", right: "publish.read", keys: "g u" },
];

export const adminPlaces: Place[] = [
  { to: "/admin/people", label: "nav.people", icon: "people", right: "people.manage" },
  { to: "/admin/roles", label: "nav.roles", icon: "key", right: "people.manage" },
  { to: "/admin/desks", label: "nav.desks", icon: "desk", right: "people.manage" },
  { to: "/admin/sources", label: "nav.sources", icon: "source", right: "gather.manage" },
  { to: "/admin/policies", label: "nav.policies", icon: "policy", right: "review.manage" },
  { to: "/admin/accounts", label: "nav.accounts", icon: "account", right: "publish.read" },
  { to: "/admin/audit", label: "nav.audit", icon: "audit", right: "ops.audit" },
  { to: "/admin/health", label: "nav.health", icon: "health", right: "ops.health" },
];

export const open = (all: Place[], rights: string[]): Place[] => all.filter((place) => place.right === undefined || rights.includes(place.right));
