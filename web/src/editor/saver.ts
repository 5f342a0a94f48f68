import type { DocumentPatch } from "@/api/create";
import { asProblem, type Problem } from "@/api/problem";
import type { Document, ChangedDocument } from "@/api/types";
import { backoff } from "@/lib/backoff";

/**
 * Saves a document field by field. One request is in flight at a time, each with the version it was made from.
 * When somebody else was quicker, a field that they did not touch is simply sent again; one that both changed is a
 * question for the person, and nothing is overwritten meanwhile. Unsaved values are kept on this device until the server has them.
 */
export type FieldName = keyof DocumentPatch;
export type Values = Pick<Document, FieldName & keyof Document>;
export type SaveState =
  | { kind: "saved"; at: number } | { kind: "dirty" } | { kind: "saving" } | { kind: "connecting" } | { kind: "offline" } | { kind: "signed_out" }
  | { kind: "refused"; problem: Problem; field: FieldName };
export type Conflict = { field: FieldName; base: unknown; mine: unknown; theirs: unknown; by: Document };
export type Draft = { version: number; values: Partial<Values>; base: Partial<Values> };

type Parts = {
  send: (version: number, patch: DocumentPatch, leaving: boolean) => Promise<ChangedDocument>;
  load: () => Promise<Document>;
  remote: (document: Document, fields: FieldName[]) => void;
  keep: (draft: Draft | null) => void;
  wait?: (run: () => void, ms: number) => () => void;
  now?: () => number;
};

const names: FieldName[] = ["headline", "kicker", "deck", "summary", "byline", "section", "slug", "hashtags", "body"];
const delay = (field: FieldName): number => (field === "body" ? 900 : 500);
const timer = (run: () => void, ms: number) => {
  const id = setTimeout(run, ms);
  return () => clearTimeout(id);
};
export const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

export class DocumentSaver {
  private base: Document;
  private readonly dirty = new Map<FieldName, unknown>();
  private readonly refused = new Set<FieldName>();
  private readonly lastSent = new Map<FieldName, unknown>();
  private flight: Promise<void> | null = null;
  private cancel: (() => void) | null = null;
  private failures = 0;
  private ended = false;
  private state_: SaveState;
  private conflict_: Conflict | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly parts: Parts;

  constructor(document: Document, parts: Parts) {
    this.base = document;
    this.parts = parts;
    this.state_ = { kind: "saved", at: Date.parse(document.updated_at) };
  }

  get state(): SaveState { return this.state_; }
  get conflict(): Conflict | null { return this.conflict_; }
  get version(): number { return this.base.version; }
  get pending(): boolean { return this.dirty.size > 0 || this.flight !== null; }

  watch = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set<F extends FieldName>(field: F, value: Values[F & keyof Values]): void {
    this.refused.delete(field);
    if (same(value, this.base[field]) && !this.flight) this.dirty.delete(field);
    else this.dirty.set(field, value);
    this.keep();
    if (this.dirty.size === 0) return this.settle();
    if (this.state_.kind === "saved" || this.state_.kind === "refused") this.become({ kind: "dirty" });
    if (!this.flight && !this.conflict_ && this.failures === 0) this.later(delay(field));
  }

  /** Everything out now; true when the server has all of it. */
  async flush(): Promise<boolean> {
    this.cancel?.();
    for (let round = 0; round < 40 && this.pending && !this.conflict_; round++) {
      if (this.flight) await this.flight;
      else if (!this.next()) break;
      else await this.start(false);
      if (this.failures > 0) break;
    }
    return !this.pending;
  }

  /** The page goes away: one last request that outlives it. */
  leave(): void {
    const field = this.next();
    if (field && !this.flight && !this.conflict_) void this.start(true);
  }

  end(): void {
    this.ended = true;
    this.cancel?.();
  }

  /** Somebody may have changed the document. */
  async refresh(): Promise<void> {
    if (this.flight || this.conflict_ || this.ended) return;
    const theirs = await this.parts.load().catch(() => null);
    if (theirs && !this.flight && !this.ended) this.meet(theirs);
  }

  /** Takes up what an earlier page could not send. */
  resume(draft: Draft): FieldName[] {
    const fields = names.filter((name) => name in draft.values && !same((draft.values as Record<string, unknown>)[name], this.base[name]));
    fields.forEach((name) => this.dirty.set(name, (draft.values as Record<string, unknown>)[name]));
    if (fields.length === 0) {
      this.keep();
      return [];
    }
    const clashing = fields.find((name) => name in draft.base && !same((draft.base as Record<string, unknown>)[name], this.base[name]));
    if (clashing) this.ask(clashing, (draft.base as Record<string, unknown>)[clashing], this.base);
    else this.later(delay("headline"));
    return fields;
  }

