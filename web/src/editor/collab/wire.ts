import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** Messages on the socket of a shared text: binary frames, one message each. Numbers 4 to 10 belong to others and are passed over. */
const sync = 0;
const awareness = 1;
const auth = 2;
const queryAwareness = 3;
const saved = 16;

export type Message =
  | { kind: "step1"; vector: Uint8Array }
  | { kind: "step2"; update: Uint8Array }
  | { kind: "update"; update: Uint8Array }
  | { kind: "awareness"; update: Uint8Array }
  | { kind: "query_awareness" }
  | { kind: "denied"; reason: string }
  | { kind: "saved"; upTo: number }
  | { kind: "unknown"; type: number };

/** An update that says nothing: no insertions, no deletions. */
export const emptyUpdate = new Uint8Array([0, 0]);

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const syncFrame = (step: number, bytes: Uint8Array) => frame(sync, (encoder) => {
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, bytes);
});

export const step1 = (vector: Uint8Array): Uint8Array => syncFrame(0, vector);
export const step2 = (update: Uint8Array): Uint8Array => syncFrame(1, update);
export const update = (bytes: Uint8Array): Uint8Array => syncFrame(2, bytes);
export const awarenessFrame = (bytes: Uint8Array): Uint8Array => frame(awareness, (encoder) => encoding.writeVarUint8Array(encoder, bytes));
export const savedFrame = (upTo: number): Uint8Array => frame(saved, (encoder) => encoding.writeVarUint(encoder, upTo));
export const deniedFrame = (reason: string): Uint8Array => frame(auth, (encoder) => {
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarString(encoder, reason);
});

/** Throws on bytes that are no message at all; a kind that is not known is not an error. */
export function read(bytes: Uint8Array): Message {
  const decoder = decoding.createDecoder(bytes);
  const type = decoding.readVarUint(decoder);
  if (type === sync) {
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step === 0) return { kind: "step1", vector: body };
    return step === 1 ? { kind: "step2", update: body } : { kind: "update", update: body };
  }
  if (type === awareness) return { kind: "awareness", update: decoding.readVarUint8Array(decoder) };
  if (type === queryAwareness) return { kind: "query_awareness" };
  if (type === auth) {
    decoding.readVarUint(decoder);
    return { kind: "denied", reason: decoding.hasContent(decoder) ? decoding.readVarString(decoder) : "" };
  }
  if (type === saved) return { kind: "saved", upTo: decoding.readVarUint(decoder) };
  return { kind: "unknown", type };
}
