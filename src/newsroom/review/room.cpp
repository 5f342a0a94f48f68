#include <algorithm>

#include "newsroom/events/review.h"
#include "newsroom/people/people.h"
#include "newsroom/review/actions/policies.h"
#include "newsroom/review/actions/sign.h"
#include "newsroom/review/follow.h"
#include "newsroom/review/queries.h"
#include "newsroom/review/review.h"
#include "newsroom/review/store.h"
#include "platform/engine/event_log.h"

namespace galley {
std::span<const Asset> galley_review_migrations();
}

namespace galley::review {

namespace {

constexpr Action actions[] = {
    action<sign, &Sign::review_case>({.name = "review.sign", .right = "case.read", .http = "POST /review/cases/{review_case}/sign"}),
    action<send_back, &SendBack::review_case>({.name = "review.return", .right = "review.return", .http = "POST /review/cases/{review_case}/return"}),
    action<create_policy>({.name = "review.create_policy", .right = "policy.manage", .http = "POST /review/policies", .status = Status::created}),
    action<change_policy, &ChangePolicy::policy>({.name = "review.change_policy", .right = "policy.manage", .http = "PATCH /review/policies/{policy}"}),
};
constexpr Query queries[] = {
    query<list_cases>({.name = "review.cases", .right = "case.read", .http = "GET /review/cases"}),
    query<get_case>({.name = "review.case", .right = "case.read", .http = "GET /review/cases/{review_case}"}),
    query<diff_part>({.name = "review.diff", .right = "case.read", .http = "GET /review/parts/{part}/diff"}),
    query<list_policies>({.name = "review.policies", .right = "case.read", .http = "GET /review/policies"}),
};
constexpr EventHandler case_handlers[] = {on<events::ProofReady, on_proof_ready>(), on<events::NewsroomCreated, on_newsroom_created>()};
constexpr Follower followers[] = {{"review.cases", case_handlers}};
constexpr EventType event_types[] = {event<events::CaseOpened>(), event<events::PartSigned>(), event<events::CaseReturned>()};
// What a level asks for is checked against the case's policy: review.sign itself only needs the case to be visible.
constexpr std::string_view rights[] = {"case.read", "review.first", "review.second", "review.final", "review.return", "policy.manage"};

}  // namespace

bool is_signed(galley::store::Reader& reader, const Id<Proof>& proof, const Sha256& part) {
  const auto info = create::find_proof(reader, proof);
  const auto c = info ? store::case_of_story(reader, info->story) : std::nullopt;
  if (!c) return false;
  const auto signatures = store::signatures_of_proof(reader, proof);
  for (std::int32_t level = 0; level < static_cast<std::int32_t>(c->levels.size()); ++level)
    if (std::none_of(signatures.begin(), signatures.end(), [&](const auto& s) { return s.part == part && s.number == level; })) return false;
  return true;
}

std::vector<SignedBy> signatures_on(galley::store::Reader& reader, const Sha256& part) {
  const auto rows = store::signatures_on(reader, part);
  std::vector<Id<User>> persons;
  for (const auto& row : rows) persons.push_back(row.person);
  const auto names = people::person_names(reader, persons);
  std::vector<SignedBy> out;
  for (const auto& row : rows)
    if (!row.carried_from) out.push_back({row.level, names.contains(row.person) ? names.at(row.person) : "", row.at});
  return out;
}

Room room() {
  return {.name = "review", .actions = actions, .queries = queries, .streams = {}, .pages = {}, .jobs = {}, .followers = followers, .events = event_types,
          .rights = rights, .migrations = galley_review_migrations()};
}

}  // namespace galley::review
