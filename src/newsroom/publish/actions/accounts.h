#pragma once

#include "newsroom/publish/model.h"
#include "platform/base/text.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::publish {

struct ChangeAccount {
  Id<Account> account;
  std::int64_t if_match;
  std::optional<Text<1, 100>> name;
  std::optional<std::int32_t> hold_s;   // 0 to 3600
  std::optional<AccountState> state;
};
// A paused account takes nothing new; what it holds already still leaves.
Result<AccountRow> change_account(Context&, Tx&, const ChangeAccount&);

}  // namespace galley::publish
