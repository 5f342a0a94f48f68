import { backoff } from "@/lib/backoff";

/**
 * One WebSocket for the whole app. A message carries no content, only what changed; whoever shows it asks again.
 * After every (re)connect the topics are subscribed first and then `reconnected` runs, so nothing is missed between.
 */
export type LiveMessage = { topic: string; op: string; id: string; version: number };
export type LiveState = "connecting" | "online" | "offline";
type Socket = Pick<WebSocket, "send" | "close" | "readyState"> & {
  onopen: (() => void) | null; onclose: (() => void) | null; onmessage: ((event: { data: unknown }) => void) | null; onerror: (() => void) | null;
};
type Parts = { open: () => Socket; reconnected: () => void; wait?: (run: () => void, ms: number) => () => void };

const timer = (run: () => void, ms: number) => {
  const id = setTimeout(run, ms);
  return () => clearTimeout(id);
};

export class Live {
  private readonly topics = new Map<string, Set<(message: LiveMessage) => void>>();
  private readonly watchers = new Set<() => void>();
  private socket: Socket | null = null;
  private attempt = 0;
  private cancelWait: (() => void) | null = null;
  private wanted = false;
  private announcing = false;
  private state_: LiveState = "offline";
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  get state(): LiveState {
    return this.state_;
  }

  watch = (listener: () => void): (() => void) => {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  };

  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.connect();
  }

  stop(): void {
    this.wanted = false;
    this.cancelWait?.();
    this.cancelWait = null;
    this.socket?.close();
    this.socket = null;
    this.become("offline");
  }

  /** Tries at once instead of waiting out the back-off, for instance when the browser says it is online again. */
  hurry(): void {
    if (!this.wanted || this.socket) return;
    this.cancelWait?.();
    this.connect();
  }

  subscribe(topic: string, listener: (message: LiveMessage) => void): () => void {
    let listeners = this.topics.get(topic);
    if (!listeners) {
      listeners = new Set();
      this.topics.set(topic, listeners);
      this.announce();
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.topics.get(topic) === listeners) {
        this.topics.delete(topic);
        this.announce();
      }
    };
  }

  private connect(): void {
    this.cancelWait = null;
    this.become("connecting");
    const socket = this.parts.open();
    this.socket = socket;
    socket.onopen = () => {
      const again = this.attempt > 0;
      this.attempt = 0;
      this.become("online");
      this.send();
      if (again) this.parts.reconnected();
    };
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = null;
      if (!this.wanted) return;
      this.become("offline");
      this.cancelWait = (this.parts.wait ?? timer)(() => this.connect(), backoff(this.attempt));
      this.attempt += 1;
    };
    socket.onerror = () => {};
  }

  private receive(data: unknown): void {
    const message = parseLive(data);
    if (message) this.topics.get(message.topic)?.forEach((listener) => listener(message));
  }

  /** The whole list each time: what is sent replaces what was wanted before. Several changes of one moment go together. */
  private announce(): void {
    if (this.announcing) return;
    this.announcing = true;
    queueMicrotask(() => {
      this.announcing = false;
      this.send();
    });
  }

  private send(): void {
    if (this.socket && this.state_ === "online") this.socket.send(JSON.stringify({ sub: [...this.topics.keys()] }));
  }

  private become(state: LiveState): void {
    if (state === this.state_) return;
    this.state_ = state;
    this.watchers.forEach((each) => each());
  }
}

/** Null for whatever is not a live message: unknown kinds of message are not an error. */
export function parseLive(data: unknown): LiveMessage | null {
  if (typeof data !== "string") return null;
  try {
    const value = JSON.parse(data) as Partial<LiveMessage> | null;
    if (!value || typeof value.topic !== "string" || typeof value.op !== "string") return null;
    return { topic: value.topic, op: value.op, id: String(value.id ?? ""), version: Number(value.version ?? 0) };
  } catch {
    return null;
  }
}
