import { Node } from "prosemirror-model";
import { prosemirrorToYXmlFragment } from "y-prosemirror";
import * as Y from "yjs";
import type { BodyNode } from "@/api/types";
import { schema } from "../schema";

/**
 * The first state of a shared text, made from its revision: one fixed client, clocks from 0, one pass. Everybody makes the same
 * bytes, so two first editors at the same moment give the text once.
 */
export const seedClient = 1;
export const rootName = "prosemirror";

export function seedUpdate(body: BodyNode | null): Uint8Array {
  const given = body?.content?.length ? body : { type: "doc", content: [{ type: "paragraph" }] };
  const doc = new Y.Doc();
  doc.clientID = seedClient;
  prosemirrorToYXmlFragment(Node.fromJSON(schema, given), doc.getXmlFragment(rootName));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
