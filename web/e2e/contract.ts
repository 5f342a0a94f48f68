import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import type { Page, Response } from "@playwright/test";

/** Every answer that a screen gets is held against the server's own description: path, status, media type, body. */
type Operation = { responses: Record<string, { content?: Record<string, { schema?: object }> }> };
type Description = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, object> } };

const file = new URL("../../api/openapi.yaml", import.meta.url);
const description = parse(readFileSync(file, "utf8")) as Description;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "openapi", components: description.components });

const known = Object.entries(description.paths).map(([path, operations]) => ({ pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`), operations, path }));
const rebased = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')) as object;

async function check(response: Response): Promise<string | null> {
  const { pathname } = new URL(response.url());
  if (!pathname.startsWith("/api/v1/")) return null;
  const method = response.request().method().toLowerCase();
  // A path with a word where another has a parameter comes first.
  const found = known.filter((each) => each.pattern.test(pathname) && each.operations[method]).toSorted((a, b) => a.path.split("{").length - b.path.split("{").length)[0];
  const name = `${method.toUpperCase()} ${pathname} ${response.status()}`;
  if (!found) return response.status() === 404 || response.status() === 405 ? null : `${name}: not described`;
  const answers = found.operations[method]!.responses;
  const content = (answers[String(response.status())] ?? answers["default"])?.content;
  if (!content) return null;
  const type = (response.headers()["content-type"] ?? "").split(";")[0]!;
  const schema = content[type]?.schema;
  if (!schema) return `${name}: media type ${type} is not described`;
  const valid = ajv.compile(rebased(schema));
  return valid(await response.json()) ? null : `${name}: ${ajv.errorsText(valid.errors)}`;
}

/** Collects departures of a page; whoever asks for them at the end fails the test. */
export function watchContract(page: Page): () => Promise<string[]> {
  const checks: Promise<string | null>[] = [];
  page.on("response", (response) => checks.push(check(response).catch(() => null)));
  return async () => (await Promise.all(checks)).filter((each): each is string => each !== null);
}
