import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "../harness/client.ts";
import { dataFolder } from "../harness/data.ts";
import { type Operation, nobody, operations } from "../harness/openapi.ts";
import { dangle, exchange, statusOf } from "../harness/raw.ts";
import { body } from "../harness/sample.ts";
import { scenario } from "../harness/scenario.ts";
import type { Stage } from "../harness/stage.ts";
import { master, newStory } from "../harness/thread.ts";
import { until } from "../harness/wait.ts";

/** Everything that a list shows, as one text: equal before and after means that nothing was changed. */
async function everything(t: Stage): Promise<string> {
  const admin = await t.admin();
  const chief = await t.person("dora", "duty_editor");
  const lists = ["/desks", "/users", "/roles", "/sources", "/items", "/stories", "/review/policies", "/accounts", "/publications"];
  const texts = await Promise.all(lists.map(async (path) => (await (/stories|publications|items/.test(path) ? chief : admin).send("GET", path)).text));
  return texts.join("\n").replace(/"last_seen_at":"[^"]*"/g, "");
}

async function unchanged(t: Stage, run: () => Promise<void>): Promise<void> {
  const before = await everything(t);
  await run();
  assert.equal(await everything(t), before, "a refused request changed something");
}

/** Somebody who may do everything: what he is refused, he is refused for what he sent. */
async function almighty(t: Stage): Promise<Client> {
  const { items } = await (await t.admin()).get<{ items: { name: string }[] }>("/rights");
  return t.personWith("alma", items.map((right) => right.name));
}

const writing = (): Operation[] => operations().filter((o) => o.listener === "editors" && !o.upgrade && o.body !== undefined);

async function each(list: Operation[], ask: (operation: Operation) => Promise<string | undefined>): Promise<void> {
  const wrong: string[] = [];
  for (const operation of list) {
    const problem = await ask(operation);
    if (problem !== undefined) wrong.push(`${operation.method} ${operation.template}: ${problem}`);
  }
  assert.ok(list.length > 20, `only ${list.length} entries were asked`);
  assert.deepEqual(wrong, []);
}

