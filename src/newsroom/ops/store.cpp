#include "newsroom/ops/store.h"

#include <algorithm>

#include "platform/store/bind.h"

namespace galley::ops::store {

using galley::store::all;
using galley::store::number;

namespace {

constexpr std::string_view kAudit =
    "select a.id, a.at, a.actor, a.actor_name, a.action, a.object, a.result, a.detail, a.address, "
    "case when a.id <= (select coalesce(max(to_id), 0) from audit_seal) then 1 else 0 end as sealed from audit a "
    "where (a.site_id = $1 or a.site_id is null) and ($2 = '' or a.actor = $2) and ($3 = '' or a.action like $3 || '%') and a.at >= $4 "
    "and (cast($5 as bigint) = 0 or a.at < cast($5 as bigint)) and (cast($6 as bigint) = 0 or a.id < cast($6 as bigint)) order by a.id desc limit $7";

}  // namespace

std::vector<AuditLine> list_audit(Reader& reader, const AuditFilter& f) {
  return all<AuditLine>(reader, kAudit, f.site, f.actor ? f.actor->text() : std::string(), f.action, f.from_ms, f.to_ms, f.before_id, f.limit);
}

Queues queues(Reader& reader, Time now) {
  const auto oldest = number(reader, "select min(run_at) from job where state = 0 and run_at <= $1", now);
  return {.ready = number(reader, "select count(*) from job where state = 0 and run_at <= $1", now), .oldest_ready_ms = oldest == 0 ? 0 : std::max<std::int64_t>(0, now.ms - oldest),
          .dead = number(reader, "select count(*) from job where state = 2"), .parked = number(reader, "select count(*) from parked"),
          .unsealed = number(reader, "select count(*) from audit where id > (select coalesce(max(to_id), 0) from audit_seal)")};
}

}  // namespace galley::ops::store
