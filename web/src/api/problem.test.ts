import { expect, test } from "vitest";
import { queryString } from "./client";
import { asProblem, problemFrom } from "./problem";

test("a problem body gives code, fields and trace", () => {
  const problem = problemFrom(422, { code: "story.invalid", errors: [{ pointer: "/headline", code: "too_long", params: { max: 64 } }], trace: "abc" }, null);
  expect(problem.code).toBe("story.invalid");
  expect(problem.field("headline")?.params).toEqual({ max: 64 });
  expect(problem.field("body")).toBeUndefined();
  expect(problem.trace).toBe("abc");
});

test("an answer that is not a problem body still has a code and the trace of its header", () => {
  expect(problemFrom(503, null, "t1")).toMatchObject({ code: "overloaded", trace: "t1", fields: [] });
  expect(problemFrom(418, "tea", null).code).toBe("server_error");
  expect(problemFrom(400, { errors: "x" }, null).fields).toEqual([]);
});

test("an error of the program is not mistaken for being offline", () => {
  expect(asProblem(new TypeError("x")).offline).toBe(false);
});

test("empty filters are not sent", () => {
  expect(queryString({ q: "", state: "new", desk: null, limit: 50, ids: ["a", "b"], mine: undefined })).toBe("?state=new&limit=50&ids=a&ids=b");
  expect(queryString({ q: "" })).toBe("");
});
