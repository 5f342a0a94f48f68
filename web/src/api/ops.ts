import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { http } from "./client";
import type { AuditRow, Health, Page, SearchGroup } from "./types";

export type AuditFilter = { actor: string; action: string; from: string; to: string };
export const audit = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam }) => http.get<Page<AuditRow>>("/audit", { ...filter, cursor: pageParam, limit: 100 }),
    initialPageParam: "" as string,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
export const health = () => queryOptions({ queryKey: ["health"], queryFn: () => http.get<Health>("/health"), refetchInterval: 15_000 });
export const search = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => http.get<{ groups: SearchGroup[] }>("/search", { q }, signal),
    enabled: q.trim().length > 0,
    placeholderData: (before) => before,
  });
