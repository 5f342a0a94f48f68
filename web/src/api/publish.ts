import { queryOptions } from "@tanstack/react-query";
import { http } from "./client";
import type { Account, Page, Publication, PublicationState, Publishing, Target, TargetState } from "./types";

export const underWay = (state: TargetState): boolean => state === "queued" || state === "armed";
/** A signed part that is not out there yet, at an account that takes it. A correction of what is live is one too. */
export const publishable = (target: Target): boolean => target.open && target.signed && !underWay(target.state) && !(target.state === "live" && target.sent === target.part);
/** While a hold runs: when it ends. */
export const heldUntil = (each: { state: TargetState; due_at: string | null }): string | null => (each.state === "queued" ? each.due_at : null);

export const accounts = () => queryOptions({ queryKey: ["accounts"], queryFn: () => http.get<Page<Account>>("/accounts"), staleTime: 60_000 });
export type AccountFields = Pick<Account, "name" | "hold_s" | "state">;
export const changeAccount = (account: Account, body: AccountFields) => http.patch<Account>(`/accounts/${account.id}`, account.version, body);
/** While something is being sent the answer is asked for each second, beside the live messages. */
export const publishing = (story: string) =>
  queryOptions({
    queryKey: ["publishing", story],
    queryFn: () => http.get<Publishing>(`/stories/${story}/publishing`),
    refetchInterval: (query) => (query.state.data?.targets.some((target) => underWay(target.state)) ? 1_000 : false),
  });
export const publications = (filter: { state?: string; story?: string; ids?: string[] }) =>
  queryOptions({
    queryKey: ["publications", filter],
    queryFn: () => http.get<Page<Publication>>("/publications", { ...filter, limit: 100 }),
    placeholderData: (before) => before,
  });
export const publish = (proof: string, accountIds: string[]) =>
  http.post<{ publications: { id: string; account: string; state: PublicationState }[] }>("/publications", {
    proof, targets: accountIds.map((account) => ({ account })),
  });
export const retry = (publication: string) => http.post(`/publications/${publication}/retry`);
export const retract = (publication: string) => http.post(`/publications/${publication}/retract`);
export const cancel = (publication: string) => http.post(`/publications/${publication}/cancel`);
