// One person typing in a shared text: a Yjs document and its socket, as far as the server sees the editors' app.
import assert from "node:assert/strict";
import WebSocket from "ws";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import type { BodyNode, Document } from "../../web/src/api/types.ts";
import type { Client } from "./client.ts";
import { until } from "./wait.ts";

const root = "prosemirror";
const seedClient = 1;

const framed = (heads: number[], bytes: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const head of heads) encoding.writeVarUint(encoder, head);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
};
const step1 = (vector: Uint8Array): Uint8Array => framed([0, 0], vector);
const step2 = (update: Uint8Array): Uint8Array => framed([0, 1], update);
const updateFrame = (update: Uint8Array): Uint8Array => framed([0, 2], update);

/** The first state of a text of paragraphs, as the app makes it from the document's body. */
export function seedOf(body: BodyNode | null): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = seedClient;
  const blocks = (body?.content ?? []).map((block) => {
    const element = new Y.XmlElement(block.type);
    for (const [name, value] of Object.entries(block.attrs ?? {})) element.setAttribute(name, String(value));
    const text = (block.content ?? []).map((each) => each.text ?? "").join("");
    if (text !== "") element.insert(0, [new Y.XmlText(text)]);
    return element;
  });
  doc.getXmlFragment(root).insert(0, blocks);
  return Y.encodeStateAsUpdate(doc);
}

export class Typist {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly undo: Y.UndoManager;
  denied: string | undefined;
  closedWith: number | undefined;
  private socket: WebSocket | undefined;
  private synced = false;
  private sent = 0;
  private durable = 0;

  private constructor(
    private readonly who: Client,
    private readonly document: Document,
    private readonly seeds: boolean,
  ) {
    // a clause that fails must not keep the program running
    (this.awareness as unknown as { _checkInterval: NodeJS.Timeout })._checkInterval.unref();
    this.undo = new Y.UndoManager(this.fragment, { trackedOrigins: new Set([this]), captureTimeout: 0 });
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "server" || !this.synced || this.socket?.readyState !== WebSocket.OPEN) return;
      this.socket.send(updateFrame(update));
      this.sent += 1;
    });
  }

  /** Open, and the text complete. */
  static async open(who: Client, document: string, seeds = true): Promise<Typist> {
    const typist = new Typist(who, await who.get<Document>(`/documents/${document}`), seeds);
    await typist.connect();
    return typist;
  }

  get fragment(): Y.XmlFragment {
    return this.doc.getXmlFragment(root);
  }
  get text(): string {
    return this.fragment.toArray().map((block) => (block as Y.XmlElement).toArray().map((each) => String(each)).join("")).join("\n");
  }
  get allSaved(): boolean {
    return this.synced && this.durable >= this.sent;
  }
  get names(): string[] {
    return [...this.awareness.getStates().values()].map((state) => (state["user"] as { name?: string } | undefined)?.name ?? "");
  }

  async connect(): Promise<void> {
    const { base, cookie } = this.who;
    const address = `${base.replace("http", "ws")}/api/v1/documents/${this.document.id}/collab?generation=${this.document.body_generation}`;
    const socket = new WebSocket(address, { headers: { cookie, origin: base } });
    this.socket = socket;
    this.sent = this.durable = 0;
    this.closedWith = undefined;
    socket.on("open", () => socket.send(step1(Y.encodeStateVector(this.doc))));
    socket.on("message", (data) => this.hear(socket, new Uint8Array(data as Buffer)));
    socket.on("close", (code) => {
      if (this.socket !== socket) return;
      this.closedWith = code;
      this.synced = false;
      // somebody's rights have changed: come back with the new ones
      if (code === 4001) this.connect().catch(() => undefined);
    });
    socket.on("error", () => {});
    await until("the text is complete", async () => {
      assert.equal(this.closedWith, undefined, `the socket was closed with ${this.closedWith}`);
      return this.synced;
    });
  }

  /** Back on the line, unless it never tore. */
  async connectAgain(): Promise<void> {
    if (this.socket === undefined || this.socket.readyState !== WebSocket.OPEN) await this.connect();
  }

  /** The line is torn; what is typed from now on stays here until connect(). */
  drop(): void {
    const { socket } = this;
    this.socket = undefined;
    this.synced = false;
    socket?.terminate();
  }

  type(value: string, block = 0, at = Number.MAX_SAFE_INTEGER): void {
    this.doc.transact(() => {
      const words = this.words(block);
      words.insert(Math.min(at, words.length), value);
    }, this);
  }

  erase(value: string): boolean {
    for (let block = 0; block < this.fragment.length; block += 1) {
      const words = this.words(block);
      const at = String(words).indexOf(value);
      if (at < 0) continue;
      this.doc.transact(() => words.delete(at, value.length), this);
      return true;
    }
    return false;
  }

  words(block: number): Y.XmlText {
    const element = this.fragment.get(block) as Y.XmlElement;
    if (element.length === 0) element.insert(0, [new Y.XmlText()]);
    return element.get(0) as Y.XmlText;
  }

  present(state: Record<string, unknown>): void {
    this.awareness.setLocalState(state);
    this.socket?.send(framed([1], encodeAwarenessUpdate(this.awareness, [this.doc.clientID])));
  }

  sendRaw(update: Uint8Array): void {
    this.socket?.send(updateFrame(update));
  }

  saved(): Promise<true> {
    return until("everything typed is saved", async () => this.allSaved as true);
  }

  close(): void {
    this.drop();
    this.awareness.destroy();
    this.doc.destroy();
  }

  private hear(socket: WebSocket, bytes: Uint8Array): void {
    if (socket !== this.socket) return;
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === 16) this.durable = decoding.readVarUint(decoder);
    if (type === 1) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), "server");
    if (type === 2) {
      decoding.readVarUint(decoder);
      this.denied = decoding.readVarString(decoder);
    }
    if (type !== 0) return;
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step === 0) return this.answer(socket, body);
    Y.applyUpdate(this.doc, body, "server");
    if (step !== 1) return;
    this.synced = true;
    if (this.seeds && this.doc.store.clients.size === 0) Y.applyUpdate(this.doc, seedOf(this.document.body), "seed");
  }

  private answer(socket: WebSocket, vector: Uint8Array): void {
    const update = Y.encodeStateAsUpdate(this.doc, vector);
    socket.send(step2(update));
    if (Y.decodeUpdate(update).structs.length > 0) this.sent += 1;
  }
}
