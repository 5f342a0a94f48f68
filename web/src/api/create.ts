import { queryOptions } from "@tanstack/react-query";
import { http } from "./client";
import { asProblem } from "./problem";
import type { BlockOrigin, AiUse, Anchor, BodyNode, Comment, Diff, Document, ChangedDocument, Page, Preview, Proof, Revision, RevisionFull, Stage, Story, StoryCard } from "./types";

export type StoryFilter = { desk?: string; stage?: string; assignee?: string; q?: string };

export const stories = (filter: StoryFilter, limit = 200) =>
  queryOptions({
    queryKey: ["stories", filter],
    queryFn: ({ signal }) => http.get<Page<StoryCard>>("/stories", { ...filter, limit }, signal),
    placeholderData: (before) => before,
  });
export const story = (id: string) => queryOptions({ queryKey: ["story", id], queryFn: () => http.get<Story>(`/stories/${id}`) });
export const newStory = (desk: string, headline?: string) => http.post<Story>("/stories", { desk, ...(headline && { headline }) });
export type StoryPatch = { slugline?: string; assignee?: string | null; due_at?: string | null };
/** A story's version also moves with its text. Where the fields in question are still as they were seen, the change is sent again. */
export async function changeStory(seen: StoryCard, body: StoryPatch): Promise<Story> {
  let { version } = seen;
  for (let tries = 0; ; tries++) {
    try {
      return await http.patch<Story>(`/stories/${seen.id}`, version, body);
    } catch (error) {
      if (asProblem(error).status !== 412 || tries === 3) throw error;
      const now = await http.get<Story>(`/stories/${seen.id}`);
      if ((Object.keys(body) as (keyof StoryPatch)[]).some((field) => now[field] !== seen[field])) throw error;
      version = now.version;
    }
  }
}
export const moveStory = (id: string, stage: Stage) => http.post<Story>(`/stories/${id}/move`, { stage });
export const spikeStory = (id: string) => http.post<Story>(`/stories/${id}/spike`);
export const unspikeStory = (id: string) => http.post<Story>(`/stories/${id}/unspike`);

export type DocumentPatch = Partial<Pick<Document, "headline" | "deck" | "kicker" | "slug" | "summary" | "byline" | "section" | "hashtags">> & { body?: BodyNode };
export const loadDocument = (id: string) => http.get<Document>(`/documents/${id}`);
export const document = (id: string) => queryOptions({ queryKey: ["document", id], queryFn: () => loadDocument(id), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false });
export const patchDocument = (id: string, version: number, body: DocumentPatch, keepalive = false) =>
  http.patch<ChangedDocument>(`/documents/${id}`, version, body, keepalive);

export const loadPreview = (document: string) => http.get<Preview>(`/documents/${document}/preview`);

export const revisions = (document: string) =>
  queryOptions({ queryKey: ["revisions", document], queryFn: () => http.get<Page<Revision>>(`/documents/${document}/revisions`) });
export const revisionDiff = (revision: string, from: string | null) =>
  queryOptions({ queryKey: ["revision_diff", revision, from], queryFn: () => http.get<Diff>(`/revisions/${revision}/diff`, { from }), staleTime: Infinity });
export const provenance = (revision: string) =>
  queryOptions({ queryKey: ["provenance", revision], queryFn: () => http.get<{ blocks: BlockOrigin[] }>(`/revisions/${revision}/provenance`), staleTime: Infinity });
export const loadRevision = (revision: string) => http.get<RevisionFull>(`/revisions/${revision}`);
export const restoreRevision = (document: string, revision: string) => http.post<Document>(`/documents/${document}/restore`, { revision });

export const comments = (story: string) =>
  queryOptions({ queryKey: ["comments", story], queryFn: () => http.get<{ items: Comment[] }>(`/stories/${story}/comments`) });
export const addComment = (story: string, body: { document: string; body: string; anchor: Anchor | null; quote: string | null }) =>
  http.post<Comment>(`/stories/${story}/comments`, body);
export const resolveComment = (id: string) => http.post(`/comments/${id}/resolve`);
export const reopenComment = (id: string) => http.post(`/comments/${id}/reopen`);

export const submit = (story: string, ai_use: AiUse, note: string) => http.post<{ proof: string }>(`/stories/${story}/submit`, { ai_use, ...(note && { note }) });
export const proof = (id: string) =>
  queryOptions({
    queryKey: ["proof", id],
    queryFn: () => http.get<Proof>(`/proofs/${id}`),
    refetchInterval: (query) => (query.state.data?.state === "building" ? 1_000 : false),
  });
