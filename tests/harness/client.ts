// One person's browser, as far as HTTP is concerned: keeps the session cookie, sends what the app sends.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { pause } from "./wait.ts";

export type Problem = { type: string; title: string; status: number; code: string; errors?: { pointer: string; code: string }[]; trace?: string };

export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
    readonly asked: string,
  ) {}

  json<T>(): T {
    return (this.text === "" ? {} : JSON.parse(this.text)) as T;
  }

  get problem(): Problem {
    return this.json<Problem>();
  }

  get etag(): string | null {
    return this.headers.get("etag");
  }

  /** Throws with the whole answer unless the status is one of these. */
  expect(...statuses: number[]): this {
    assert.ok(statuses.includes(this.status), `${this.asked} was answered ${this.status}, expected ${statuses.join(" or ")}: ${this.text.slice(0, 500)}`);
    return this;
  }

  /** A refusal: status, problem document, code. Returns the document. */
  refused(status: number, code?: string): Problem {
    this.expect(status);
    assert.match(this.headers.get("content-type") ?? "", /^application\/problem\+json/, `${this.asked}: a refusal is a problem document`);
    const problem = this.problem;
    assert.equal(problem.status, status);
    if (code !== undefined) assert.equal(problem.code, code, `${this.asked}: ${this.text.slice(0, 300)}`);
    return problem;
  }
}

export type Extra = { headers?: Record<string, string>; version?: number | string; key?: string; raw?: string | Uint8Array<ArrayBuffer>; type?: string };

export class Client {
  cookies = new Map<string, string>();

  constructor(
    readonly base: string,
    readonly name = "anonymous",
  ) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async send(method: string, path: string, body?: unknown, extra: Extra = {}): Promise<Answer> {
    const headers: Record<string, string> = { accept: "application/json" };
    if (this.cookies.size > 0) headers["cookie"] = this.cookie;
    if (method !== "GET" && method !== "HEAD") {
      headers["origin"] = this.base;
      headers["sec-fetch-site"] = "same-origin";
      if (extra.key !== undefined) headers["idempotency-key"] = extra.key;
      else if (method === "POST") headers["idempotency-key"] = randomUUID();
    }
    if (extra.version !== undefined) headers["if-match"] = typeof extra.version === "number" ? `"${extra.version}"` : extra.version;
    const content = extra.raw ?? (body === undefined ? undefined : JSON.stringify(body));
    if (content !== undefined) headers["content-type"] = extra.type ?? "application/json";
    Object.assign(headers, extra.headers);
    const url = path.startsWith("http") ? path : this.base + (path.startsWith("/api/") || !path.startsWith("/") ? path : `/api/v1${path}`);
    const ask = (): Promise<Response> => fetch(url, { method, headers, redirect: "manual", ...(content === undefined ? {} : { body: content }) });
    let answer = await ask();
    // a test asks faster than a person: it waits as told, except where being slowed down is what it looks for
    for (let tries = 0; tries < 20 && answer.status === 429 && !path.startsWith("/sessions"); tries += 1) {
      await answer.arrayBuffer();
      await pause(1000 * Number(answer.headers.get("retry-after") ?? 1));
      answer = await ask();
    }
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    return new Answer(answer.status, answer.headers, await answer.text(), `${this.name}: ${method} ${path}`);
  }

  private keep(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const value = pair.slice(at + 1);
    if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), value);
  }

  async get<T>(path: string): Promise<T> {
    return (await this.send("GET", path)).expect(200).json<T>();
  }

  /** The resource with its version, for a change that follows. */
  async getVersioned<T>(path: string): Promise<{ value: T; version: string }> {
    const answer = (await this.send("GET", path)).expect(200);
    assert.ok(answer.etag, `${path} must answer an ETag`);
    return { value: answer.json<T>(), version: answer.etag };
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return (await this.send("POST", path, body)).expect(200, 201, 202, 204).json<T>();
  }

  async patch<T>(path: string, version: number | string, body: unknown): Promise<T> {
    return (await this.send("PATCH", path, body, { version })).expect(200).json<T>();
  }

  /** A page of the readers' site or a plain address; the path is taken as it is. */
  async page(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(url, { headers, redirect: "manual" });
    return new Answer(answer.status, answer.headers, await answer.text(), `reader: GET ${url}`);
  }
}
