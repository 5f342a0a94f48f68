// What a scenario stands on: a running Galley, a newsroom with people, and a wire. Started when first asked for, one per file.
import assert from "node:assert/strict";
import type { Desk, Role } from "../../web/src/api/types.ts";
import { Client } from "./client.ts";
import { Wire } from "./feed.ts";
import { type Options, Server } from "./server.ts";

export type RoleKey = "reporter" | "editor" | "desk_head" | "duty_editor" | "administrator";

/** Differs per login without holding it: a password that holds the login is refused. */
export const password = (login: string): string => `kettle-${Buffer.from(login).toString("hex")}-quay`;

export class Stage {
  private server_: Server | undefined;
  private wire_: Wire | undefined;
  private admin_: Client | undefined;
  private readonly people = new Map<string, Client>();
  private readonly desks = new Map<string, Desk>();
  private roles_: Role[] | undefined;

  constructor(private readonly options: Options = {}) {}

  async wire(): Promise<Wire> {
    this.wire_ ??= await Wire.start();
    return this.wire_;
  }

  async server(): Promise<Server> {
    if (this.server_ === undefined) {
      const wire = await this.wire();
      this.server_ = await Server.start({ ...this.options, allow: [wire.hostPort, ...(this.options.allow ?? [])] });
    }
    return this.server_;
  }

  async anonymous(): Promise<Client> {
    return new Client((await this.server()).editors);
  }

  /** The first person, who sets the newsroom up. */
  async admin(): Promise<Client> {
    if (this.admin_ === undefined) {
      const admin = new Client((await this.server()).editors, "admin");
      (await admin.send("POST", "/setup", { newsroom: "Test newsroom", name: "Ada Min", login: "admin", password: password("admin"), locale: "en" })).expect(201);
      this.admin_ = admin;
      // Whoever sets up may also write and sign; the tests want an administrator and nothing more.
      const { user } = await admin.get<{ user: { id: string } }>("/session");
      const { version } = (await admin.get<{ items: { id: string; version: number }[] }>("/users")).items.find((each) => each.id === user.id)!;
      await admin.patch(`/users/${user.id}`, version, { memberships: [{ role: (await this.role("administrator")).id, desk: null }] });
    }
    return this.admin_;
  }

  async desk(key = "county"): Promise<Desk> {
    const known = this.desks.get(key);
    if (known !== undefined) return known;
    const admin = await this.admin();
    const existing = (await admin.get<{ items: Desk[] }>("/desks")).items.find((desk) => desk.key === key);
    const desk = existing ?? (await admin.post<Desk>("/desks", { key, name: `Desk ${key}` }));
    this.desks.set(key, desk);
    return desk;
  }

  async role(key: RoleKey): Promise<Role> {
    this.roles_ ??= (await (await this.admin()).get<{ items: Role[] }>("/roles")).items;
    const role = this.roles_.find((r) => r.key === key);
    assert.ok(role, `there is no built-in role "${key}"; there are ${this.roles_.map((r) => r.key).join(", ")}`);
    return role;
  }

  /** A signed-in person, invited by the administrator. Administrators and duty editors belong to the whole newsroom. */
  async person(login: string, role: RoleKey, deskKey: string | null = "county"): Promise<Client> {
    const known = this.people.get(login);
    if (known !== undefined) return known;
    const wide = role === "administrator" || role === "duty_editor" || deskKey === null;
    return this.invite(login, (await this.role(role)).id, wide ? null : (await this.desk(deskKey)).id);
  }

  /** A person with a role made for the test: exactly these rights, in the whole newsroom. */
  async personWith(login: string, rights: string[]): Promise<Client> {
    const known = this.people.get(login);
    if (known !== undefined) return known;
    const role = await (await this.admin()).post<Role>("/roles", { name: `Only ${login}`, rights });
    return this.invite(login, role.id, null);
  }

  private async invite(login: string, role: string, desk: string | null): Promise<Client> {
    const admin = await this.admin();
    const name = `${login[0]?.toUpperCase()}${login.slice(1)} Lin`;
    const { invitation } = await admin.post<{ invitation: string }>("/users", { name, login, locale: "en", memberships: [{ role, desk }] });
    const client = new Client(admin.base, login);
    (await client.send("POST", "/invitations/accept", { code: invitation, name, password: password(login) })).expect(200, 201);
    this.people.set(login, client);
    return client;
  }

  async stop(): Promise<void> {
    await this.wire_?.stop();
    await this.server_?.stop();
  }

  log(): string {
    return this.server_?.log() ?? "";
  }
}
