import * as Y from "yjs";
import type { Socket } from "./provider";
import { seedClient } from "./seed";
import * as wire from "./wire";

/** A server in memory that keeps a log as the real one does. For the tests of the provider. */
type Peer = { socket: FakeSocket; mayEdit: boolean; appended: number };

export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly sent: wire.Message[] = [];
  toServer: ((bytes: Uint8Array) => void) | null = null;

  send(bytes: Uint8Array): void {
    this.sent.push(wire.read(bytes));
    this.toServer?.(bytes);
  }
  close(): void {
    this.drop(1000);
  }
  drop(code: number): void {
    this.toServer = null;
    this.onclose?.({ code });
  }
  say(bytes: Uint8Array): void {
    this.onmessage?.({ data: bytes.slice().buffer });
  }
}

export class Relay {
  readonly log: Uint8Array[] = [];
  readonly peers: Peer[] = [];
  reachable = true;
  acknowledging = true;
  refusedSeeds = 0;

  open(mayEdit = true): FakeSocket {
    const socket = new FakeSocket();
    queueMicrotask(() => {
      if (!this.reachable) return socket.drop(1006);
      const peer: Peer = { socket, mayEdit, appended: 0 };
      this.peers.push(peer);
      socket.toServer = (bytes) => this.hear(peer, bytes);
      socket.onopen?.();
    });
    return socket;
  }

  dropAll(code = 1006): void {
    for (const peer of this.peers.splice(0)) peer.socket.drop(code);
  }

  state(): Y.Doc {
    const doc = new Y.Doc();
    this.log.forEach((entry) => Y.applyUpdate(doc, entry));
    return doc;
  }

  /** Everything durable now, told to those who wait for it. */
  acknowledge(): void {
    for (const peer of this.peers) if (peer.appended > 0) peer.socket.say(wire.savedFrame(peer.appended));
  }

  private hear(peer: Peer, bytes: Uint8Array): void {
    const message = wire.read(bytes);
    if (message.kind === "step1") {
      this.log.forEach((entry) => peer.socket.say(wire.update(entry)));
      peer.socket.say(wire.step2(wire.emptyUpdate));
      if (peer.mayEdit) peer.socket.say(wire.step1(Y.encodeStateVector(this.state())));
    } else if (message.kind === "update" || message.kind === "step2") this.append(peer, message.update);
    else if (message.kind === "awareness") this.peers.filter((each) => each !== peer).forEach((each) => each.socket.say(wire.awarenessFrame(message.update)));
  }

  private append(peer: Peer, update: Uint8Array): void {
    if (!peer.mayEdit) return peer.socket.say(wire.deniedFrame("read only"));
    const before = this.state();
    const seeds = Y.decodeUpdate(update).structs.some((struct) => struct.id.client === seedClient && struct.id.clock >= Y.getState(before.store, seedClient));
    if (seeds && this.log.length > 0) {
      this.refusedSeeds += 1;
      return;
    }
    const after = this.state();
    Y.applyUpdate(after, update);
    if (Y.equalSnapshots(Y.snapshot(before), Y.snapshot(after))) {
      if (Y.decodeUpdate(update).structs.length > 0) peer.appended += 1;
      return;
    }
    this.log.push(update);
    peer.appended += 1;
    this.peers.filter((each) => each !== peer).forEach((each) => each.socket.say(wire.update(update)));
    if (this.acknowledging) this.acknowledge();
  }
}
