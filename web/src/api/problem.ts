/** A refusal of the server (RFC 9457) or of the network, in one shape. */
export type FieldProblem = { pointer: string; code: string; params?: Record<string, string | number> };

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldProblem[];
  readonly trace: string | null;
  readonly current: unknown;

  constructor(init: { status: number; code: string; fields?: FieldProblem[]; trace?: string | null; current?: unknown }) {
    super(init.code);
    this.name = "Problem";
    this.status = init.status;
    this.code = init.code;
    this.fields = init.fields ?? [];
    this.trace = init.trace ?? null;
    this.current = init.current;
  }

  /** True when nothing reached the server, so that trying again is safe and likely to help. */
  get offline(): boolean {
    return this.status === 0;
  }

  /** The code for one field, by its JSON pointer without the leading slash. */
  field(name: string): FieldProblem | undefined {
    return this.fields.find((each) => each.pointer === `/${name}` || each.pointer === name);
  }
}

const byStatus: Record<number, string> = {
  400: "bad_request", 401: "unauthenticated", 403: "forbidden", 404: "not_found", 409: "conflict", 412: "stale",
  413: "too_large", 422: "invalid", 428: "precondition_required", 429: "too_many", 503: "overloaded", 507: "disk_full",
};

type Body = { code?: unknown; errors?: unknown; trace?: unknown };

/** Reads a problem body; whatever is missing is filled from the status. */
export function problemFrom(status: number, body: unknown, traceHeader: string | null): Problem {
  const known: Body = typeof body === "object" && body !== null ? body : {};
  return new Problem({
    status,
    code: typeof known.code === "string" && known.code !== "" ? known.code : (byStatus[status] ?? "server_error"),
    fields: Array.isArray(known.errors) ? known.errors.filter(isFieldProblem) : [],
    trace: typeof known.trace === "string" ? known.trace : traceHeader,
    current: body,
  });
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return typeof value === "object" && value !== null && "pointer" in value && "code" in value;
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem({ status: -1, code: "app_error" });
}
