#include "newsroom/people/store.h"

#include "platform/store/bind.h"

namespace galley::people::store {

using galley::store::all;
using galley::store::first;
using galley::store::number;
using galley::store::run;

namespace {

struct PersonRow {
  Id<User> id;
  std::string name;
  std::string login;
  std::optional<std::string> email;
  std::string locale;
  PersonState state;
  bool two_factor;
  Time created_at;
  std::optional<Time> last_seen_at;
  std::int64_t version;
};

struct MembershipRow {
  Id<User> person;
  Id<Role> role;
  std::optional<Id<Desk>> desk;
};

constexpr std::string_view kPeople =
    "select id, name, login, email, locale, state, case when totp_secret is null then 0 else 1 end as two_factor, created_at, last_seen_at, version "
    "from person where site_id = $1 order by name, id";
constexpr std::string_view kPerson =
    "select id, name, login, email, locale, state, case when totp_secret is null then 0 else 1 end as two_factor, created_at, last_seen_at, version "
    "from person where id = $1";
constexpr std::string_view kCredentials =
    "select id, site_id as site, state, password, totp_secret, totp_pending, totp_step from person where login = $1";
constexpr std::string_view kCredentialsById =
    "select id, site_id as site, state, password, totp_secret, totp_pending, totp_step from person where id = $1";
constexpr std::string_view kSessionPerson =
    "select s.id as session, p.id as person, p.site_id as site, p.name, p.locale, s.last_seen_at from session s join person p on p.id = s.person_id "
    "where s.token = $1 and s.expires_at > $2 and s.last_seen_at > $3 and p.state = 'active'";
constexpr std::string_view kGrants =
    "select r.rights, m.desk_id as desk from membership m join role r on r.id = m.role_id where m.person_id = $1";
constexpr std::string_view kHolders =
    "select distinct m.person_id as id from membership m join role r on r.id = m.role_id join person p on p.id = m.person_id "
    "where p.site_id = $1 and p.state = 'active' and r.rights like '%\"' || $2 || '\"%' and (m.desk_id is null or m.desk_id = $3)";

Person with_memberships(const PersonRow& row) {
  return {row.id, row.name, row.login, row.email, row.locale, row.state, row.two_factor, row.created_at, row.last_seen_at, row.version, {}};
}

}  // namespace

std::int64_t count_people(Reader& reader) { return number(reader, "select count(*) from person"); }

void add_site(Writer& writer, const Id<Site>& id, std::string_view name, std::string_view locale, std::string_view time_zone) {
  run(writer, "insert into site(id, key, name, locale, time_zone, version) values($1, 'main', $2, $3, $4, 1)", id, name, locale, time_zone);
}

std::vector<Person> list_people(Reader& reader, const Id<Site>& site) {
  std::vector<Person> out;
  const auto memberships = all<MembershipRow>(reader, "select person_id as person, role_id as role, desk_id as desk from membership where site_id = $1", site);
  for (const auto& row : all<PersonRow>(reader, kPeople, site)) {
    Person& person = out.emplace_back(with_memberships(row));
    for (const auto& membership : memberships)
      if (membership.person == person.id) person.memberships.push_back({membership.role, membership.desk});
  }
  return out;
}

std::optional<Person> find_person(Reader& reader, const Id<User>& id) {
  const auto row = first<PersonRow>(reader, kPerson, id);
  if (!row) return std::nullopt;
  Person person = with_memberships(*row);
  person.memberships = all<Membership>(reader, "select role_id as role, desk_id as desk from membership where person_id = $1", id);
  return person;
}

std::optional<Credentials> credentials_by_login(Reader& reader, std::string_view login) { return first<Credentials>(reader, kCredentials, login); }
std::optional<Credentials> credentials_of(Reader& reader, const Id<User>& id) { return first<Credentials>(reader, kCredentialsById, id); }

bool add_person(Writer& writer, const Person& person, const Id<Site>& site, const std::optional<std::string>& password) {
  return run(writer,
             "insert into person(id, site_id, login, name, email, locale, state, password, totp_step, created_at, version) "
             "values($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, 1) on conflict(login) do nothing",
             person.id, site, person.login, person.name, person.email, person.locale, person.state, password, person.created_at) == 1;
}

void save_person(Writer& writer, const Person& person) {
  run(writer, "update person set name = $2, email = $3, locale = $4, state = $5, version = $6 where id = $1", person.id, person.name, person.email,
      person.locale, person.state, person.version);
}

void set_password(Writer& writer, const Id<User>& id, const std::string& hash) { run(writer, "update person set password = $2 where id = $1", id, hash); }

void set_totp(Writer& writer, const Id<User>& id, const std::optional<std::string>& secret, const std::optional<std::string>& pending) {
  run(writer, "update person set totp_secret = $2, totp_pending = $3 where id = $1", id, secret, pending);
}

bool use_totp_step(Writer& writer, const Id<User>& id, std::int64_t step) {
  return run(writer, "update person set totp_step = $2 where id = $1 and totp_step < $2", id, step) == 1;
}

void set_memberships(Writer& writer, const Id<User>& id, const Id<Site>& site, const std::vector<Membership>& memberships) {
  run(writer, "delete from membership where person_id = $1", id);
  for (const auto& membership : memberships)
    run(writer, "insert into membership(person_id, role_id, desk_id, site_id) values($1, $2, $3, $4)", id, membership.role, membership.desk, site);
}

std::vector<RoleRow> list_roles(Reader& reader, const Id<Site>& site) {
  return all<RoleRow>(reader, "select id, key, name, rights, builtin, version from role where site_id = $1 order by builtin desc, id", site);
}
std::optional<RoleRow> find_role(Reader& reader, const Id<Role>& id) {
  return first<RoleRow>(reader, "select id, key, name, rights, builtin, version from role where id = $1", id);
}
void add_role(Writer& writer, const RoleRow& role, const Id<Site>& site) {
  run(writer, "insert into role(id, site_id, key, name, rights, builtin, version) values($1, $2, $3, $4, $5, $6, 1)", role.id, site, role.key, role.name,
      role.rights, role.builtin);
}
void save_role(Writer& writer, const RoleRow& role) {
  run(writer, "update role set name = $2, rights = $3, version = $4 where id = $1", role.id, role.name, role.rights, role.version);
}

std::vector<DeskRow> list_desks(Reader& reader, const Id<Site>& site) {
  return all<DeskRow>(reader, "select id, key, name, kind, version from desk where site_id = $1 order by id", site);
}
std::optional<DeskRow> find_desk(Reader& reader, const Id<Desk>& id) {
  return first<DeskRow>(reader, "select id, key, name, kind, version from desk where id = $1", id);
}
bool add_desk(Writer& writer, const DeskRow& desk, const Id<Site>& site) {
  return run(writer, "insert into desk(id, site_id, key, name, kind, version) values($1, $2, $3, $4, $5, 1) on conflict(site_id, key) do nothing", desk.id,
             site, desk.key, desk.name, desk.kind) == 1;
}
void save_desk(Writer& writer, const DeskRow& desk) {
  run(writer, "update desk set name = $2, version = $3 where id = $1", desk.id, desk.name, desk.version);
}

void add_session(Writer& writer, const SessionRow& row, const Id<User>& person, const Id<Site>& site, const Sha256& token, Time expires_at) {
  run(writer,
      "insert into session(id, token, person_id, site_id, created_at, last_seen_at, expires_at, agent, address) values($1, $2, $3, $4, $5, $5, $6, $7, $8)",
      row.id, token, person, site, row.created_at, expires_at, row.agent, row.address);
  run(writer, "update person set last_seen_at = $2 where id = $1", person, row.created_at);
}
std::optional<SessionPerson> session_person(Reader& reader, const Sha256& token, Time now, Time idle_since) {
  return first<SessionPerson>(reader, kSessionPerson, token, now, idle_since);
}
std::vector<GrantRow> grants_of(Reader& reader, const Id<User>& person) { return all<GrantRow>(reader, kGrants, person); }
std::vector<SessionRow> sessions_of(Reader& reader, const Id<User>& person, Time now) {
  return all<SessionRow>(reader, "select id, created_at, last_seen_at, agent, address from session where person_id = $1 and expires_at > $2 order by last_seen_at desc",
                         person, now);
}
void touch_session(Writer& writer, const Id<Session>& id, const Id<User>& person, Time now) {
  run(writer, "update session set last_seen_at = $2 where id = $1", id, now);
  run(writer, "update person set last_seen_at = $2 where id = $1", person, now);
}
bool end_session(Writer& writer, const Id<Session>& id, const Id<User>& person) {
  return run(writer, "delete from session where id = $1 and person_id = $2", id, person) == 1;
}
std::vector<Id<Session>> end_sessions(Writer& writer, const Id<User>& person, const Id<Session>& but) {
  return all<Id<Session>>(writer, "delete from session where person_id = $1 and id <> $2 returning id", person, but ? but.text() : std::string());
}

void add_code(Writer& writer, const Sha256& hash, const Id<User>& person, const Id<Site>& site, CodeKind kind, Time expires_at) {
  run(writer, "insert into one_time_code(hash, person_id, site_id, kind, expires_at) values($1, $2, $3, $4, $5)", hash, person, site, kind, expires_at);
}
std::optional<Id<User>> code_owner(Reader& reader, const Sha256& hash, CodeKind kind, Time now) {
  return first<Id<User>>(reader, "select person_id as id from one_time_code where hash = $1 and kind = $2 and used_at is null and expires_at > $3", hash, kind, now);
}
bool use_code(Writer& writer, const Sha256& hash, CodeKind kind, Time now) {
  return run(writer, "update one_time_code set used_at = $3 where hash = $1 and kind = $2 and used_at is null and expires_at > $3", hash, kind, now) == 1;
}
void drop_codes(Writer& writer, const Id<User>& person, CodeKind kind) {
  run(writer, "delete from one_time_code where person_id = $1 and kind = $2", person, kind);
}

std::optional<Failure> failure_of(Reader& reader, std::string_view key) {
  return first<Failure>(reader, "select failures, until from sign_in_failure where key = $1", key);
}
void note_failure(Writer& writer, std::string_view key, std::int64_t failures, Time until) {
  run(writer, "insert into sign_in_failure(key, failures, until) values($1, $2, $3) on conflict(key) do update set failures = excluded.failures, until = excluded.until",
      key, failures, until);
}
void clear_failures(Writer& writer, std::string_view key) { run(writer, "delete from sign_in_failure where key = $1", key); }

std::optional<Json> preference(Reader& reader, const Id<User>& person, std::string_view key) {
  return first<Json>(reader, "select value from preference where person_id = $1 and key = $2", person, key);
}
void set_preference(Writer& writer, const Id<User>& person, const Id<Site>& site, std::string_view key, const Json& value) {
  run(writer, "insert into preference(person_id, key, site_id, value) values($1, $2, $3, $4) on conflict(person_id, key) do update set value = excluded.value",
      person, key, site, value);
}

std::vector<NoticeRow> list_notices(Reader& reader, const Id<User>& person, const Id<Notice>& before, int limit) {
  return all<NoticeRow>(reader,
                        "select id, kind, story_id as story, text_params, at, case when read_at is null then 0 else 1 end as read from notice "
                        "where person_id = $1 and (cast($2 as text) = '' or id < $2) order by id desc limit $3",
                        person, before ? before.text() : std::string(), limit);
}
std::int64_t unread_notices(Reader& reader, const Id<User>& person) {
  return number(reader, "select count(*) from notice where person_id = $1 and read_at is null", person);
}
void read_notices(Writer& writer, const Id<User>& person, const std::vector<Id<Notice>>& ids, Time now) {
  if (ids.empty()) {
    run(writer, "update notice set read_at = $2 where person_id = $1 and read_at is null", person, now);
    return;
  }
  for (const auto& id : ids) run(writer, "update notice set read_at = $3 where id = $2 and person_id = $1 and read_at is null", person, id, now);
}
void add_notice(Writer& writer, const Id<Notice>& id, const Id<User>& person, const Id<Site>& site, NoticeKind kind, const Id<Story>& story, const Json& params,
                Time now) {
  run(writer, "insert into notice(id, person_id, site_id, kind, story_id, text_params, at) values($1, $2, $3, $4, $5, $6, $7)", id, person, site, kind, story,
      params, now);
}

std::vector<Named> names_of_people(Reader& reader, const std::vector<Id<User>>& ids) {
  std::vector<Named> out;
  for (const auto& id : ids)
    if (auto row = first<Named>(reader, "select id, name from person where id = $1", id)) out.push_back(*std::move(row));
  return out;
}
std::vector<Id<User>> holders(Reader& reader, const Id<Site>& site, std::string_view right, const Id<Desk>& desk) {
  return all<Id<User>>(reader, kHolders, site, right, desk);
}
std::optional<Newsroom> newsroom(Reader& reader) { return first<Newsroom>(reader, "select id, name, locale, time_zone from site order by id limit 1"); }

}  // namespace galley::people::store
