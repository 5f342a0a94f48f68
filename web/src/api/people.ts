import { queryOptions } from "@tanstack/react-query";
import { http } from "./client";
import type { Desk, DeviceSession, Locale, Membership, NoticePage, Page, Person, Right, Role, Session, User } from "./types";

export const users = () => queryOptions({ queryKey: ["users"], queryFn: () => http.get<Page<User>>("/users") });
/** Names only, for choosing somebody; open to everybody who is signed in. */
export const colleagues = () => queryOptions({ queryKey: ["colleagues"], queryFn: () => http.get<Page<Person>>("/colleagues"), staleTime: 60_000 });
export const roles = () => queryOptions({ queryKey: ["roles"], queryFn: () => http.get<Page<Role>>("/roles"), staleTime: 60_000 });
export const rights = () => queryOptions({ queryKey: ["rights"], queryFn: () => http.get<Page<Right>>("/rights"), staleTime: 600_000 });
export const desks = () => queryOptions({ queryKey: ["desks"], queryFn: () => http.get<Page<Desk>>("/desks"), staleTime: 60_000 });
export const devices = () => queryOptions({ queryKey: ["devices"], queryFn: () => http.get<Page<DeviceSession>>("/me/sessions") });
export const notices = () =>
  queryOptions({ queryKey: ["notices"], queryFn: () => http.get<NoticePage>("/notices", { limit: 50 }) });

export const setUp = (body: { newsroom: string; name: string; login: string; password: string; locale: Locale }) => http.post<Session>("/setup", body);
export const signIn = (body: { login: string; password: string; code?: string }) => http.post<{ state: "signed_in" | "code_required" }>("/sessions", body);
export const signOut = () => http.post("/sessions/end");
export const recover = (body: { login: string; code: string; password: string }) => http.post("/sessions/recover", body);
export const acceptInvitation = (body: { code: string; name: string; password: string }) => http.post("/invitations/accept", body);

export const changeMe = (version: number, body: { name?: string; email?: string | null; locale?: Locale }) => http.patch<User>("/me", version, body, true);
export const changePassword = (body: { current: string; password: string }) => http.post("/me/password", body);
export const beginTotp = () => http.post<{ secret: string; uri: string }>("/me/totp");
export const confirmTotp = (code: string) => http.post<{ recovery_codes: string[] }>("/me/totp/confirm", { code });
export const removeTotp = (password: string) => http.post("/me/totp/remove", { password });
export const endDevice = (session: string) => http.post(`/me/sessions/${session}/revoke`);
export const readNotices = (ids: string[] | null) => http.post("/notices/read", { ids });

export const addUser = (body: { name: string; login: string; email?: string; locale: Locale; memberships: Membership[] }) =>
  http.post<{ user: User; invitation: string }>("/users", body);
export const changeUser = (user: User, body: { name?: string; email?: string | null; memberships?: Membership[] }) =>
  http.patch<User>(`/users/${user.id}`, user.version, body);
export const disableUser = (user: User) => http.post(`/users/${user.id}/disable`);
export const enableUser = (user: User) => http.post(`/users/${user.id}/enable`);
export const accessCode = (user: User) => http.post<{ code: string; expires_at: string }>(`/users/${user.id}/access_code`);
export const addRole = (body: { name: string; rights: string[] }) => http.post<Role>("/roles", body);
export const changeRole = (role: Role, body: { name?: string; rights?: string[] }) => http.patch<Role>(`/roles/${role.id}`, role.version, body);
export const addDesk = (body: { key: string; name: string }) => http.post<Desk>("/desks", body);
export const changeDesk = (desk: Desk, body: { name?: string }) => http.patch<Desk>(`/desks/${desk.id}`, desk.version, body);
