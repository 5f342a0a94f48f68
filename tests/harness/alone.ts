// A newsroom with one desk and one person who may do everything, for the reliability tests.
import type { Desk, Role } from "../../web/src/api/types.ts";
import { Client } from "./client.ts";
import { password } from "./stage.ts";
import { until } from "./wait.ts";

export const login = "alma";

/** A program that acknowledges too early (the failing control) does not know a session the moment it answers. */
const known = (who: Client): Promise<unknown> => until("the session to be known", async () => (await who.get<{ state: string }>("/session")).state === "signed_in");

export async function alone(base: string): Promise<{ client: Client; desk: string }> {
  const admin = new Client(base, "admin");
  (await admin.send("POST", "/setup", { newsroom: "Alone", name: "Ada", login: "admin", password: password("admin"), locale: "en" })).expect(201);
  await known(admin);
  const desk = await admin.post<Desk>("/desks", { key: "only", name: "Only" });
  const { items } = await admin.get<{ items: { name: string }[] }>("/rights");
  const role = await admin.post<Role>("/roles", { name: "Everything", rights: items.map((right) => right.name) });
  const { invitation } = await admin.post<{ invitation: string }>("/users", { name: "Alma", login, locale: "en", memberships: [{ role: role.id, desk: null }] });
  const client = new Client(base, login);
  (await client.send("POST", "/invitations/accept", { code: invitation, name: "Alma", password: password(login) })).expect(200, 201);
  await known(client);
  return { client, desk: desk.id };
}

/** Whether she can sign in: a write that must succeed even on a full disk. */
export async function signsIn(base: string): Promise<boolean> {
  return (await new Client(base).send("POST", "/sessions", { login, password: password(login) })).status === 201;
}
