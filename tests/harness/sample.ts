// A body that fits a schema, made from the schema and from objects that exist.
import { type Operation, resolve } from "./openapi.ts";

export type Known = Record<string, string>;

/** Values that mean something only to one entry; everything else comes from the schema. */
const special: Record<string, Record<string, unknown>> = {
  "people.add_user": { memberships: [] },
  "people.change_password": { current: "wrong-but-long-password-1", password: "another-long-password-2" },
};

type Schema = ReturnType<typeof resolve>;

const kind = (schema: Schema): string => {
  const type = Array.isArray(schema.type) ? schema.type.find((t) => t !== "null") : schema.type;
  return type ?? (schema.properties === undefined ? "string" : "object");
};

function value(name: string, schema: Schema, known: Known): unknown {
  const found = resolve(schema);
  if (found.enum !== undefined) return found.enum.find((choice) => choice !== null);
  switch (kind(found)) {
    case "object":
      return fitting(found, known);
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return 60;
    default:
      if (known[name] !== undefined) return known[name];
      if (found.format === "date-time") return "2026-01-05T08:30:00.000Z";
      if (found.format === "uri" || name === "url") return "http://127.0.0.1:9/feed.xml";
      if (/^\^[a-z]+_/.test(found.pattern ?? "")) return `${/^\^([a-z]+)_/.exec(found.pattern ?? "")?.[1]}_01h00000000000000000000000`;
      return name === "locale" ? "en" : name === "reason" ? "a reason" : `sample-${name}`;
  }
}

export function fitting(schema: Schema, known: Known, all = false): Record<string, unknown> {
  const required = new Set(schema.required ?? []);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name]) => all || required.has(name))
      .map(([name, property]) => [name, value(name, property, known)]),
  );
}

export const body = (operation: Operation, known: Known): unknown =>
  operation.method === "GET" || operation.method === "DELETE" ? undefined : { ...(operation.body === undefined ? {} : fitting(operation.body, known)), ...special[operation.id] };
