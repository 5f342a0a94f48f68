#include <set>

#include "newsroom/events/people.h"
#include "newsroom/people/actions/enter.h"
#include "newsroom/people/actions/manage.h"
#include "newsroom/people/actions/profile.h"
#include "newsroom/people/people.h"
#include "newsroom/people/queries.h"
#include "newsroom/people/store.h"
#include "platform/store/database.h"

namespace galley {
std::span<const Asset> galley_people_migrations();
}

namespace galley::people {

namespace {

constexpr Action actions[] = {
    action<set_up, nullptr, prepare_set_up>({.name = "people.set_up", .right = "public", .http = "POST /setup", .rate = Rate::sign_in, .status = Status::created, .secret = true}),
    action<sign_in, nullptr, prepare_sign_in>({.name = "people.sign_in", .right = "public", .http = "POST /sessions", .rate = Rate::sign_in, .status = Status::created, .secret = true}),
    action<sign_out>({.name = "people.sign_out", .right = "session", .http = "POST /sessions/end", .secret = true}),
    action<recover, nullptr, prepare_recover>({.name = "people.recover", .right = "public", .http = "POST /sessions/recover", .rate = Rate::sign_in, .status = Status::created, .secret = true}),
    action<accept_invitation, nullptr, prepare_accept_invitation>({.name = "people.accept_invitation", .right = "public", .http = "POST /invitations/accept", .rate = Rate::sign_in, .status = Status::created, .secret = true}),
    action<revoke_session, &RevokeSession::session>({.name = "people.revoke_session", .right = "session", .http = "POST /me/sessions/{session}/revoke"}),
    action<change_me>({.name = "people.change_me", .right = "session", .http = "PATCH /me"}),
    action<change_password, nullptr, prepare_change_password>({.name = "people.change_password", .right = "session", .http = "POST /me/password", .rate = Rate::sign_in}),
    action<begin_totp>({.name = "people.begin_totp", .right = "session", .http = "POST /me/totp", .secret = true}),
    action<confirm_totp>({.name = "people.confirm_totp", .right = "session", .http = "POST /me/totp/confirm", .rate = Rate::sign_in, .secret = true}),
    action<remove_totp, nullptr, prepare_remove_totp>({.name = "people.remove_totp", .right = "session", .http = "POST /me/totp/remove", .rate = Rate::sign_in}),
    action<set_preference>({.name = "people.set_preference", .right = "session", .http = "PUT /me/preferences/{key}"}),
    action<read_notices>({.name = "people.read_notices", .right = "session", .http = "POST /notices/read"}),
    action<create_person>({.name = "people.create", .right = "person.manage", .http = "POST /users", .status = Status::created, .secret = true}),
    action<change_person, &ChangePerson::user>({.name = "people.change", .right = "person.manage", .http = "PATCH /users/{user}"}),
    action<disable_person, &DisablePerson::user>({.name = "people.disable", .right = "person.manage", .http = "POST /users/{user}/disable"}),
    action<enable_person, &EnablePerson::user>({.name = "people.enable", .right = "person.manage", .http = "POST /users/{user}/enable"}),
    action<issue_access_code, &IssueAccessCode::user>({.name = "people.issue_access_code", .right = "person.manage", .http = "POST /users/{user}/access_code", .status = Status::created, .secret = true}),
    action<reset_access>({.name = "people.reset_access", .right = "person.manage", .http = "POST /users/reset_access", .status = Status::created, .secret = true}),
    action<create_role>({.name = "people.create_role", .right = "role.manage", .http = "POST /roles", .status = Status::created}),
    action<change_role, &ChangeRole::role>({.name = "people.change_role", .right = "role.manage", .http = "PATCH /roles/{role}"}),
    action<create_desk>({.name = "people.create_desk", .right = "desk.manage", .http = "POST /desks", .status = Status::created}),
    action<change_desk, &ChangeDesk::desk>({.name = "people.change_desk", .right = "desk.manage", .http = "PATCH /desks/{desk}"}),
};

constexpr Query queries[] = {
    query<who_am_i>({.name = "people.session", .right = "public", .http = "GET /session"}),
    query<list_my_sessions>({.name = "people.my_sessions", .right = "session", .http = "GET /me/sessions"}),
    query<get_preference>({.name = "people.preference", .right = "session", .http = "GET /me/preferences/{key}"}),
    query<list_people>({.name = "people.list", .right = "person.manage", .http = "GET /users"}),
    query<list_colleagues>({.name = "people.colleagues", .right = "session", .http = "GET /colleagues"}),
    query<list_roles>({.name = "people.roles", .right = "person.manage", .http = "GET /roles"}),
    query<list_rights>({.name = "people.rights", .right = "role.manage", .http = "GET /rights"}),
    query<list_desks>({.name = "people.desks", .right = "session", .http = "GET /desks"}),
    query<list_notices>({.name = "people.notices", .right = "session", .http = "GET /notices"}),
};

constexpr EventType event_types[] = {event<events::NewsroomCreated>(), event<events::PersonChanged>(), event<events::RoleChanged>(), event<events::DeskChanged>(), event<events::SessionEnded>(),
                                     event<events::NoticeSent>()};
constexpr std::string_view rights[] = {"person.manage", "role.manage", "desk.manage"};

class PeopleAuthenticator final : public Authenticator {
 public:
  explicit PeopleAuthenticator(const Services& services) : services_(services) {}

