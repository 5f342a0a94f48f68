import assert from "node:assert/strict";
import { row } from "../harness/scenario.ts";
import { master, newStory, textOf } from "../harness/thread.ts";
import { Typist } from "../harness/typist.ts";
import { until } from "../harness/wait.ts";

export default row("S127", "the whole editor works in a browser on a phone, over the open internet", (r) => {
  r.shows("the app comes from the program itself and names no other host", async (t) => {
    const anonymous = await t.anonymous();
    const page = (await anonymous.page(`${anonymous.base}/`)).expect(200);
    assert.match(page.text, /<meta name="viewport"/);
    const foreign = [...page.text.matchAll(/(?:src|href)="(https?:)?\/\/[^"]+"/g)].map((match) => match[0]);
    assert.deepEqual(foreign, []);
    const scripts = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? "");
    assert.ok(scripts.length > 0, "the page loads its assets");
    for (const path of scripts) {
      const asset = (await anonymous.page(anonymous.base + path, { "accept-encoding": "br" })).expect(200);
      assert.match(asset.headers.get("cache-control") ?? "", /immutable/);
    }
  });

  r.shows("a strict content policy and no framing, on every page of the app", async (t) => {
    const anonymous = await t.anonymous();
    for (const path of ["/", "/stories", "/sign-in"]) {
      const page = (await anonymous.page(anonymous.base + path, { accept: "text/html" })).expect(200);
      const policy = page.headers.get("content-security-policy") ?? "";
      assert.match(policy, /default-src 'self'/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
      assert.equal(page.headers.get("x-content-type-options"), "nosniff");
    }
  });

  r.shows("a change that comes from another origin is refused", async (t) => {
    const admin = await t.admin();
    const refused = await admin.send("POST", "/desks", { key: "foreign", name: "Foreign" }, { headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" } });
    refused.refused(403);
    const { items } = await admin.get<{ items: { key: string }[] }>("/desks");
    assert.ok(!items.some((desk) => desk.key === "foreign"));
  });

  r.pending("every screen works at 360 px by finger", "shown in a browser, by web/e2e/phone.spec.ts");

  r.shows("a draft written without a connection is sent on return", async (t) => {
    const reporter = await t.person("rita", "reporter");
    const story = await newStory(t, reporter, "On the ferry");
    const { value } = await master(reporter, story.id);
    const phone = await Typist.open(reporter, value.id);
    phone.drop();
    phone.type("Written below deck, without a signal. ");
    await phone.connect();
    await phone.saved();
    await until("the server has the draft", async () => textOf((await master(reporter, story.id)).value.body).includes("Written below deck, without a signal."));
    phone.close();
  });
});
