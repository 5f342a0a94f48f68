// Fills a fresh newsroom with demo/newsroom.json, through the public API only. Running it again changes nothing.
//   node demo/seed.mjs --server http://127.0.0.1:8080 --wire http://127.0.0.1:8082/feed.xml
//   node demo/seed.mjs --logins        prints the demo logins
import { readFileSync } from "node:fs";

const plan = JSON.parse(readFileSync(new URL("./newsroom.json", import.meta.url), "utf8"));
const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : undefined;
};

function printLogins() {
  const people = [...plan.people, plan.administrator];
  const width = Math.max(...people.map((p) => p.login.length));
  console.log("  login".padEnd(width + 6) + "password".padEnd(26) + "person");
  for (const p of people) console.log(`  ${p.login.padEnd(width + 4)}${p.password.padEnd(26)}${p.name}, ${p.title}`);
}

/** One person's session with the server: keeps the cookie, throws a sentence when something is refused. */
class Session {
  constructor(server) {
    this.server = server;
    this.cookie = "";
  }

  async call(method, path, body) {
    const headers = { accept: "application/json" };
    if (this.cookie) headers.cookie = this.cookie;
    if (method !== "GET") {
      headers.origin = this.server;
      headers["content-type"] = "application/json";
      headers["idempotency-key"] = crypto.randomUUID();
    }
    const answer = await fetch(`${this.server}/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    for (const line of answer.headers.getSetCookie()) this.cookie = line.split(";")[0];
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text.slice(0, 400)}`);
    return text ? JSON.parse(text) : {};
  }
}

async function desksByKey(admin) {
  const have = (await admin.call("GET", "/desks")).items;
  const byKey = new Map(have.map((d) => [d.key, d]));
  for (const desk of plan.desks) {
    if (!byKey.has(desk.key)) byKey.set(desk.key, await admin.call("POST", "/desks", desk));
  }
  return byKey;
}

async function addPeople(admin, desks) {
  const roles = new Map((await admin.call("GET", "/roles")).items.map((role) => [role.key, role.id]));
  const have = new Set((await admin.call("GET", "/users")).items.map((u) => u.login));
  for (const person of plan.people.filter((p) => !have.has(p.login))) {
    const memberships = person.desks.map((key) => ({ role: roles.get(person.role), desk: key === null ? null : desks.get(key).id }));
    const { invitation } = await admin.call("POST", "/users", { name: person.name, login: person.login, locale: person.locale, memberships });
    await new Session(admin.server).call("POST", "/invitations/accept", { code: invitation, name: person.name, password: person.password });
    console.log(`invited ${person.login} (${person.title})`);
  }
}

async function addSource(admin, desks, url) {
  const have = (await admin.call("GET", "/sources")).items;
  if (have.some((s) => s.name === plan.source.name)) return;
  const desk = plan.source.desk === null ? null : desks.get(plan.source.desk).id;
  const source = await admin.call("POST", "/sources", { ...plan.source, url, desk });
  await admin.call("POST", `/sources/${source.id}/poll`, {});
  console.log(`source ${source.id} polls ${url}`);
}

async function seed(server, wire) {
  const { login, password, name, locale } = plan.administrator;
  const admin = new Session(server);
  const { state } = await admin.call("GET", "/session");
  if (state === "setup") {
    await admin.call("POST", "/setup", { newsroom: plan.newsroom.name, name, login, password, locale });
    console.log(`newsroom "${plan.newsroom.name}"`);
  } else {
    await admin.call("POST", "/sessions", { login, password });
  }
  const desks = await desksByKey(admin);
  await addPeople(admin, desks);
  if (wire) await addSource(admin, desks, wire);
  await admin.call("POST", "/sessions/end", {});
}

if (process.argv.includes("--logins")) {
  printLogins();
} else if (!option("server")) {
  console.error("usage: node demo/seed.mjs --server http://127.0.0.1:8080 [--wire URL] | --logins");
  process.exitCode = 2;
} else {
  try {
    await seed(option("server").replace(/\/$/, ""), option("wire"));
  } catch (problem) {
    console.error(`The demo could not be put in: ${problem.message}`);
    process.exitCode = 1;
  }
}
