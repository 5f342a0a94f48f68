// One story that two people have open.
import type { Client } from "../../tests/harness/client.ts";
import { newStory } from "../../tests/harness/thread.ts";
import { type Newsroom, text } from "./newsroom.ts";

export type Shared = { story: string; document: string; writer: Client; reader: Client };

export async function sharedStory({ stage }: Newsroom): Promise<Shared> {
  const writer = await stage.person("rita", "reporter");
  const reader = await stage.person("edda", "editor");
  const { id, documents } = await newStory(stage, writer, "Two at one text", ...text());
  const master = documents.find((each) => each.kind === "master");
  if (master === undefined) throw new Error("a story has a master document");
  return { story: id, document: master.id, writer, reader };
}
