#include "newsroom/review/queries.h"

#include <algorithm>

#include "newsroom/people/people.h"
#include "newsroom/review/actions/sign.h"
#include "newsroom/review/review.h"
#include "newsroom/review/store.h"
#include "platform/engine/cursor.h"

namespace galley::review {

namespace {

LevelPlace place_of(const CaseRow& c) {
  const auto count = static_cast<std::int32_t>(c.levels.size());
  const std::int32_t index = std::min(c.level, count - 1);
  const Level& level = c.levels[static_cast<std::size_t>(index)];
  return {level.key, level.name, index + 1, count};
}

std::string name_in(const std::map<Id<User>, std::string>& names, const Id<User>& id) { return names.contains(id) ? names.at(id) : std::string(); }

CaseLine line_of(Context& ctx, Reader& reader, const CaseRow& c, const std::map<Id<User>, std::string>& names, const std::map<Id<Desk>, std::string>& desks) {
  CaseLine line{.id = c.id, .story = c.story, .headline = c.headline, .desk = c.desk, .desk_name = desks.contains(c.desk) ? desks.at(c.desk) : "", .proof = c.proof,
                .state = c.state, .level = place_of(c), .submitted_by_name = name_in(names, c.submitted_by), .submitted_at = c.submitted_at, .ai_use = c.ai_use,
                .moved_on = create::moved_on(reader, c.proof), .can_sign = false, .cannot_sign_reason = {}, .version = c.version};
  const std::string reason = why_not_sign(reader, ctx.person, c);
  line.can_sign = reason.empty();
  if (!reason.empty()) line.cannot_sign_reason = reason;
  return line;
}

// The part of the same kind that all levels had signed before this proof.
std::optional<Sha256> last_signed(Reader& reader, const CaseRow& c, const create::PartInfo& part) {
  std::optional<Sha256> out;
  for (const auto& signature : store::signatures_of_case(reader, c.id)) {
    if (signature.proof == c.proof || signature.part == part.hash) continue;
    if (is_signed(reader, signature.proof, signature.part)) out = signature.part;
  }
  return out;
}

std::vector<CasePart> parts_of(Reader& reader, const CaseRow& c) {
  std::vector<CasePart> out;
  for (const auto& part : create::parts_of(reader, c.proof)) {
    const auto artifact = create::artifact_of(reader, part.hash);
    out.push_back({part.hash, part.kind, part.headline, part.words, artifact ? std::string(artifact->text("content")) : std::string(),
                   is_signed(reader, c.proof, part.hash) ? PartState::signed_ : PartState::open, last_signed(reader, c, part)});
  }
  return out;
}

std::string level_name(const CaseRow& c, const std::string& key) {
  for (const auto& level : c.levels)
    if (level.key == key) return level.name;
  return key;
}

// A story has at most one case; none where the caller's right does not reach it.
std::vector<CaseRow> case_of(Context& ctx, Reader& reader, const Id<Story>& story) {
  const auto found = store::case_of_story(reader, story);
  const bool seen = found && found->site == ctx.person.site && ctx.scope().covers(found->desk);
  return seen ? std::vector{*found} : std::vector<CaseRow>{};
}

}  // namespace

Result<Cases> list_cases(Context& ctx, Reader& reader, const ListCases& in) {
  store::CaseFilter filter{.site = ctx.person.site, .scope = ctx.scope().text(), .state = in.state, .after = {}, .limit = std::clamp(in.limit.value_or(100), 1, 200)};
  if (in.cursor) filter.after = TRY(parse_cursor<Case>(*in.cursor));
  const auto rows = in.story ? case_of(ctx, reader, *in.story) : store::list_cases(reader, filter);
  std::vector<Id<User>> persons;
  for (const auto& row : rows) persons.push_back(row.submitted_by);
  const auto names = people::person_names(reader, persons);
  const auto desks = people::desk_names(reader, ctx.person.site);
  Cases out{.items = {}, .next = {}, .total = in.story ? static_cast<std::int64_t>(rows.size()) : store::count_cases(reader, filter)};
  for (const auto& row : rows) {
    auto line = line_of(ctx, reader, row, names, desks);
    if (!in.mine.value_or(false) || line.can_sign) out.items.push_back(std::move(line));
  }
  if (!in.story && static_cast<int>(rows.size()) == filter.limit) out.next = to_cursor(rows.back().submitted_at, rows.back().id);
  return out;
}

Result<CaseDetail> get_case(Context& ctx, Reader& reader, const GetCase& in) {
  const auto c = store::find_case(reader, in.review_case);
  if (!c || c->site != ctx.person.site) return not_found("case.unknown");
  TRY(ctx.require(c->desk));
  const auto signatures = store::signatures_of_case(reader, c->id);
  const auto returns = store::returns_of(reader, c->id);
  std::vector<Id<User>> persons{c->submitted_by};
  for (const auto& s : signatures) persons.push_back(s.person);
  for (const auto& r : returns) persons.push_back(r.person);
  const auto names = people::person_names(reader, persons);
  const auto line = line_of(ctx, reader, *c, names, people::desk_names(reader, ctx.person.site));
  const auto proof = create::find_proof(reader, c->proof);
  CaseDetail out{.id = line.id, .story = line.story, .headline = line.headline, .desk = line.desk, .desk_name = line.desk_name, .proof = line.proof, .state = line.state,
                 .level = line.level, .submitted_by_name = line.submitted_by_name, .submitted_at = line.submitted_at, .ai_use = line.ai_use, .moved_on = line.moved_on,
                 .can_sign = line.can_sign, .cannot_sign_reason = line.cannot_sign_reason, .version = line.version, .note = proof ? proof->note : "",
                 .parts = parts_of(reader, *c), .signatures = {}, .returns = {}, .levels = {}};
  for (const auto& s : signatures)
    out.signatures.push_back({s.level, level_name(*c, s.level), s.person, name_in(names, s.person), s.part, s.at, s.note, s.carried_from.has_value()});
  for (const auto& r : returns) out.returns.push_back({name_in(names, r.person), r.reason, r.at});
  for (std::size_t i = 0; i < c->levels.size(); ++i) {
    const auto number = static_cast<std::int32_t>(i);
    LevelLine level{c->levels[i].key, c->levels[i].name, number < c->level ? LevelState::done : number == c->level ? LevelState::current : LevelState::ahead, {}};
    for (const auto& s : signatures)
      if (s.proof == c->proof && s.number == number) level.person_name = name_in(names, s.person);
    out.levels.push_back(std::move(level));
  }
  return out;
}

Result<PartDiff> diff_part(Context& ctx, Reader& reader, const DiffPart& in) {
  const auto after = create::content_of(reader, in.part);
  if (!after) return not_found("part.unknown");
  // A part is reached through a case that the caller may read.
  const auto before = in.from ? create::content_of(reader, *in.from) : std::nullopt;
  if (in.from && !before) return invalid("part.unknown", "/from");
  for (const Id<Proof>& proof : create::proofs_with(reader, in.part)) {
    const auto info = create::find_proof(reader, proof);
    if (!info || info->site != ctx.person.site || !ctx.person.may(ctx.right, info->desk)) continue;
    const Json diff = create::content_diff(before.value_or(Json()), *after);
    return PartDiff{*diff.find("blocks"), *diff.find("fields")};
  }
  return not_found("part.unknown");
}

Result<Policies> list_policies(Context& ctx, Reader& reader, const ListPolicies&) { return Policies{store::list_policies(reader, ctx.person.site)}; }

}  // namespace galley::review
