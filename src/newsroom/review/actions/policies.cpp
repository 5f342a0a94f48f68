#include "newsroom/review/actions/policies.h"

#include <algorithm>
#include <set>

#include "newsroom/people/people.h"
#include "newsroom/review/store.h"

namespace galley::review {

namespace {

constexpr std::size_t kMostLevels = 8;

Result<void> acceptable(const std::vector<Level>& levels) {
  std::vector<Issue> issues;
  if (levels.empty() || levels.size() > kMostLevels) issues.push_back({"/levels", "policy.levels", R"({"min":1,"max":8})"});
  std::set<std::string> keys;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const std::string at = join({"/levels/", std::to_string(i)});
    if (levels[i].key.empty() || !keys.insert(levels[i].key).second) issues.push_back({at + "/key", "policy.key", {}});
    if (levels[i].name.empty() || code_points(levels[i].name) > 60) issues.push_back({at + "/name", "policy.name", {}});
    if (std::find(std::begin(kLevelRights), std::end(kLevelRights), levels[i].right) == std::end(kLevelRights)) issues.push_back({at + "/right", "right.unknown", {}});
  }
  if (!issues.empty()) return invalid(std::move(issues));
  return {};
}

}  // namespace

Result<PolicyRow> create_policy(Context& ctx, Tx& tx, const CreatePolicy& in) {
  TRY(acceptable(in.levels));
  if (in.desk && !people::find_desk(tx, *in.desk)) return invalid("desk.unknown", "/desk");
  const auto known = store::list_policies(tx, ctx.person.site);
  if (std::ranges::find(known, in.desk, &PolicyRow::desk) != known.end()) return invalid("policy.exists", "/desk");
  const PolicyRow policy{ctx.make_id<Policy>(), in.name, in.desk, in.levels, 1};
  store::add_policy(tx, policy, ctx.person.site);
  return policy;
}

Result<PolicyRow> change_policy(Context& ctx, Tx& tx, const ChangePolicy& in) {
  auto policy = store::find_policy(tx, ctx.person.site, in.policy);
  if (!policy) return not_found("policy.unknown");
  if (policy->version != in.if_match) return stale(policy->version);
  if (in.name) policy->name = *in.name;
  if (in.levels) {
    TRY(acceptable(*in.levels));
    policy->levels = *in.levels;
  }
  policy->version += 1;
  store::save_policy(tx, *policy);
  return *policy;
}

}  // namespace galley::review
