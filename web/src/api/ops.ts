import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { http } from "./client";
import type { AuditRow, Health, Item, Page, SearchGroup, StoryCard } from "./types";

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
/** Stories and items that hold the words. One room that does not answer keeps nobody from seeing what the other found. */
async function searchRooms(q: string, signal: AbortSignal): Promise<{ groups: SearchGroup[] }> {
  const [stories, items] = await Promise.allSettled([
    http.get<Page<StoryCard>>("/stories", { q, limit: 6 }, signal),
    http.get<Page<Item>>("/items", { q, limit: 5 }, signal),
  ]);
  const groups: SearchGroup[] = [];
  if (stories.status === "fulfilled") groups.push({ type: "story", items: stories.value.items.map((each) => ({ id: each.id, title: each.headline, sub: each.desk_name })) });
  if (items.status === "fulfilled") groups.push({ type: "item", items: items.value.items.map((each) => ({ id: each.id, title: each.headline, sub: each.source_name })) });
  return { groups };
}

export const search = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => searchRooms(q, signal),
    enabled: q.trim().length > 0,
    placeholderData: (before) => before,
  });
