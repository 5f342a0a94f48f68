#include "platform/engine/leader.h"

#include "platform/base/id.h"
#include "platform/store/bind.h"

namespace galley {

namespace {
using Steady = std::chrono::steady_clock;
constexpr std::int64_t kTtlMs = 15'000;
constexpr auto kRenew = std::chrono::seconds(5);
constexpr auto kGuard = std::chrono::seconds(2);

constexpr std::string_view kTake =
    "insert into leader(name, holder, term, expires_at) values($1, $2, 1, cast($3 as bigint) + 15000) on conflict(name) do update "
    "set holder = excluded.holder, expires_at = excluded.expires_at, term = leader.term + (case when leader.holder = excluded.holder then 0 else 1 end) "
    "where leader.holder = excluded.holder or leader.expires_at < $3 returning term";
}  // namespace

Leader::Leader(store::Database& database, std::string name) : database_(database), name_(std::move(name)), holder_(random_token(12)) {}

bool Leader::held(Time now) {
  if (database_.engine() == store::Engine::sqlite) return true;
  const auto at = Steady::now();
  const bool leading = at < good_until_;
  if (at - asked_ < (leading ? kRenew : std::chrono::seconds(1))) return leading;
  asked_ = at;
  std::int64_t term = 0;
  const auto taken = database_.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    term = store::number(writer, kTake, name_, holder_, now.ms);
    return {};
  });
  if (!taken || term == 0) return leading && Steady::now() < good_until_;
  term_ = term;
  good_until_ = at + std::chrono::milliseconds(kTtlMs) - kGuard;
  return true;
}

bool Leader::fenced(store::Writer& writer) const {
  if (writer.engine() == store::Engine::sqlite) return true;
  return store::number(writer, "select 1 from leader where name = $1 and holder = $2 and term = $3 for share", name_, holder_, term_) == 1;
}

void Leader::release() {
  if (database_.engine() == store::Engine::sqlite || good_until_ == Steady::time_point{}) return;
  const auto done = database_.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    store::run(writer, "update leader set expires_at = 0 where name = $1 and holder = $2", name_, holder_);
    return {};
  });
  (void)done;   // it runs out by itself
  good_until_ = {};
}

}  // namespace galley
