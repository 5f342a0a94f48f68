#include "newsroom/ops/queries.h"

#include <algorithm>

#include "platform/engine/audit.h"
#include "platform/engine/followers.h"
#include "platform/engine/job_queue.h"
#include "platform/net/client.h"
#include "platform/store/database.h"

namespace galley::ops {

namespace {

constexpr std::int64_t kSlowQueueMs = 60'000, kStuckQueueMs = 600'000;
constexpr std::int64_t kLateSeals = 1000;

HealthState graded(std::int64_t value, std::int64_t degraded, std::int64_t bad) {
  return value >= bad ? HealthState::bad : value >= degraded ? HealthState::degraded : HealthState::ok;
}

}  // namespace

Result<AuditLines> list_audit(Context& ctx, Reader& reader, const ListAudit& in) {
  const int limit = std::clamp(in.limit.value_or(100), 1, 500);
  const auto sealed = sealed_up_to(reader);
  AuditLines out;
  for (auto& row : galley::list_audit(reader, {.site = ctx.person.site, .actor = in.actor, .action = in.action.value_or(Text<0, 100>()), .from = in.from.value_or(Time{}),
                                               .to = in.to.value_or(Time{}), .before_id = in.cursor.value_or(0), .limit = limit})) {
    AuditLine line{.id = row.id, .at = row.at, .actor = {}, .actor_name = row.actor_name, .action = row.action, .object = row.object, .result = row.result,
                   .detail = row.detail, .address = row.address, .sealed = row.id <= sealed};
    if (row.actor) line.actor = row.actor;
    out.items.push_back(std::move(line));
  }
  if (static_cast<int>(out.items.size()) == limit) out.next = out.items.back().id;
  return out;
}

Result<Health> get_health(Context& ctx, Reader& reader, const GetHealth&) {
  const auto queues = queue_state(reader, ctx.now);
  const auto parked = count_parked(reader);
  const auto unsealed = count_unsealed(reader);
  const auto stats = ctx.services.database.stats();
  const auto allowed = ctx.services.http.allowed();
  const std::int64_t free = ctx.room<State>().disk_free_percent();
  std::string exceptions;
  for (const auto& host : allowed) exceptions += (exceptions.empty() ? "" : ", ") + host;
  Health out{.state = HealthState::ok, .checks = {
      {"database", HealthState::ok, ctx.services.database.version(), ""},
      {"writes", HealthState::ok, std::to_string(stats.writes), ""},
      {"commits", HealthState::ok, std::to_string(stats.commits), ""},
      {"disk", free < 2 ? HealthState::bad : free < 10 ? HealthState::degraded : HealthState::ok, std::to_string(free) + " %", ""},
      {"queue", graded(queues.oldest_ready_ms, kSlowQueueMs, kStuckQueueMs), std::to_string(queues.ready), std::to_string(queues.oldest_ready_ms / 1000) + " s"},
      {"dead_jobs", graded(queues.dead, 1, 100), std::to_string(queues.dead), ""},
      {"parked_events", parked > 0 ? HealthState::bad : HealthState::ok, std::to_string(parked), ""},
      {"audit_seal", graded(unsealed, kLateSeals, 10 * kLateSeals), std::to_string(unsealed), ""},
      {"net_allow", allowed.empty() ? HealthState::ok : HealthState::degraded, std::to_string(allowed.size()), exceptions},
      {"live_sockets", HealthState::ok, std::to_string(ctx.room<State>().live.open()), ""},
  }};
  for (const auto& check : out.checks) out.state = std::max(out.state, check.state);
  return out;
}

}  // namespace galley::ops