export default scenario("bad-input", "every entry refuses what it cannot use, says why, and changes nothing", (r) => {
  r.shows("a body that is no JSON: 400 with a problem document, at every entry", async (t) => {
    const alma = await almighty(t);
    await unchanged(t, () =>
      each(writing(), async (o) => {
        const answer = await alma.send(o.method, o.path({}), undefined, { raw: '{"a": ', version: 1 });
        const isProblem = (answer.headers.get("content-type") ?? "").startsWith("application/problem+json");
        return answer.status === 400 && isProblem ? undefined : `${answer.status} ${answer.text.slice(0, 120)}`;
      }),
    );
  });

  r.shows("a list, a number or null instead of an object, and an unknown field: refused with a pointer", async (t) => {
    const alma = await almighty(t);
    await unchanged(t, () =>
      each(writing(), async (o) => {
        for (const raw of ["[]", "7", "null", '{"no_such_field": 1}']) {
          const answer = await alma.send(o.method, o.path({}), undefined, { raw, version: 1 });
          if (![400, 422].includes(answer.status)) return `${raw} gave ${answer.status} ${answer.text.slice(0, 120)}`;
          if (raw.includes("no_such_field") && !answer.problem.errors?.some((e) => e.pointer === "/no_such_field")) return `no pointer to the unknown field: ${answer.text.slice(0, 200)}`;
        }
        return undefined;
      }),
    );
  });

  r.shows("two megabytes: 413, and the connection stays of use", async (t) => {
    const admin = await t.admin();
    const raw = JSON.stringify({ note: "x".repeat(2 << 20) });
    await each(writing(), async (o) => {
      const answer = await admin.send(o.method, o.path({}), undefined, { raw, version: 1 });
      return answer.status === 413 ? undefined : `${answer.status}`;
    });
    (await admin.send("GET", "/desks")).expect(200);
  });

  r.shows("another media type: 415", async (t) => {
    const admin = await t.admin();
    await each(writing(), async (o) => {
      const answer = await admin.send(o.method, o.path({}), undefined, { raw: "a=b", type: "application/x-www-form-urlencoded", version: 1 });
      return answer.status === 415 ? undefined : `${answer.status} ${answer.text.slice(0, 120)}`;
    });
  });

  r.shows("ids that nothing has: 404; ids of another kind or no ids at all: 400, 404 or 422, never 500", async (t) => {
    const chief = await t.person("dora", "duty_editor");
    await each(operations().filter((o) => o.listener === "editors" && !o.upgrade && o.parameters.length > 0), async (o) => {
      const wrongKind = Object.fromEntries(o.parameters.map((p) => [p, "desk_01h00000000000000000000000"]));
      const none = Object.fromEntries(o.parameters.map((p) => [p, "../../etc/passwd"]));
      for (const values of [{}, wrongKind, none]) {
        const answer = await chief.send(o.method, o.path(values), body(o, {}), { version: 1 });
        if (answer.status >= 500 || answer.status < 400) {
          if (o.template.includes("/preferences/") && answer.status < 400) continue;
          return `${JSON.stringify(values)} gave ${answer.status} ${answer.text.slice(0, 120)}`;
        }
      }
      return undefined;
    });
  });

  r.shows("an object of another desk: 403 or 404 at every entry that takes one, and it stays as it is", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const stranger = await t.person("olga", "desk_head", "life");
    const story = await newStory(t, reporter, "Belongs to county");
    const document = (await master(reporter, story.id)).value;
    const known: Record<string, string> = { story: story.id, document: document.id };
    await unchanged(t, async () => {
      const taking = operations().filter((o) => o.listener === "editors" && !o.upgrade && o.parameters.some((p) => p in known));
      assert.ok(taking.length >= 8);
      for (const o of taking) {
        const answer = await stranger.send(o.method, o.path(known), body(o, known), { version: document.version });
        assert.ok([403, 404].includes(answer.status), `${o.method} ${o.template} gave ${answer.status} ${answer.text.slice(0, 200)}`);
        assert.ok(!answer.text.includes("Belongs to county"), `${o.template} shows the headline`);
      }
    });
  });

  r.shows("an old version: 412 at every entry with If-Match, none: 428", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const admin = await t.admin();
    const story = await newStory(t, reporter, "Versioned");
    const document = (await master(reporter, story.id)).value;
    const desk = await t.desk();
    for (const [who, path, change] of [
      [reporter, `/documents/${document.id}`, { deck: "x" }],
      [reporter, `/stories/${story.id}`, { slugline: "x" }],
      [admin, `/desks/${desk.id}`, { name: "x" }],
    ] as const) {
      (await who.send("PATCH", path, change)).refused(428);
      (await who.send("PATCH", path, change, { version: 999 })).refused(412);
      (await who.send("PATCH", path, change, { version: "rubbish" })).expect(400, 412);
    }
  });

  r.shows("the same Idempotency-Key answers the same and acts once; with another body it is refused", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const desk = (await t.desk()).id;
    const one = (await reporter.send("POST", "/stories", { desk, headline: "Once" }, { key: "one-and-the-same-key" })).expect(201);
    const two = (await reporter.send("POST", "/stories", { desk, headline: "Once" }, { key: "one-and-the-same-key" })).expect(201);
    assert.equal(two.text, one.text);
    (await reporter.send("POST", "/stories", { desk, headline: "Twice" }, { key: "one-and-the-same-key" })).expect(409, 422);
  });

  r.shows("what is no JSON by JSONTestSuite is refused at an action, what is JSON is understood", async (t) => {
    const admin = await t.admin();
    const archive = join(dataFolder(), "sec-json", "json.tar.xz");
    assert.ok(existsSync(archive), `${archive} is missing; GALLEY_TEST_DATA names the data folder`);
    const folder = mkdtempSync(join(tmpdir(), "galley-json-"));
    const counts = { y: 0, n: 0, i: 0 };
    try {
      execFileSync("tar", ["-C", folder, "-xJf", archive]);
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /(^|\/)[yni]_.*\.json$/.test(name));
      for (const name of files) {
        const verdict = /(^|\/)([yni])_[^/]*$/.exec(name)?.[2] as "y" | "n" | "i";
        // the value stands in a field whose type never fits: JSON is answered 422 with its pointer, what is no JSON 400
        const raw = Buffer.concat([Buffer.from('{"key": '), readFileSync(join(folder, name)), Buffer.from(', "name": "x", "extra": 1}')]);
        const answer = await admin.send("POST", "/desks", undefined, { raw: new Uint8Array(raw) });
        assert.ok(answer.status < 500 && answer.status >= 400, `${name} gave ${answer.status}`);
        if (verdict === "n") assert.equal(answer.status, 400, `${name}: ${answer.text.slice(0, 200)}`);
        // a repeated key and a zero byte are JSON, and are refused here all the same
        if (verdict === "y" && !/duplicated|U\+0000|null_escape|escaped_null|nul/i.test(name)) assert.equal(answer.status, 422, `${name}: ${answer.text.slice(0, 200)}`);
        counts[verdict] += 1;
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    assert.deepEqual(counts, { y: 95, n: 188, i: 35 });
  });

  for (const [name, bytes] of Object.entries({
    "both Content-Length and Transfer-Encoding": "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two Content-Lengths": "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
    "line feeds without carriage returns": "GET /healthz HTTP/1.1\nHost: x\n\n",
    "a blank before the colon": "GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n",
    "no Host": "GET /healthz HTTP/1.1\r\n\r\n",
    "two Hosts": "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    "an unknown transfer coding": "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a zero byte in a header": "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n",
  })) {
    r.shows(`${name}: refused on both listeners and the connection is closed`, async (t) => {
      const server = await t.server();
      for (const address of [server.editors, server.readers]) {
        const answer = await exchange(address, bytes, 3_000);
        assert.ok([400, 501].includes(statusOf(answer)), JSON.stringify(answer.slice(0, 200)));
        assert.equal(answer.match(/HTTP\/1\.1 \d/g)?.length, 1, "one answer, then the end");
      }
    });
  }

  r.shows("a header of a megabyte: 431; a target of a megabyte: 414 or 431", async (t) => {
    const server = await t.server();
    const header = await exchange(server.editors, `GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${"a".repeat(1 << 20)}\r\n\r\n`);
    assert.equal(statusOf(header), 431);
    const target = await exchange(server.editors, `GET /${"a".repeat(1 << 20)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    assert.ok([414, 431].includes(statusOf(target)), String(statusOf(target)));
  });

  r.shows("300 slow connections do not stop a probe, and are cut", async (t) => {
    const server = await t.server();
    const anonymous = await t.anonymous();
    const slow = await Promise.all(Array.from({ length: 300 }, () => dangle(server.readers)));
    let open = slow.length;
    for (const socket of slow) {
      socket.on("error", () => undefined);
      socket.on("close", () => (open -= 1));
      socket.resume();
    }
    try {
      for (let n = 0; n < 20; n += 1) {
        const start = Date.now();
        (await anonymous.page(`${server.readers}/healthz`)).expect(200);
        (await anonymous.page(`${server.editors}/healthz`)).expect(200);
        assert.ok(Date.now() - start < 2_000, "a probe took longer than two seconds");
      }
      await until("all 300 are cut at the header deadline", async () => open === 0, 30_000);
    } finally {
      for (const socket of slow) socket.destroy();
    }
  });

  r.shows("no id of a made-up kind is taken for one", async (t) => {
    const admin = await t.admin();
    (await admin.send("GET", `/stories/${nobody("user")}`)).expect(400, 404, 422);
  });
});
