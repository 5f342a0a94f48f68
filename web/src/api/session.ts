import { useQuery } from "@tanstack/react-query";
import { http } from "./client";
import { queries } from "./query";
import type { Session } from "./types";

export const sessionKey = ["session"];
const load = () => http.get<Session>("/session");

export const loadSession = () => queries.ensureQueryData({ queryKey: sessionKey, queryFn: load, staleTime: Infinity });
export const reloadSession = () => queries.fetchQuery({ queryKey: sessionKey, queryFn: load, staleTime: 0 });
export const peekSession = () => queries.getQueryData<Session>(sessionKey);

const nobody: Session = { state: "anonymous", build: "", newsroom: null, user: null, rights: [], desks: [] };

export function useSession(): Session {
  return useQuery({ queryKey: sessionKey, queryFn: load, staleTime: 60_000 }).data ?? nobody;
}

export function useCan(): (right: string) => boolean {
  const { rights } = useSession();
  return (right) => rights.includes(right);
}

const deskKey = "galley.desk";
/** The desk a new story goes to: the one chosen last, else the first of one's own. */
export function usualDesk(session: Session): string | null {
  const own = new Set(session.user?.memberships.flatMap((each) => each.desk ?? []));
  const last = localStorage.getItem(deskKey);
  const known = session.desks;
  return (known.find((desk) => desk.id === last) ?? known.find((desk) => own.has(desk.id)) ?? known[0])?.id ?? null;
}
export const rememberDesk = (desk: string): void => localStorage.setItem(deskKey, desk);
