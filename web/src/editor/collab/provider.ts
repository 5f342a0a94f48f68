import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates, type Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { backoff } from "@/lib/backoff";
import * as wire from "./wire";

/**
 * Keeps one shared text in step with the server over one socket. It posts no revisions: the server cuts them.
 *
 * After opening it says what it has; the server sends every stored entry, then an answer that ends the sending, then asks in turn.
 * What was typed offline travels as the reply to that question. An update counts as saved only when the server says so, never
 * when it was sent. While an input method composes, outgoing updates are held, at most ten seconds.
 */
export type CollabState =
  | { kind: "connecting" } | { kind: "online"; saved: boolean; at: number } | { kind: "offline" } | { kind: "denied"; reason: string } | { kind: "replaced" } | { kind: "failed"; code: number };
export type Socket = {
  send: (bytes: Uint8Array) => void; close: () => void;
  onopen: (() => void) | null; onmessage: ((event: { data: unknown }) => void) | null; onclose: ((event: { code: number }) => void) | null; onerror: (() => void) | null;
};
type Wait = (run: () => void, ms: number) => () => void;
type Parts = { doc: Y.Doc; awareness: Awareness; open: () => Socket; seed: () => Uint8Array; mayEdit: boolean; wait?: Wait; random?: () => number; now?: () => number };

const timer: Wait = (run, ms) => {
  const id = setTimeout(run, ms);
  return () => clearTimeout(id);
};
const longestHold = 10_000;
/** How long the server may leave an update unanswered before the connection counts as dead. */
const longestSilence = 15_000;
/** Closed for a reason that coming back with this copy would not change: refused, over a limit, or the text began anew (restored). */
const final = new Map([[1008, "denied"], [1009, "failed"], [4009, "replaced"], [4403, "denied"], [4413, "failed"]] as const);

export class CollabProvider {
  private readonly parts: Parts;
  private readonly wait: Wait;
  private readonly listeners = new Set<() => void>();
  private socket: Socket | null = null;
  private state_: CollabState = { kind: "connecting" };
  private opened = false;
  private synced_ = false;
  private attempt = 0;
  private cancelReconnect: (() => void) | null = null;
  private cancelHold: (() => void) | null = null;
  private cancelSilence: (() => void) | null = null;
  private held: Uint8Array[] | null = null;
  private sent = 0;
  private durable = 0;
  private ended = false;

  constructor(parts: Parts) {
    this.parts = parts;
    this.wait = parts.wait ?? timer;
    parts.doc.on("update", this.onUpdate);
    parts.awareness.on("update", this.onAwareness);
  }

  get state(): CollabState { return this.state_; }
  /** True once the text is complete: after the first answer of the server, and from then on also offline. */
  get synced(): boolean { return this.synced_; }
  get allSaved(): boolean { return this.state_.kind === "online" && this.synced_ && this.held === null && this.durable >= this.sent; }

  watch = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  connect(): void {
    if (this.ended || this.socket) return;
    this.cancelReconnect?.();
    this.cancelReconnect = null;
    this.become({ kind: "connecting" });
    const socket = this.parts.open();
    this.socket = socket;
    socket.onopen = () => this.begin(socket);
    socket.onmessage = (event) => this.receive(socket, event.data);
    socket.onclose = (event) => this.lost(socket, event.code);
    socket.onerror = () => {};
  }

  /** Comes back at once, for instance when the browser says it is online again. */
  hurry(): void {
    if (this.state_.kind === "offline") this.connect();
  }

  /** The network is gone: a socket may not notice for minutes, the people at the keyboard should at once. */
  drop(): void {
    const { socket } = this;
    if (!socket) return;
    socket.close();
    this.lost(socket, 1006);
  }

  destroy(): void {
    this.ended = true;
    this.cancelSilence?.();
    this.releaseHold();
    this.cancelReconnect?.();
    removeAwarenessStates(this.parts.awareness, [this.parts.doc.clientID], "leaving");
    this.parts.doc.off("update", this.onUpdate);
    this.parts.awareness.off("update", this.onAwareness);
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }

  /** Composing began or ended. */
  hold(composing: boolean): void {
    if (composing && this.held === null) {
      this.held = [];
      this.cancelHold = this.wait(() => this.releaseHold(), longestHold);
    } else if (!composing) this.releaseHold();
  }

