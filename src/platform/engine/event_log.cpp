#include "platform/engine/event_log.h"

#include "platform/store/bind.h"

namespace galley {

namespace {

constexpr std::string_view kInsert =
    "insert into event(name, aggregate, version, payload, site_id, desk_id, actor, trace, at) values($1, $2, $3, $4, $5, $6, $7, $8, $9)";

constexpr std::string_view kAfterSqlite =
    "select id, 0 as xid, name, aggregate, version, payload, site_id as site, desk_id as desk, actor, trace, at from event "
    "where id > $2 order by id limit $3";

constexpr std::string_view kAfterPostgres =
    "select id, xid, name, aggregate, version, payload, site_id as site, desk_id as desk, actor, trace, at from event "
    "where (xid, id) > (cast($1 as text)::xid8, cast($2 as bigint)) and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, id limit $3";

}  // namespace

void append_event(store::Writer& writer, const Event& event) {
  store::run(writer, kInsert, event.name, event.aggregate, event.version, event.payload, event.site, event.desk, event.actor, event.trace, event.at);
}

std::vector<Event> events_after(store::Reader& reader, LogPlace after, int limit) {
  if (reader.engine() == store::Engine::sqlite) return store::all<Event>(reader, kAfterSqlite, after.xid, after.id, limit);
  return store::all<Event>(reader, kAfterPostgres, std::to_string(after.xid), after.id, limit);
}

LogPlace log_head(store::Reader& reader) {
  if (reader.engine() == store::Engine::sqlite) return {0, store::number(reader, "select max(id) from event")};
  // Everything of finished transactions counts as seen; what still runs comes later in the order.
  return {store::number(reader, "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) - 1"),
          std::numeric_limits<std::int64_t>::max()};
}

}  // namespace galley
