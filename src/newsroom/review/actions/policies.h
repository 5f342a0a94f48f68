#pragma once

#include "newsroom/review/model.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::review {

struct CreatePolicy {
  Text<1, 100> name;
  std::optional<Id<Desk>> desk;
  std::vector<Level> levels;
};
Result<PolicyRow> create_policy(Context&, Tx&, const CreatePolicy&);
struct ChangePolicy {
  Id<Policy> policy;
  std::int64_t if_match;
  std::optional<Text<1, 100>> name;
  std::optional<std::vector<Level>> levels;
};
Result<PolicyRow> change_policy(Context&, Tx&, const ChangePolicy&);

}  // namespace galley::review