  /** Resolves when everything typed so far is durable, or to false after the time. */
  whenSaved(ms = 10_000): Promise<boolean> {
    this.releaseHold();
    if (this.allSaved) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (result: boolean) => {
        stop();
        cancel();
        resolve(result);
      };
      const stop = this.watch(() => this.allSaved && end(true));
      const cancel = this.wait(() => end(false), ms);
    });
  }

  private begin(socket: Socket): void {
    this.opened = true;
    this.attempt = 0;
    this.sent = 0;
    this.durable = 0;
    socket.send(wire.step1(Y.encodeStateVector(this.parts.doc)));
    const { awareness, doc } = this.parts;
    if (awareness.getLocalState() !== null) socket.send(wire.awarenessFrame(encodeAwarenessUpdate(awareness, [doc.clientID])));
  }

  private receive(socket: Socket, data: unknown): void {
    if (socket !== this.socket || !(data instanceof ArrayBuffer || data instanceof Uint8Array)) return;
    const message = wire.read(data instanceof Uint8Array ? data : new Uint8Array(data));
    const { doc, awareness } = this.parts;
    switch (message.kind) {
      case "update": return Y.applyUpdate(doc, message.update, this);
      case "step2":
        Y.applyUpdate(doc, message.update, this);
        return this.complete();
      case "step1": return this.answer(message.vector);
      case "awareness": return applyAwarenessUpdate(awareness, message.update, this);
      case "query_awareness": return socket.send(wire.awarenessFrame(encodeAwarenessUpdate(awareness, [...awareness.getStates().keys()])));
      case "denied": return this.become({ kind: "denied", reason: message.reason });
      case "saved":
        this.durable = Math.max(this.durable, message.upTo);
        this.cancelSilence?.();
        this.cancelSilence = null;
        return this.report();
      case "unknown": return;
    }
  }

  /** The server has sent all it has. A text that nobody has opened yet is seeded from its revision. */
  private complete(): void {
    const { doc, mayEdit, seed } = this.parts;
    this.synced_ = true;
    this.become({ kind: "online", saved: true, at: this.now() });
    // Whoever may only read sees the same beginning and sends nothing.
    if (doc.store.clients.size === 0) Y.applyUpdate(doc, seed(), mayEdit ? "seed" : this);
    this.report();
  }

  /** What the server lacks, with everything that was deleted; held updates go with it. */
  private answer(vector: Uint8Array): void {
    if (!this.parts.mayEdit) return;
    const update = Y.encodeStateAsUpdate(this.parts.doc, vector);
    if (this.held) this.held = [];
    this.socket?.send(wire.step2(update));
    if (Y.decodeUpdate(update).structs.length > 0) this.expectSaved();
    this.report();
  }

  private onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    if (this.held) {
      this.held.push(update);
      this.report();
      return;
    }
    this.out(update);
  };

  private out(update: Uint8Array): void {
    // Without a connection nothing is queued: the server asks for what it lacks when it is back.
    if (!this.socket || !this.opened || !this.synced_ || this.state_.kind !== "online") return;
    this.socket.send(wire.update(update));
    this.expectSaved();
    this.report();
  }

  private expectSaved(): void {
    this.sent += 1;
    this.cancelSilence ??= this.wait(() => this.drop(), longestSilence);
  }

  private releaseHold(): void {
    this.cancelHold?.();
    this.cancelHold = null;
    const { held } = this;
    this.held = null;
    if (held && held.length > 0) this.out(held.length === 1 ? held[0]! : Y.mergeUpdates(held));
    else if (held) this.report();
  }

  private onAwareness = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown): void => {
    if (origin === this || !this.socket || !this.opened) return;
    this.socket.send(wire.awarenessFrame(encodeAwarenessUpdate(this.parts.awareness, [...added, ...updated, ...removed])));
  };

  private lost(socket: Socket, code: number): void {
    if (socket !== this.socket) return;
    this.socket = null;
    this.opened = false;
    this.cancelSilence?.();
    this.cancelSilence = null;
    const { awareness, doc } = this.parts;
    removeAwarenessStates(awareness, [...awareness.getStates().keys()].filter((id) => id !== doc.clientID), this);
    if (this.ended) return;
    const verdict = final.get(code as 1008);
    if (verdict === "denied") return this.become({ kind: "denied", reason: "" });
    if (verdict === "replaced") return this.become({ kind: "replaced" });
    if (verdict === "failed") return this.become({ kind: "failed", code });
    this.become({ kind: "offline" });
    this.cancelReconnect = this.wait(() => this.connect(), backoff(this.attempt, this.parts.random));
    this.attempt += 1;
  }

  private report(): void {
    if (this.state_.kind !== "online") return this.tell();
    const saved = this.allSaved;
    this.become({ kind: "online", saved, at: saved && !this.state_.saved ? this.now() : this.state_.at });
  }

  private now(): number {
    return (this.parts.now ?? Date.now)();
  }

  private become(state: CollabState): void {
    this.state_ = state;
    this.tell();
  }

  private tell(): void {
    this.listeners.forEach((each) => each());
  }
}
