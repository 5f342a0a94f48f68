// Every entry x every role against tests/permissions.tsv. The calls are made from api/openapi.yaml, the expected answers are
// written by hand: otherwise the table would only be compared with itself.
import { readFileSync } from "node:fs";
import type { DeviceSession, Page, Source, User } from "../../web/src/api/types.ts";
import { Client } from "./client.ts";
import { type Operation, operations } from "./openapi.ts";
import { type Known, body } from "./sample.ts";
import { type Stage, password } from "./stage.ts";
import { arrive, caseOf, master, newStory, published, submit, wireItem } from "./thread.ts";

export const columns = ["anonymous", "revoked", "disabled", "reporter", "editor", "desk_head", "duty_editor", "administrator", "other_desk"] as const;
export type Column = (typeof columns)[number];
export type Report = { passed: number; missing: string[]; unknown: string[]; differences: string[] };

/** entry -> column -> expected: ok, an exact status, or - (not asked) */
export function expectations(): Map<string, Record<Column, string>> {
  const lines = readFileSync(new URL("../permissions.tsv", import.meta.url), "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const [head = "", ...rest] = lines;
  const names = head.split("\t");
  return new Map(
    rest.map((line) => {
      const cells = line.split("\t");
      return [cells[0] ?? "", Object.fromEntries(columns.map((column) => [column, cells[names.indexOf(column)] ?? ""])) as Record<Column, string>];
    }),
  );
}

async function people(t: Stage): Promise<Record<Column, Client>> {
  const admin = await t.admin();
  const revoked = await t.person("rosa", "reporter");
  const { items: devices } = await revoked.get<Page<DeviceSession>>("/me/sessions");
  const disabled = await t.person("dirk", "reporter");
  const users = (await admin.get<Page<User>>("/users")).items;
  const all = {
    anonymous: await t.anonymous(),
    revoked,
    disabled,
    reporter: await t.person("rita", "reporter"),
    editor: await t.person("edda", "editor"),
    desk_head: await t.person("hedi", "desk_head"),
    duty_editor: await t.person("dora", "duty_editor"),
    administrator: await t.person("amos", "administrator"),
    other_desk: await t.person("olga", "desk_head", "life"),
  };
  await revoked.send("POST", `/me/sessions/${devices.find((device) => device.current)?.id}/revoke`);
  await admin.post(`/users/${users.find((user) => user.login === "dirk")?.id}/disable`);
  return all;
}

/** One object of each kind on the desk "county", by the name that path parameters and bodies use for it. */
async function objects(t: Stage): Promise<Known> {
  const admin = await t.admin();
  const editor = await t.person("edda", "editor");
  const found = await arrive(t, editor, wireItem("For the matrix"));
  const { story, proof, publication } = await published(t, "For the matrix too");
  const document = (await master(editor, story.id)).value;
  const waiting = await newStory(t, await t.person("rita", "reporter"), "Waiting for its signature");
  const open = await caseOf(editor, waiting.id, (await submit(await t.person("rita", "reporter"), waiting.id)).id);
  const comment = await editor.post<{ id: string }>(`/stories/${story.id}/comments`, { document: document.id, body: "A remark." });
  const throwaway = await t.person("theo", "reporter");
  const users = (await admin.get<Page<User>>("/users")).items;
  const sources = (await admin.get<Page<Source>>("/sources")).items;
  const first = async (path: string): Promise<string> => (await admin.get<Page<{ id: string }>>(path)).items[0]?.id ?? "";
  return {
    item: found.id,
    source: sources[0]?.id ?? "",
    story: story.id,
    document: document.id,
    proof: proof.id,
    hash: proof.parts[0]?.hash ?? "",
    part: open.parts[0]?.hash ?? "",
    revision: proof.parts[0]?.revision ?? "",
    publication: publication.id,
    comment: comment.id,
    user: users.find((user) => user.login === "theo")?.id ?? throwaway.name,
    desk: (await t.desk()).id,
    role: (await t.role("reporter")).id,
    review_case: open.id,
    policy: await first("/review/policies"),
    account: await first("/accounts"),
    session: "session_01h00000000000000000000000",
    login: "theo",
    password: password("theo"),
  };
}

async function ask(who: Client, operation: Operation, known: Known, own: Record<string, unknown>): Promise<{ status: number; text: string }> {
  const made = body(operation, known);
  const sent = typeof made === "object" && made !== null ? { ...made, ...own } : made;
  const answer = await who.send(operation.method, operation.path(known), sent, operation.needsVersion ? { version: 0 } : {});
  return { status: answer.status, text: answer.text };
}

const refusals = ["401", "403", "404"];

const fits = (expected: string, status: number): boolean => (expected === "ok" ? !refusals.includes(String(status)) : expected === String(status));

/** Refusals are asked first: what is allowed may change the objects. */
const refusedFirst = (expected: Record<Column, string>): Column[] => [...columns].sort((a, b) => Number(expected[a] === "ok") - Number(expected[b] === "ok"));

export async function matrix(t: Stage): Promise<Report> {
  const table = expectations();
  const known = await objects(t);
  const who = await people(t);
  const otherDesk = (await t.desk("life")).id;
  // a desk's head makes sources for the own desk, not for the whole newsroom
  const own = (operation: Operation, column: Column): Record<string, unknown> =>
    operation.id === "gather.create_source" ? { desk: column === "other_desk" ? otherDesk : known.desk } : {};
  const entries = operations().filter((operation) => operation.listener === "editors" && !operation.upgrade);
  // what deletes or closes an object comes late, and signing out ends the sessions that all other cells need
  const last = (operation: Operation): number => (operation.id === "people.sign_out" ? 2 : operation.method === "DELETE" || operation.id === "review.return" ? 1 : 0);
  entries.sort((a, b) => last(a) - last(b));
  const report: Report = { passed: 0, missing: [], unknown: [], differences: [] };
  for (const operation of entries) {
    const expected = table.get(operation.id);
    if (expected === undefined) {
      report.missing.push(operation.id);
      continue;
    }
    for (const column of refusedFirst(expected)) {
      if (expected[column] === "-") continue;
      const client = new Client(who[column].base, column);
      client.cookies = new Map(who[column].cookies);
      const { status, text } = await ask(client, operation, known, own(operation, column));
      const named = Object.values(known).filter((id) => id.includes("_01") && !operation.path(known).includes(id) && text.includes(id));
      if (!fits(expected[column], status)) report.differences.push(`${operation.id} as ${column}: expected ${expected[column]}, got ${status} ${text.slice(0, 120)}`);
      else if (refusals.includes(String(status)) && named.length > 0) report.differences.push(`${operation.id} as ${column}: the refusal names ${named[0]}`);
      else report.passed += 1;
    }
  }
  const names = new Set(entries.map((operation) => operation.id));
  report.unknown = [...table.keys()].filter((entry) => !names.has(entry));
  return report;
}
