#include "newsroom/publish/store.h"

#include "platform/store/bind.h"

namespace galley::publish::store {

using galley::store::all;
using galley::store::first;
using galley::store::run;

namespace {

constexpr std::string_view kAccountColumns = "select id, name, kind, hold_s, state, version from account ";
constexpr std::string_view kColumns =
    "select id, story_id as story, account_id as account, site_id as site, desk_id as desk, headline, proof_id as proof, desired, state, url, error, published_at, "
    "due_at, updated_at, version from publication ";

std::string state_text(const std::optional<PublicationState>& state) { return state ? scalar_text(type<PublicationState>, &*state) : std::string(); }

}  // namespace

std::vector<AccountRow> list_accounts(Reader& reader, const Id<Site>& site) {
  static const std::string sql = join({kAccountColumns, "where site_id = $1 order by id"});
  return all<AccountRow>(reader, sql, site);
}
std::optional<AccountRow> find_account(Reader& reader, const Id<Site>& site, const Id<Account>& id) {
  static const std::string sql = join({kAccountColumns, "where site_id = $1 and id = $2"});
  return first<AccountRow>(reader, sql, site, id);
}
void add_account(Writer& writer, const AccountRow& a, const Id<Site>& site) {
  run(writer, "insert into account(id, site_id, name, kind, hold_s, state, version) values($1, $2, $3, $4, $5, $6, 1)", a.id, site, a.name, a.kind, a.hold_s, a.state);
}
void save_account(Writer& writer, const AccountRow& a) {
  run(writer, "update account set name = $2, hold_s = $3, state = $4, version = $5 where id = $1", a.id, a.name, a.hold_s, a.state, a.version);
}

std::optional<PublicationRow> find_publication(Reader& reader, const Id<Publication>& id) {
  static const std::string sql = join({kColumns, "where id = $1"});
  return first<PublicationRow>(reader, sql, id);
}
std::optional<PublicationRow> publication_of(Reader& reader, const Id<Story>& story, const Id<Account>& account) {
  static const std::string sql = join({kColumns, "where story_id = $1 and account_id = $2"});
  return first<PublicationRow>(reader, sql, story, account);
}
std::vector<PublicationRow> publications_of(Reader& reader, const Id<Story>& story) {
  static const std::string sql = join({kColumns, "where story_id = $1 order by id"});
  return all<PublicationRow>(reader, sql, story);
}
void add_publication(Writer& writer, const PublicationRow& p) {
  run(writer,
      "insert into publication(id, story_id, account_id, site_id, desk_id, headline, proof_id, desired, state, due_at, updated_at, version) "
      "values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      p.id, p.story, p.account, p.site, p.desk, p.headline, p.proof, p.desired, p.state, p.due_at, p.updated_at, p.version);
}
void save_publication(Writer& writer, const PublicationRow& p) {
  run(writer,
      "update publication set headline = $2, proof_id = $3, desired = $4, state = $5, url = $6, error = $7, published_at = $8, due_at = $9, updated_at = $10, version = $11 "
      "where id = $1",
      p.id, p.headline, p.proof, p.desired, p.state, p.url, p.error, p.published_at, p.due_at, p.updated_at, p.version);
}

std::vector<PublicationRow> list_publications(Reader& reader, const PublicationFilter& f) {
  static const std::string sql = join({kColumns,
                                       "where site_id = $1 and ($2 = '*' or $2 like '%' || coalesce(desk_id, '') || '%') and ($3 = '' or state = $3) "
                                       "and (cast($4 as bigint) = 0 or (updated_at, id) < (cast($4 as bigint), $5)) order by updated_at desc, id desc limit $6"});
  return all<PublicationRow>(reader, sql, f.site, f.scope, state_text(f.state), f.before ? f.before->first.ms : 0,
                             f.before ? f.before->second.text() : std::string(), f.limit);
}

void arm(Writer& writer, const PublicationRow& p, Verb verb, Time now) {
  run(writer,
      "insert into attempt(publication_id, version, number, site_id, desk_id, verb, part, proof_id, armed_at, outcome) values($1, $2, "
      "(select coalesce(max(number), 0) + 1 from attempt where publication_id = $1 and version = $2), $3, $4, $5, $6, $7, $8, 'armed')",
      p.id, p.version, p.site, p.desk, verb, p.desired, p.proof, now);
}
void settle(Writer& writer, const PublicationRow& p, Outcome outcome, const std::optional<std::string>& error, Time now) {
  run(writer, "update attempt set outcome = $3, at = $4, error = $5 where publication_id = $1 and version = $2 and outcome = 'armed'", p.id, p.version, outcome, now,
      error);
}
std::optional<Settled> last_settled(Reader& reader, const Id<Publication>& id) {
  return first<Settled>(reader,
                        "select verb, part, proof_id as proof from attempt where publication_id = $1 and outcome in ('live', 'retracted') "
                        "order by version desc, number desc limit 1",
                        id);
}
std::vector<AttemptRow> attempts_of(Reader& reader, const Id<Publication>& id) {
  return all<AttemptRow>(reader, "select verb, armed_at, outcome, at, error from attempt where publication_id = $1 order by version, number", id);
}

}  // namespace galley::publish::store
