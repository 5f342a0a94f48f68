#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/people/model.h"
#include "platform/store/session.h"

// The SQL of the people room.
namespace galley::people::store {

using galley::store::Reader;
using galley::store::Writer;

std::int64_t count_people(Reader& reader);
void add_site(Writer& writer, const Id<Site>& id, std::string_view name, std::string_view locale, std::string_view time_zone);

std::vector<Person> list_people(Reader& reader, const Id<Site>& site);
std::optional<Person> find_person(Reader& reader, const Id<User>& id);
std::optional<Credentials> credentials_by_login(Reader& reader, std::string_view login);
std::optional<Credentials> credentials_of(Reader& reader, const Id<User>& id);
bool add_person(Writer& writer, const Person& person, const Id<Site>& site, const std::optional<std::string>& password);   // false: the login is taken
void save_person(Writer& writer, const Person& person);
void set_password(Writer& writer, const Id<User>& id, const std::string& hash);
void set_totp(Writer& writer, const Id<User>& id, const std::optional<std::string>& secret, const std::optional<std::string>& pending);
bool use_totp_step(Writer& writer, const Id<User>& id, std::int64_t step);        // false: used already
void set_memberships(Writer& writer, const Id<User>& id, const Id<Site>& site, const std::vector<Membership>& memberships);

std::vector<RoleRow> list_roles(Reader& reader, const Id<Site>& site);
std::optional<RoleRow> find_role(Reader& reader, const Id<Role>& id);
void add_role(Writer& writer, const RoleRow& role, const Id<Site>& site);
void save_role(Writer& writer, const RoleRow& role);

std::vector<DeskRow> list_desks(Reader& reader, const Id<Site>& site);
bool add_desk(Writer& writer, const DeskRow& desk, const Id<Site>& site);
void save_desk(Writer& writer, const DeskRow& desk);

struct SessionRow {
  Id<Session> id;
  Time created_at;
  Time last_seen_at;
  std::string agent;
  std::string address;
};
struct SessionPerson {
  Id<Session> session;
  Id<User> person;
  Id<Site> site;
  std::string name;
  std::string locale;
  Time last_seen_at;
};
struct GrantRow {
  std::string rights;
  std::optional<Id<Desk>> desk;
};
void add_session(Writer& writer, const SessionRow& row, const Id<User>& person, const Id<Site>& site, const Sha256& token, Time expires_at);
std::optional<SessionPerson> session_person(Reader& reader, const Sha256& token, Time now, Time idle_since);
std::vector<GrantRow> grants_of(Reader& reader, const Id<User>& person);
std::vector<SessionRow> sessions_of(Reader& reader, const Id<User>& person, Time now);
void touch_session(Writer& writer, const Id<Session>& id, const Id<User>& person, Time now);
bool end_session(Writer& writer, const Id<Session>& id, const Id<User>& person);
std::vector<Id<Session>> end_sessions(Writer& writer, const Id<User>& person, const Id<Session>& but);

void add_code(Writer& writer, const Sha256& hash, const Id<User>& person, const Id<Site>& site, CodeKind kind, Time expires_at);
std::optional<Id<User>> code_owner(Reader& reader, const Sha256& hash, CodeKind kind, Time now);
bool use_code(Writer& writer, const Sha256& hash, CodeKind kind, Time now);
void drop_codes(Writer& writer, const Id<User>& person, CodeKind kind);

struct Failure {
  std::int64_t failures;
  Time until;
};
std::optional<Failure> failure_of(Reader& reader, std::string_view key);
void note_failure(Writer& writer, std::string_view key, std::int64_t failures, Time until);
void clear_failures(Writer& writer, std::string_view key);

std::optional<Json> preference(Reader& reader, const Id<User>& person, std::string_view key);
void set_preference(Writer& writer, const Id<User>& person, const Id<Site>& site, std::string_view key, const Json& value);

struct NoticeRow {
  Id<Notice> id;
  NoticeKind kind;
  std::optional<Id<Story>> story;
  Json text_params;
  Time at;
  bool read;
};
std::vector<NoticeRow> list_notices(Reader& reader, const Id<User>& person, const Id<Notice>& before, int limit);
std::int64_t unread_notices(Reader& reader, const Id<User>& person);
void read_notices(Writer& writer, const Id<User>& person, const std::vector<Id<Notice>>& ids, Time now);   // all where `ids` is empty
void add_notice(Writer& writer, const Id<Notice>& id, const Id<User>& person, const Id<Site>& site, NoticeKind kind, const Id<Story>& story, const Json& params,
                Time now);

struct Named {
  std::string id;
  std::string name;
};
std::vector<Named> names_of_people(Reader& reader, const std::vector<Id<User>>& ids);
std::vector<Id<User>> holders(Reader& reader, const Id<Site>& site, std::string_view right, const Id<Desk>& desk);
std::optional<Newsroom> newsroom(Reader& reader);
std::optional<DeskRow> find_desk(Reader& reader, const Id<Desk>& id);

}  // namespace galley::people::store
