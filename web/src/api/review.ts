import { queryOptions } from "@tanstack/react-query";
import { http } from "./client";
import type { CaseState, Diff, Level, Page, Policy, ReviewCase, ReviewCaseFull } from "./types";

export const cases = (filter: { state: string; mine: boolean }) =>
  queryOptions({
    queryKey: ["cases", filter],
    queryFn: () => http.get<Page<ReviewCase>>("/review/cases", { state: filter.state, mine: filter.mine || undefined, limit: 100 }),
    placeholderData: (before) => before,
  });
export const reviewCase = (id: string) => queryOptions({ queryKey: ["case", id], queryFn: () => http.get<ReviewCaseFull>(`/review/cases/${id}`) });
export const partDiff = (part: string, from: string | null) =>
  queryOptions({ queryKey: ["part_diff", part, from], queryFn: () => http.get<Diff>(`/review/parts/${part}/diff`, { from }), staleTime: Infinity });
export const sign = (id: string, part: string, note: string) =>
  http.post<{ case: string; level: string; state: CaseState }>(`/review/cases/${id}/sign`, { part, ...(note && { note }) });
export const sendBack = (id: string, reason: string) => http.post(`/review/cases/${id}/return`, { reason });
export const policies = () => queryOptions({ queryKey: ["policies"], queryFn: () => http.get<Page<Policy>>("/review/policies") });
export const addPolicy = (body: { name: string; desk: string | null; levels: Level[] }) => http.post<Policy>("/review/policies", body);
export const changePolicy = (policy: Policy, body: { name?: string; levels?: Level[] }) => http.patch<Policy>(`/review/policies/${policy.id}`, policy.version, body);
