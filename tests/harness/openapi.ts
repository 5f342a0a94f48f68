// api/openapi.yaml as the tests need it: one entry per operation, with ways to make a body that fits or does not.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

type Schema = { $ref?: string; type?: string | string[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema; enum?: string[]; format?: string; pattern?: string; minLength?: number };
type Raw = {
  operationId?: string;
  summary?: string;
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  parameters?: { name: string; in: string }[];
  [extension: `x-${string}`]: unknown;
};

export type Operation = {
  id: string;
  method: string;
  template: string;
  listener: "editors" | "readers";
  upgrade: boolean;
  body: Schema | undefined;
  needsVersion: boolean;
  parameters: string[];
  path: (values: Record<string, string>) => string;
};

let document: { paths: Record<string, Record<string, Raw>>; components?: { schemas?: Record<string, Schema> } } | undefined;

function load(): NonNullable<typeof document> {
  document ??= parse(readFileSync(new URL("../../api/openapi.yaml", import.meta.url), "utf8")) as NonNullable<typeof document>;
  return document;
}

export function resolve(schema: Schema | undefined): Schema {
  if (schema?.$ref !== undefined) return resolve(load().components?.schemas?.[schema.$ref.split("/").at(-1) ?? ""]);
  return schema ?? {};
}

const methods = ["get", "post", "put", "patch", "delete"];

const prefixes: Record<string, string> = { document: "doc", revision: "rev", review_case: "case", publication: "pub" };

/** A well-formed id that nothing has, by the name of the parameter or field. */
export const nobody = (name: string): string => (/hash|sha|part/.test(name) ? "0".repeat(64) : name === "key" ? "nothing" : `${prefixes[name] ?? name}_01h00000000000000000000000`);

export function operations(): Operation[] {
  return Object.entries(load().paths).flatMap(([template, entries]) =>
    Object.entries(entries)
      .filter(([method]) => methods.includes(method))
      .map(([method, raw]) => {
        const parameters = [...template.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? "");
        const content = raw.requestBody?.content;
        const schema = content?.["application/json"]?.schema ?? content?.["application/merge-patch+json"]?.schema;
        return {
          id: raw.operationId ?? `${method} ${template}`,
          method: method.toUpperCase(),
          template,
          listener: raw["x-listener"] === "readers" ? ("readers" as const) : ("editors" as const),
          upgrade: raw["x-websocket"] === true || raw["x-stream"] === true,
          body: schema === undefined ? undefined : resolve(schema),
          needsVersion: (raw.parameters ?? []).some((p) => p.in === "header" && /^if-match$/i.test(p.name)),
          parameters,
          path: (values: Record<string, string>) => template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? nobody(name))),
        };
      }),
  );
}
