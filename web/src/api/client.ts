import { Problem, problemFrom } from "./problem";

/** The one door to the server. Everything else in `api/` is names and shapes over `request`. */

const base = "/api/v1";
export type Query = Record<string, string | number | boolean | null | undefined | string[]>;
type Options = { query?: Query; body?: unknown; version?: number; signal?: AbortSignal; once?: boolean; keepalive?: boolean };

type Listener = () => void;
const unauthenticated = new Set<Listener>();
/** Called whenever an answer says that the session has ended. */
export function onSessionEnded(listener: Listener): () => void {
  unauthenticated.add(listener);
  return () => unauthenticated.delete(listener);
}

export function queryString(query: Query | undefined): string {
  if (!query) return "";
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    if (Array.isArray(value)) value.forEach((each) => parts.append(key, each));
    else parts.append(key, String(value));
  }
  const text = parts.toString();
  return text ? `?${text}` : "";
}

async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (options.body !== undefined) {
    headers["Content-Type"] = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  }
  if (options.version !== undefined) headers["If-Match"] = `"${options.version}"`;
  if (options.once ?? method === "POST") headers["Idempotency-Key"] = crypto.randomUUID();
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;

  let answer: Response;
  try {
    answer = await fetch(`${base}${path}${queryString(options.query)}`, init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem({ status: 0, code: "offline" });
  }
  const body = await readJson(answer);
  if (!answer.ok) {
    const problem = problemFrom(answer.status, body, answer.headers.get("X-Request-Id"));
    if (problem.status === 401 && !path.startsWith("/session")) unauthenticated.forEach((tell) => tell());
    throw problem;
  }
  return body as T;
}

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>("GET", path, { ...(query && { query }), ...(signal && { signal }) }),
  post: <T>(path: string, body: unknown = {}) => request<T>("POST", path, { body }),
  put: <T>(path: string, body: unknown) => request<T>("PUT", path, { body }),
  patch: <T>(path: string, version: number, body: unknown, keepalive = false) => request<T>("PATCH", path, { body, version, keepalive }),
  remove: <T>(path: string, version: number) => request<T>("DELETE", path, { version }),
};

export function socketAddress(path: string): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}${base}${path}`;
}
