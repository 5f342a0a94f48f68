#include "newsroom/people/actions/manage.h"

#include <algorithm>

#include "newsroom/events/people.h"
#include "newsroom/people/store.h"

namespace galley::people {

namespace {

// Twelve letters that can be read aloud: 60 bits.
std::string readable_code() {
  constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string raw(12, '\0');
  fill_random(raw.data(), raw.size());
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += kLetters[static_cast<unsigned char>(raw[i]) % 32];
  }
  return out;
}

Result<Person> person_of_site(const Context& ctx, Tx& tx, const Id<User>& id) {
  auto person = store::find_person(tx, id);
  const auto credentials = store::credentials_of(tx, id);
  if (!person || credentials->site != ctx.person.site) return not_found("person.unknown");
  return *std::move(person);
}

Result<void> memberships_exist(Tx& tx, const Id<Site>& site, const std::vector<Membership>& memberships) {
  const auto roles = store::list_roles(tx, site);
  const auto desks = store::list_desks(tx, site);
  std::vector<Issue> issues;
  for (std::size_t i = 0; i < memberships.size(); ++i) {
    const auto& membership = memberships[i];
    const std::string at = join({"/memberships/", std::to_string(i)});
    if (std::none_of(roles.begin(), roles.end(), [&](const auto& r) { return r.id == membership.role; })) issues.push_back({at + "/role", "role.unknown", {}});
    if (membership.desk && std::none_of(desks.begin(), desks.end(), [&](const auto& d) { return d.id == *membership.desk; }))
      issues.push_back({at + "/desk", "desk.unknown", {}});
  }
  if (!issues.empty()) return invalid(std::move(issues));
  return {};
}

Result<void> rights_exist(const Context& ctx, const std::vector<std::string>& rights) {
  const auto& known = ctx.room<State>().rights;
  std::vector<Issue> issues;
  for (std::size_t i = 0; i < rights.size(); ++i)
    if (std::none_of(known.begin(), known.end(), [&](const auto& r) { return r.first == rights[i]; }))
      issues.push_back({join({"/rights/", std::to_string(i)}), "right.unknown", {}});
  if (!issues.empty()) return invalid(std::move(issues));
  return {};
}

Person save(Tx& tx, Person person) {
  person.version += 1;
  store::save_person(tx, person);
  tx.emit(events::PersonChanged{person.id, person.version});
  return person;
}

Result<AccessCode> new_access_code(const Context& ctx, Tx& tx, const Id<User>& person, const Id<Site>& site) {
  const AccessCode out{readable_code(), ctx.now + kAccessCodeMs};
  store::drop_codes(tx, person, CodeKind::access);
  store::add_code(tx, code_hash(out.code), person, site, CodeKind::access, out.expires_at);
  return out;
}

}  // namespace

Result<Invited> create_person(Context& ctx, Tx& tx, const CreatePerson& in) {
  if (!known_locale(in.locale)) return invalid("locale.unknown", "/locale");
  TRY(memberships_exist(tx, ctx.person.site, in.memberships));
  const Person person{.id = ctx.make_id<User>(), .name = in.name, .login = in.login, .email = in.email, .locale = in.locale, .state = PersonState::invited,
                      .two_factor = false, .created_at = ctx.now, .last_seen_at = {}, .version = 1, .memberships = in.memberships};
  if (!store::add_person(tx, person, ctx.person.site, std::nullopt)) return invalid("login.taken", "/login");
  store::set_memberships(tx, person.id, ctx.person.site, in.memberships);
  const std::string code = readable_code();
  store::add_code(tx, code_hash(code), person.id, ctx.person.site, CodeKind::invitation, ctx.now + kInvitationMs);
  tx.emit(events::PersonChanged{person.id, 1});
  return Invited{person, code};
}

Result<Person> change_person(Context& ctx, Tx& tx, const ChangePerson& in) {
  Person person = TRY(person_of_site(ctx, tx, in.user));
  if (person.version != in.if_match) return stale(person.version);
  if (in.name) person.name = *in.name;
  if (in.email.present()) person.email = in.email.is_null() ? std::nullopt : std::optional<std::string>(in.email.value);
  if (in.memberships) {
    TRY(memberships_exist(tx, ctx.person.site, *in.memberships));
    store::set_memberships(tx, person.id, ctx.person.site, *in.memberships);
    person.memberships = *in.memberships;
  }
  return save(tx, std::move(person));
}

