/** Shapes of the server's answers, by room. Keys are the wire's keys. */

export type Locale = "zh-CN" | "en";
export type Page<T> = { items: T[]; next: string | null; total?: number };

// people
export type Membership = { role: string; desk: string | null };
export type UserState = "active" | "invited" | "disabled";
export type User = {
  id: string; name: string; login: string; email: string | null; locale: Locale; state: UserState; two_factor: boolean;
  created_at: string; last_seen_at: string | null; version: number; memberships: Membership[];
};
export type Newsroom = { name: string; locale: Locale; time_zone: string };
export type DeskRef = { id: string; name: string; key: string };
export type Session = {
  state: "setup" | "anonymous" | "signed_in"; build: string; newsroom: Newsroom | null; user: User | null;
  rights: string[]; desks: DeskRef[]; step_up_until: string | null;
};
export type Role = { id: string; key: string; name: string; rights: string[]; builtin: boolean; version: number };
export type Right = { name: string; room: string };
export type Desk = { id: string; key: string; name: string; kind: string; version: number };
export type DeviceSession = { id: string; created_at: string; last_seen_at: string; agent: string; address: string; current: boolean };
export type NoticeKind = "submitted" | "returned" | "assigned" | "failed" | "signed" | "published";
export type Notice = { id: string; kind: NoticeKind; story: string | null; text_params: Record<string, string | number>; at: string; read: boolean };
export type NoticePage = Page<Notice> & { unread: number };

// gather
export type SourceState = "active" | "paused" | "failing";
export type Source = {
  id: string; name: string; kind: string; url: string; desk: string | null; interval_s: number; state: SourceState;
  last_polled_at: string | null; last_item_at: string | null; failures: number; last_error: string | null; items: number; version: number;
};
export type ItemState = "new" | "fetched" | "discarded";
export type Item = {
  id: string; source: string; source_name: string; headline: string; summary: string; language: string; url: string; author: string;
  published_at: string | null; received_at: string; state: ItemState; duplicate_of: string | null; pictures: number; version: number;
};
export type ItemFull = Item & { body: BodyNode | null; raw: string };

// create
export type BodyNode = {
  type: string; attrs?: Record<string, unknown>; content?: BodyNode[]; text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
};
export type Stage = "idea" | "writing" | "review" | "ready" | "done";
export type StoryCard = {
  id: string; headline: string; slugline: string; desk: string; desk_name: string; stage: Stage; spiked: boolean;
  assignee: string | null; assignee_name: string | null; due_at: string | null; words: number; item: string | null;
  updated_at: string; created_at: string; created_by_name: string; version: number;
};
export type DocumentRef = { id: string; kind: string; headline: string; version: number };
export type Story = StoryCard & { documents: DocumentRef[]; proof: string | null; submitted_revision: string | null };
export type TextField = "headline" | "deck" | "kicker" | "slug" | "summary" | "byline" | "section";
export type Document = Record<TextField, string> & {
  id: string; story: string; kind: string; hashtags: string[]; body: BodyNode | null; words: number; version: number;
  updated_at: string; can_edit: boolean; body_mode: "patch" | "collab"; body_generation: number; inherits: string[];
};
export type Person = { id: string; name: string };
export type Revision = {
  id: string; number: number; at: string; hash: string; words: number; by: Person[];
  reason: "submit" | "idle" | "left" | "restore"; proof: string | null;
};
export type Op = "same" | "added" | "removed" | "changed";
export type Run = { op: "same" | "added" | "removed"; text: string };
export type DiffBlock = { op: Op; id: string; type: string; runs: Run[] };
export type Diff = { blocks: DiffBlock[]; fields: { name: string; runs: Run[] }[] };
/** Where in the text a comment belongs: the block it was made in. */
export type Anchor = { block: string };
export type Comment = {
  id: string; story: string; document: string; author: string; author_name: string; body: string; anchor: Anchor | null;
  quote: string | null; resolved: boolean; at: string; updated_at: string; version: number;
};
export type AiUse = "none" | "polished" | "drafted";
export type ProofPart = { hash: string; kind: string; document: string; revision: string; headline: string; words: number; error: string | null };
export type Proof = {
  id: string; story: string; number: number; state: "building" | "ready" | "failed"; submitted_by: string; submitted_by_name: string;
  submitted_at: string; ai_use: AiUse; note: string; parts: ProofPart[];
};

// review
export type CaseState = "open" | "returned" | "signed";
export type ReviewCase = {
  id: string; story: string; headline: string; desk: string; desk_name: string; proof: string; state: CaseState;
  level: { key: string; name: string; number: number; of: number }; submitted_by_name: string; submitted_at: string;
  ai_use: AiUse; version: number; moved_on: boolean; can_sign: boolean; cannot_sign_reason: string | null;
};
export type CasePart = {
  hash: string; kind: string; headline: string; words: number; html: string; state: "open" | "signed"; diff_from: string | null;
};
export type LevelStep = { key: string; name: string; state: "done" | "current" | "ahead"; person_name: string | null };
export type ReviewCaseFull = ReviewCase & {
  parts: CasePart[];
  signatures: { level: string; level_name: string; person_name: string; part: string; at: string; note: string; carried: boolean }[];
  returns: { person_name: string; reason: string; at: string }[];
  levels: LevelStep[]; note: string;
};
export type Policy = { id: string; name: string; desk: string | null; levels: { key: string; name: string; right: string }[]; version: number };

// publish
export type Account = { id: string; name: string; kind: string; section: string | null; hold_s: number; state: string };
export type PublicationState = "none" | "queued" | "armed" | "live" | "failed" | "unknown" | "retracted";
export type Target = {
  account: string; account_name: string; kind: string; part: string | null; signed: boolean; publication: string | null;
  state: PublicationState; url: string | null; version: number; error: string | null; at: string | null;
};
export type Publishing = { story: string; proof: string | null; targets: Target[] };
export type Attempt = { verb: string; armed_at: string; outcome: string; at: string | null; error: string | null };
export type Publication = {
  id: string; story: string; headline: string; account: string; account_name: string; state: PublicationState; url: string | null;
  part: string | null; error: string | null; version: number; attempts: Attempt[]; published_at: string | null; updated_at: string;
};

// insight
export type StoryReads = {
  story: string; reads: number; visitors: number | null; engaged_s: number; shares: number;
  by_minute: { start: string; step_s: number; reads: number[] }; since: string | null;
};

// ops
export type AuditRow = {
  id: string; at: string; actor_name: string; action: string; object: string; result: "done" | "refused"; detail: string; sealed: boolean;
};
export type HealthState = "ok" | "degraded" | "bad";
export type Health = { state: HealthState; checks: { name: string; state: HealthState; value: string; detail: string }[] };
export type SearchGroup = { type: string; items: { id: string; title: string; sub: string }[] };
