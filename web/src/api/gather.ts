import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { http } from "./client";
import type { Item, ItemFull, Page, Source, Story } from "./types";

export type ItemFilter = { state: string; source: string; q: string };

export const items = (filter: ItemFilter) =>
  infiniteQueryOptions({
    queryKey: ["items", filter],
    queryFn: ({ pageParam, signal }) => http.get<Page<Item>>("/items", { ...filter, cursor: pageParam, limit: 60 }, signal),
    initialPageParam: "" as string,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
export const item = (id: string) => queryOptions({ queryKey: ["item", id], queryFn: () => http.get<ItemFull>(`/items/${id}`), staleTime: 300_000 });
export const fetchItem = (id: string, desk: string) => http.post<Story>(`/items/${id}/fetch`, { desk });
export const discardItem = (id: string) => http.post(`/items/${id}/discard`);
export const restoreItem = (id: string) => http.post(`/items/${id}/restore`);

export const sources = () => queryOptions({ queryKey: ["sources"], queryFn: () => http.get<Page<Source>>("/sources") });
export const addSource = (body: { name: string; url: string; kind: string; desk: string | null; interval_s: number }) => http.post<Source>("/sources", body);
export const changeSource = (source: Source, body: Partial<Pick<Source, "name" | "url" | "desk" | "interval_s" | "state">>) =>
  http.patch<Source>(`/sources/${source.id}`, source.version, body);
export const pollSource = (source: Source) => http.post(`/sources/${source.id}/poll`);