Result<Person> disable_person(Context& ctx, Tx& tx, const DisablePerson& in) {
  Person person = TRY(person_of_site(ctx, tx, in.user));
  if (person.id == ctx.person.user) return conflict("person.self");
  if (person.state == PersonState::disabled) return person;
  person.state = PersonState::disabled;
  for (const auto& ended : store::end_sessions(tx, person.id, {})) tx.emit(events::SessionEnded{ended, person.id});
  return save(tx, std::move(person));
}

Result<Person> enable_person(Context& ctx, Tx& tx, const EnablePerson& in) {
  Person person = TRY(person_of_site(ctx, tx, in.user));
  if (person.state != PersonState::disabled) return person;
  person.state = store::credentials_of(tx, person.id)->password ? PersonState::active : PersonState::invited;
  return save(tx, std::move(person));
}

Result<AccessCode> issue_access_code(Context& ctx, Tx& tx, const IssueAccessCode& in) {
  const Person person = TRY(person_of_site(ctx, tx, in.user));
  if (person.state == PersonState::disabled) return conflict("person.disabled");
  return new_access_code(ctx, tx, person.id, ctx.person.site);
}

Result<AccessCode> reset_access(Context& ctx, Tx& tx, const ResetAccess& in) {
  const auto known = store::credentials_by_login(tx, in.login);
  if (!known) return invalid("person.unknown", "/login");
  if (known->state == PersonState::disabled) return conflict("person.disabled");
  return new_access_code(ctx, tx, known->id, known->site);
}

Result<RoleRow> create_role(Context& ctx, Tx& tx, const CreateRole& in) {
  TRY(rights_exist(ctx, in.rights));
  const auto id = ctx.make_id<Role>();
  const RoleRow role{id, id.text(), in.name, in.rights, false, 1};
  store::add_role(tx, role, ctx.person.site);
  tx.emit(events::RoleChanged{id, 1});
  return role;
}

Result<RoleRow> change_role(Context& ctx, Tx& tx, const ChangeRole& in) {
  const auto roles = store::list_roles(tx, ctx.person.site);
  const auto found = std::find_if(roles.begin(), roles.end(), [&](const auto& r) { return r.id == in.role; });
  if (found == roles.end()) return not_found("role.unknown");
  RoleRow role = *found;
  if (role.version != in.if_match) return stale(role.version);
  if (in.name) role.name = *in.name;
  if (in.rights) {
    TRY(rights_exist(ctx, *in.rights));
    // Somebody must be able to give the right back.
    const bool loses_keys = role.key == "administrator" && std::find(in.rights->begin(), in.rights->end(), "role.manage") == in.rights->end();
    if (loses_keys) return invalid("role.administrator", "/rights");
    role.rights = *in.rights;
  }
  role.version += 1;
  store::save_role(tx, role);
  tx.emit(events::RoleChanged{role.id, role.version});
  return role;
}

Result<DeskRow> create_desk(Context& ctx, Tx& tx, const CreateDesk& in) {
  const DeskRow desk{ctx.make_id<Desk>(), in.key, in.name, "authoring", 1};
  if (!store::add_desk(tx, desk, ctx.person.site)) return invalid("desk.key_taken", "/key");
  tx.emit(events::DeskChanged{desk.id, 1});
  return desk;
}

Result<DeskRow> change_desk(Context& ctx, Tx& tx, const ChangeDesk& in) {
  const auto desks = store::list_desks(tx, ctx.person.site);
  const auto found = std::find_if(desks.begin(), desks.end(), [&](const auto& d) { return d.id == in.desk; });
  if (found == desks.end()) return not_found("desk.unknown");
  DeskRow desk = *found;
  if (desk.version != in.if_match) return stale(desk.version);
  desk.name = in.name;
  desk.version += 1;
  store::save_desk(tx, desk);
  tx.emit(events::DeskChanged{desk.id, desk.version});
  return desk;
}

}  // namespace galley::people