  Result<Principal> authenticate(std::string_view token) override {
    const Time now = services_.clock.now();
    std::optional<store::SessionPerson> found;
    std::vector<store::GrantRow> grants;
    services_.database.read([&](galley::store::Reader& reader) {
      found = store::session_person(reader, sha256(token), now, now + -kIdleMs);
      if (found) grants = store::grants_of(reader, found->person);
    });
    if (!found) return unauthenticated("session.unknown");
    if (now - found->last_seen_at > 60'000) touch(*found, now);
    Principal out{.kind = Principal::Kind::person, .user = found->person, .session = found->session, .site = found->site, .name = found->name,
                  .locale = found->locale, .grants = {}};
    for (const auto& row : grants)
      if (const auto held = parse_json(row.rights))
        for (const auto& right : *held->array()) out.grants.push_back({*right.string(), row.desk.value_or(Id<Desk>{})});
    return out;
  }

 private:
  void touch(const store::SessionPerson& session, Time now) {
    const auto written = services_.database.write({.lane = galley::store::Lane::background}, [&](galley::store::Writer& writer) -> Result<void> {
      store::touch_session(writer, session.session, session.person, now);
      return {};
    });
    (void)written;   // the next request tries again
  }

  const Services& services_;
};

}  // namespace

std::unique_ptr<Authenticator> make_authenticator(const Services& services) { return std::make_unique<PeopleAuthenticator>(services); }

std::map<Id<User>, std::string> person_names(galley::store::Reader& reader, const std::vector<Id<User>>& persons) {
  std::map<Id<User>, std::string> out;
  const std::set<Id<User>> distinct(persons.begin(), persons.end());
  for (auto& row : store::names_of_people(reader, {distinct.begin(), distinct.end()})) out.emplace(*Id<User>::parse(row.id), std::move(row.name));
  return out;
}

std::map<Id<Desk>, std::string> desk_names(galley::store::Reader& reader, const Id<Site>& site) {
  std::map<Id<Desk>, std::string> out;
  for (auto& desk : store::list_desks(reader, site)) out.emplace(desk.id, std::move(desk.name));
  return out;
}

std::optional<DeskRow> find_desk(galley::store::Reader& reader, const Id<Desk>& desk) { return store::find_desk(reader, desk); }
std::optional<Newsroom> newsroom(galley::store::Reader& reader) { return store::newsroom(reader); }

std::vector<Id<User>> holders(galley::store::Reader& reader, const Id<Site>& site, std::string_view right, const Id<Desk>& desk) {
  return store::holders(reader, site, right, desk);
}

void notify(Context& ctx, Tx& tx, const Id<User>& person, NoticeKind kind, const Id<Story>& story, const Json& params) {
  const auto id = ctx.make_id<Notice>();
  store::add_notice(tx, id, person, ctx.person.site, kind, story, params, ctx.now);
  tx.emit(events::NoticeSent{id, person});
}

Room room(State& state) {
  return {.name = "people", .actions = actions, .queries = queries, .streams = {}, .pages = {}, .jobs = {}, .followers = {}, .events = event_types,
          .rights = rights, .migrations = galley_people_migrations(), .state = &state};
}

}  // namespace galley::people
