import { queryOptions } from "@tanstack/react-query";
import { http } from "./client";
import type { StoryReads } from "./types";

/** Readers' counters are flushed every five seconds, so asking more often shows nothing new. */
export const storyReads = (story: string) =>
  queryOptions({ queryKey: ["story_reads", story], queryFn: () => http.get<StoryReads>(`/insight/stories/${story}`), refetchInterval: 5_000 });
export const reads = (ids: string[]) =>
  queryOptions({
    queryKey: ["reads", ids],
    queryFn: () => http.get<{ items: { story: string; reads: number }[] }>("/insight/reads", { ids }),
    enabled: ids.length > 0,
    staleTime: 5_000,
  });
