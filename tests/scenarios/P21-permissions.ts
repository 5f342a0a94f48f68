import assert from "node:assert/strict";
import type { DeviceSession, Page, User } from "../../web/src/api/types.ts";
import { Client } from "../harness/client.ts";
import { matrix } from "../harness/matrix.ts";
import { row } from "../harness/scenario.ts";
import { Stage, password } from "../harness/stage.ts";

export default row("P21", "audit, sessions, LDAP, OIDC, SAML: permission matrix test", (r) => {
  r.shows("every entry answers every role and scope as tests/permissions.tsv says", async () => {
    // on a newsroom of its own: the matrix signs people out and disables some
    const own = new Stage();
    const report = await matrix(own).finally(() => own.stop());
    assert.deepEqual(report.missing, [], "entries without lines in permissions.tsv");
    assert.deepEqual(report.differences, []);
    assert.ok(report.passed >= 400, `only ${report.passed} cells were asked`);
  });

  r.shows("a person sees his sessions and ends one of them; that one is over at once", async (t) => {
    const rita = await t.person("rita", "reporter");
    const phone = new Client(rita.base, "rita's phone");
    (await phone.send("POST", "/sessions", { login: "rita", password: password("rita") })).expect(201);
    const { items } = await rita.get<Page<DeviceSession>>("/me/sessions");
    assert.ok(items.length >= 2);
    const other = items.find((session) => !session.current);
    await rita.post(`/me/sessions/${other?.id}/revoke`);
    (await phone.send("GET", "/me/sessions")).refused(401);
    (await rita.send("GET", "/me/sessions")).expect(200);
  });

  r.shows("who is disabled is out at once and cannot sign in", async (t) => {
    const admin = await t.admin();
    const otto = await t.person("otto", "reporter");
    const user = (await admin.get<Page<User>>("/users")).items.find((u) => u.login === "otto");
    await admin.post(`/users/${user?.id}/disable`);
    (await otto.send("GET", "/stories")).refused(401);
    (await new Client(admin.base).send("POST", "/sessions", { login: "otto", password: password("otto") })).expect(401, 403);
  });

  r.shows("a wrong password and an unknown person are answered alike, and guessing is slowed down", async (t) => {
    const anonymous = await t.anonymous();
    const wrong = (await anonymous.send("POST", "/sessions", { login: "rita", password: "not-the-password-9" })).refused(401);
    const unknown = (await anonymous.send("POST", "/sessions", { login: "nobody", password: "not-the-password-9" })).refused(401);
    assert.equal(wrong.code, unknown.code);
    let slowed = false;
    for (let n = 0; n < 40 && !slowed; n += 1) slowed = (await anonymous.send("POST", "/sessions", { login: "nobody", password: `guess-number-${n}` })).status === 429;
    assert.ok(slowed, "forty guesses in a row were all answered");
  });

  r.shows("an administrator's one-time code opens a lost account once", async (t) => {
    const admin = await t.admin();
    const rita = (await admin.get<Page<User>>("/users")).items.find((u) => u.login === "rita");
    const { code } = await admin.post<{ code: string }>(`/users/${rita?.id}/access_code`);
    const found = new Client(admin.base);
    (await found.send("POST", "/sessions/recover", { login: "rita", code, password: "a-new-long-password-3" })).expect(201);
    (await new Client(admin.base).send("POST", "/sessions/recover", { login: "rita", code, password: "another-long-password-4" })).expect(401, 403, 410, 422);
  });

  r.pending("sign-in through OIDC", "outside identity providers are not part of this step");
  r.pending("sign-in through LDAP", "outside identity providers are not part of this step");
  r.pending("sign-in through SAML", "outside identity providers are not part of this step");
});
