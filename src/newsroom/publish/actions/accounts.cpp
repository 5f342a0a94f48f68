#include "newsroom/publish/actions/accounts.h"

#include "newsroom/events/publish.h"
#include "newsroom/publish/store.h"

namespace galley::publish {

namespace {

constexpr std::int32_t kLongestHold = 3600;

}  // namespace

Result<AccountRow> change_account(Context& ctx, Tx& tx, const ChangeAccount& in) {
  auto account = store::find_account(tx, ctx.person.site, in.account);
  if (!account) return not_found("account.unknown");
  if (account->version != in.if_match) return stale(account->version);
  if (in.hold_s && (*in.hold_s < 0 || *in.hold_s > kLongestHold)) return invalid({{"/hold_s", "number.range", R"({"min":0,"max":3600})"}});
  if (in.name) account->name = *in.name;
  if (in.hold_s) account->hold_s = *in.hold_s;
  if (in.state) account->state = *in.state;
  account->version += 1;
  store::save_account(tx, *account);
  tx.emit(events::AccountChanged{account->id, account->version});
  return *account;
}

}  // namespace galley::publish