  /** The person's answer: a value for the field in question. */
  resolve(value: unknown): void {
    const question = this.conflict_;
    if (!question) return;
    this.conflict_ = null;
    if (same(value, this.base[question.field])) this.dirty.delete(question.field);
    else this.dirty.set(question.field, value);
    this.parts.remote({ ...this.base, [question.field]: value } as Document, [question.field]);
    this.keep();
    if (this.dirty.size === 0) this.settle();
    else this.later(0);
    this.tell();
  }

  signedInAgain(): void {
    if (this.state_.kind !== "signed_out") return;
    this.failures = 0;
    this.become({ kind: "dirty" });
    this.later(0);
  }

  retryNow(): void {
    if (this.state_.kind === "offline") this.later(0);
  }

  private next(): FieldName | undefined {
    return names.find((name) => this.dirty.has(name) && !this.refused.has(name));
  }

  private later(ms: number): void {
    this.cancel?.();
    this.cancel = (this.parts.wait ?? timer)(() => void this.start(false), ms);
  }

  private start(leaving: boolean): Promise<void> {
    const field = this.next();
    if (!field || this.flight || this.conflict_ || this.ended) return Promise.resolve();
    const value = this.dirty.get(field);
    this.become({ kind: "saving" });
    this.lastSent.set(field, value);
    this.flight = this.parts.send(this.base.version, { [field]: value } as DocumentPatch, leaving).then(
      (answer) => {
        this.flight = null;
        this.failures = 0;
        if (this.dirty.get(field) === value) this.dirty.delete(field);
        this.meet({ ...this.base, ...answer, [field]: value } as Document, field);
        this.onward();
      },
      async (error) => {
        this.flight = null;
        await this.failed(field, asProblem(error));
      },
    );
    return this.flight;
  }

  private onward(): void {
    this.keep();
    if (this.conflict_) return;
    if (this.next()) this.later(0);
    else this.settle();
  }

  private settle(): void {
    if (this.flight || this.conflict_) return;
    this.cancel?.();
    const stuck = this.dirty.size > 0;
    if (!stuck) this.become({ kind: "saved", at: (this.parts.now ?? Date.now)() });
  }

  private async failed(field: FieldName, problem: Problem): Promise<void> {
    if (problem.status === 412) {
      const theirs = await this.parts.load().catch(() => null);
      if (theirs) {
        this.meet(theirs);
        this.onward();
        return;
      }
    }
    if (problem.status === 401) return this.become({ kind: "signed_out" });
    if (problem.offline || problem.status === 412 || problem.status === 429 || problem.status >= 500) {
      this.become({ kind: "offline" });
      this.later(backoff(this.failures));
      this.failures += 1;
      return;
    }
    this.refused.add(field);
    this.become({ kind: "refused", problem, field });
    if (this.next()) this.later(0);
  }

  /** A newer state of the document: untouched fields are taken over, a field changed on both sides becomes a question. */
  private meet(theirs: Document, sent?: FieldName): void {
    if (theirs.version < this.base.version) return;
    const before = this.base;
    this.base = theirs;
    const changed = names.filter((name) => !same(before[name], theirs[name]));
    const taken = changed.filter((name) => !this.dirty.has(name) && name !== sent);
    const clashing = changed.find((name) => this.dirty.has(name) && !same(this.dirty.get(name), theirs[name]) && !this.ours(name, theirs));
    for (const name of changed) if (this.dirty.has(name) && same(this.dirty.get(name), theirs[name])) this.dirty.delete(name);
    if (taken.length > 0) this.parts.remote(theirs, taken);
    if (clashing) this.ask(clashing, before[clashing], theirs);
  }

  /** A value that this page sent itself, now overtaken by further typing. */
  private ours(name: FieldName, theirs: Document): boolean {
    return this.lastSent.has(name) && same(this.lastSent.get(name), theirs[name]);
  }

  private ask(field: FieldName, base: unknown, theirs: Document): void {
    this.cancel?.();
    this.conflict_ = { field, base, mine: this.dirty.get(field), theirs: theirs[field], by: theirs };
    this.tell();
  }

  private keep(): void {
    if (this.dirty.size === 0) return this.parts.keep(null);
    const values = Object.fromEntries(this.dirty) as Partial<Values>;
    const base = Object.fromEntries([...this.dirty.keys()].map((name) => [name, this.base[name]])) as Partial<Values>;
    this.parts.keep({ version: this.base.version, values, base });
  }

  private become(state: SaveState): void {
    this.state_ = state;
    this.tell();
  }

  private tell(): void {
    this.listeners.forEach((each) => each());
  }
}
