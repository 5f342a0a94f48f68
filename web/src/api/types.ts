import type { components } from "./schema";

/**
 * Shapes of the server's answers under the words of the app. The schema is generated from `api/openapi.yaml`; the server writes
 * absent values as null, so here nothing is optional. What the schema calls any JSON is given its shape.
 */
type Schemas = components["schemas"];
type Full<Name extends keyof Schemas> = Required<Schemas[Name]>;
type Shaped<Name extends keyof Schemas, Shape> = Omit<Full<Name>, keyof Shape> & Shape;

export type Locale = "zh-CN" | "en";
export type Page<T> = { items: T[]; next: string | null; total?: number };

// people
export type Membership = Full<"Membership">;
export type UserState = Schemas["PersonState"];
export type User = Shaped<"Person", { locale: Locale; memberships: Membership[] }>;
export type Newsroom = Full<"NewsroomInfo">;
export type DeskRef = Full<"DeskName">;
export type Session = Shaped<"SessionInfo", { state: "setup" | "anonymous" | "signed_in"; newsroom: Newsroom | null; user: User | null }>;
export type Role = Full<"RoleRow">;
export type Right = Full<"RightName">;
export type Desk = Full<"DeskRow">;
export type DeviceSession = Full<"MySession">;
export type NoticeKind = Schemas["NoticeKind"];
export type Notice = Shaped<"NoticeLine", { text_params: Record<string, string | number> }>;
export type NoticePage = { items: Notice[]; next: string | null; unread: number };
export type Person = Full<"Colleague">;

// gather
export type SourceState = Schemas["SourceState"];
export type Source = Full<"SourceRow">;
export type ItemState = Schemas["ItemState"];
export type Item = Full<"ItemRow">;
export type ItemFull = Shaped<"ItemDetail", { body: BodyNode | null }>;

// create
export type BodyNode = {
  type: string; attrs?: Record<string, unknown>; content?: BodyNode[]; text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
};
export type Stage = Schemas["Stage"];
export type StoryCard = Full<"StoryCard">;
export type Story = Full<"StoryDetail">;
export type TextField = "headline" | "deck" | "kicker" | "slug" | "summary" | "byline" | "section";
/** What a change of a document answers. */
export type ChangedDocument = Full<"ChangedDocument">;
export type Document = Shaped<"DocumentDetail", { body: BodyNode | null; body_mode: "patch" | "collab" }>;
/** What is wrong where, as a refusal lists it. */
export type PreviewIssue = Shaped<"PreviewIssue", { params: Record<string, string | number> }>;
export type Preview = Shaped<"Preview", { issues: PreviewIssue[] }>;
export type Revision = Full<"RevisionLine">;
export type RevisionContent = Partial<Record<TextField, string>> & { hashtags?: string[]; body: BodyNode | null };
export type RevisionFull = Shaped<"RevisionDetail", { content: RevisionContent }>;
export type Op = "same" | "added" | "removed" | "changed";
export type Run = { op: "same" | "added" | "removed"; text: string };
export type DiffBlock = { op: Op; id: string; type: string; runs: Run[] };
export type Diff = { blocks: DiffBlock[]; fields: { name: string; runs: Run[] }[] };
/** Where in the text a comment belongs: the block it was made in. */
export type Anchor = { block: string };
export type Comment = Shaped<"CommentLine", { anchor: Anchor | null }>;
export type AiUse = Schemas["AiUse"];
export type Proof = Full<"ProofDetail">;
export type BlockOrigin = Full<"BlockOrigin">;

// review
export type CaseState = Schemas["CaseState"];
export type ReviewCase = Full<"CaseLine">;
export type CasePart = Full<"CasePart">;
export type LevelStep = Full<"LevelLine">;
export type ReviewCaseFull = Shaped<"CaseDetail", { parts: CasePart[]; levels: LevelStep[] }>;
export type Level = Full<"Level">;
export type Policy = Full<"PolicyRow">;

// publish
export type Account = Full<"AccountRow">;
export type PublicationState = Schemas["PublicationState"];
/** A target has no publication yet as long as nothing was sent there. */
export type TargetState = PublicationState | "none";
export type Target = Shaped<"TargetLine", { state: TargetState }>;
export type Publishing = Shaped<"StoryPublishing", { targets: Target[] }>;
export type Publication = Full<"PublicationLine">;

// insight
export type StoryReads = Full<"StoryReads">;

// ops
export type AuditRow = Full<"AuditLine">;
export type HealthState = Schemas["HealthState"];
export type Health = Full<"Health">;
export type SearchGroup = { type: string; items: { id: string; title: string; sub: string }[] };
