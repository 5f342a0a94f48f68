#include "newsroom/review/store.h"

#include "platform/store/bind.h"

namespace galley::review::store {

using galley::store::all;
using galley::store::first;
using galley::store::number;
using galley::store::run;

namespace {

constexpr std::string_view kPolicyColumns = "select id, name, desk_id as desk, levels, version from review_policy ";
constexpr std::string_view kCaseColumns =
    "select id, story_id as story, site_id as site, desk_id as desk, proof_id as proof, state, levels, level, headline, submitted_by, submitted_at, ai_use, version "
    "from review_case ";
constexpr std::string_view kCaseWhere =
    "where site_id = $1 and ($2 = '*' or $2 like '%' || coalesce(desk_id, '') || '%') and ($3 = '' or state = $3) ";
constexpr std::string_view kCasePage = "and (cast($4 as bigint) = 0 or (submitted_at, id) > (cast($4 as bigint), $5)) order by submitted_at, id limit $6";
constexpr std::string_view kSignatureColumns = "select id, proof_id as proof, part, level, number, person_id as person, note, at, carried_from from signature ";

std::string state_text(const std::optional<CaseState>& state) { return state ? scalar_text(type<CaseState>, &*state) : std::string(); }

}  // namespace

std::vector<PolicyRow> list_policies(Reader& reader, const Id<Site>& site) {
  static const std::string sql = join({kPolicyColumns, "where site_id = $1 order by id"});
  return all<PolicyRow>(reader, sql, site);
}
std::optional<PolicyRow> find_policy(Reader& reader, const Id<Site>& site, const Id<Policy>& id) {
  static const std::string sql = join({kPolicyColumns, "where site_id = $1 and id = $2"});
  return first<PolicyRow>(reader, sql, site, id);
}
std::optional<PolicyRow> policy_for(Reader& reader, const Id<Site>& site, const Id<Desk>& desk) {
  static const std::string sql = join({kPolicyColumns, "where site_id = $1 and (desk_id = $2 or desk_id is null) order by case when desk_id is null then 1 else 0 end, id limit 1"});
  return first<PolicyRow>(reader, sql, site, desk);
}
void add_policy(Writer& writer, const PolicyRow& p, const Id<Site>& site) {
  run(writer, "insert into review_policy(id, site_id, desk_id, name, levels, version) values($1, $2, $3, $4, $5, 1)", p.id, site, p.desk, p.name, p.levels);
}
void save_policy(Writer& writer, const PolicyRow& p) {
  run(writer, "update review_policy set name = $2, levels = $3, version = $4 where id = $1", p.id, p.name, p.levels, p.version);
}

std::optional<CaseRow> find_case(Reader& reader, const Id<Case>& id) {
  static const std::string sql = join({kCaseColumns, "where id = $1"});
  return first<CaseRow>(reader, sql, id);
}
std::optional<CaseRow> case_of_story(Reader& reader, const Id<Story>& story) {
  static const std::string sql = join({kCaseColumns, "where story_id = $1"});
  return first<CaseRow>(reader, sql, story);
}
void add_case(Writer& writer, const CaseRow& c) {
  run(writer,
      "insert into review_case(id, story_id, site_id, desk_id, proof_id, state, levels, level, headline, submitted_by, submitted_at, ai_use, version) "
      "values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
      c.id, c.story, c.site, c.desk, c.proof, c.state, c.levels, c.level, c.headline, c.submitted_by, c.submitted_at, c.ai_use);
}
void save_case(Writer& writer, const CaseRow& c) {
  run(writer,
      "update review_case set proof_id = $2, state = $3, levels = $4, level = $5, headline = $6, submitted_by = $7, submitted_at = $8, ai_use = $9, version = $10 "
      "where id = $1",
      c.id, c.proof, c.state, c.levels, c.level, c.headline, c.submitted_by, c.submitted_at, c.ai_use, c.version);
}

std::vector<CaseRow> list_cases(Reader& reader, const CaseFilter& f) {
  static const std::string sql = join({kCaseColumns, kCaseWhere, kCasePage});
  return all<CaseRow>(reader, sql, f.site, f.scope, state_text(f.state), f.after ? f.after->first.ms : 0, f.after ? f.after->second.text() : std::string(), f.limit);
}
std::int64_t count_cases(Reader& reader, const CaseFilter& f) {
  static const std::string sql = join({"select count(*) from review_case ", kCaseWhere});
  return number(reader, sql, f.site, f.scope, state_text(f.state));
}

bool add_signature(Writer& writer, const SignatureRow& s, const CaseRow& of) {
  return run(writer,
             "insert into signature(id, case_id, site_id, desk_id, proof_id, part, level, number, person_id, note, at, carried_from) "
             "values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict(proof_id, part, number) do nothing",
             s.id, of.id, of.site, of.desk, s.proof, s.part, s.level, s.number, s.person, s.note, s.at, s.carried_from) == 1;
}
std::vector<SignatureRow> signatures_of_case(Reader& reader, const Id<Case>& id) {
  static const std::string sql = join({kSignatureColumns, "where case_id = $1 order by at, id"});
  return all<SignatureRow>(reader, sql, id);
}
std::vector<SignatureRow> signatures_on(Reader& reader, const Sha256& part) {
  static const std::string sql = join({kSignatureColumns, "where part = $1 order by number, at"});
  return all<SignatureRow>(reader, sql, part);
}
std::vector<SignatureRow> signatures_of_proof(Reader& reader, const Id<Proof>& proof) {
  static const std::string sql = join({kSignatureColumns, "where proof_id = $1 order by number, at"});
  return all<SignatureRow>(reader, sql, proof);
}

void add_return(Writer& writer, const ReturnRow& r, const CaseRow& of) {
  run(writer, "insert into review_return(id, case_id, site_id, desk_id, proof_id, person_id, reason, at) values($1, $2, $3, $4, $5, $6, $7, $8)", r.id, of.id, of.site,
      of.desk, r.proof, r.person, r.reason, r.at);
}
std::vector<ReturnRow> returns_of(Reader& reader, const Id<Case>& id) {
  return all<ReturnRow>(reader, "select id, proof_id as proof, person_id as person, reason, at from review_return where case_id = $1 order by at, id", id);
}

}  // namespace galley::review::store
