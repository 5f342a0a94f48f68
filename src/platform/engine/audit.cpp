#include "platform/engine/audit.h"

#include <charconv>

#include "platform/base/text.h"
#include "platform/store/bind.h"

namespace galley {

namespace {

constexpr std::string_view kInsert =
    "insert into audit(at, actor, actor_name, action, object, result, detail, address, site_id, desk_id, trace) "
    "values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

constexpr std::string_view kRows =
    "select id, at, actor, actor_name, action, object, result, detail, address, site_id as site, desk_id as desk, trace from audit "
    "where id > $1 and id <= $2 order by id";

// On PostgreSQL a row of a transaction still running may come later with a lower id: seal only up to the oldest of them.
constexpr std::string_view kSealableSqlite = "select max(id) from audit where id > $1";
constexpr std::string_view kSealablePostgres =
    "select coalesce((select min(id) - 1 from audit where id > $1 and xid >= pg_snapshot_xmin(pg_current_snapshot())), "
    "(select max(id) from audit where id > $1))";

constexpr std::string_view kList =
    "select id, at, actor, actor_name, action, object, result, detail, address, site_id as site, desk_id as desk, trace from audit "
    "where (site_id = $1 or site_id is null) and ($2 = '' or actor = $2) and ($3 = '' or action like $3 || '%') and at >= $4 "
    "and (cast($5 as bigint) = 0 or at < cast($5 as bigint)) and (cast($6 as bigint) = 0 or id < cast($6 as bigint)) order by id desc limit $7";

constexpr std::string_view kHead = "select number, from_id, to_id, hash, at from audit_seal order by number desc limit 1";

std::string canonical_row(const AuditRow& row) {
  return canonical(Json(Json::Object{{"id", row.id},
                                     {"at", row.at.ms},
                                     {"actor", row.actor ? row.actor.text() : ""},
                                     {"actor_name", row.actor_name},
                                     {"action", row.action},
                                     {"object", row.object},
                                     {"result", row.result},
                                     {"detail", row.detail},
                                     {"address", row.address},
                                     {"site", row.site ? row.site.text() : ""},
                                     {"desk", row.desk ? row.desk.text() : ""},
                                     {"trace", row.trace}}));
}

Sha256 seal_hash(const Sha256& previous, const std::vector<AuditRow>& rows) {
  Sha256Stream stream;
  stream.add(previous.hex());
  for (const auto& row : rows) {
    stream.add("\n");
    stream.add(canonical_row(row));
  }
  return stream.finish();
}

}  // namespace

void write_audit(store::Writer& writer, const AuditRow& row) {
  store::run(writer, kInsert, row.at, row.actor, row.actor_name, row.action, row.object, row.result, row.detail, row.address, row.site, row.desk, row.trace);
}

std::vector<AuditRow> list_audit(store::Reader& reader, const AuditFilter& f) {
  return store::all<AuditRow>(reader, kList, f.site, f.actor ? f.actor->text() : std::string(), f.action, f.from, f.to, f.before_id, f.limit);
}

std::int64_t sealed_up_to(store::Reader& reader) { return store::number(reader, "select coalesce(max(to_id), 0) from audit_seal"); }

std::int64_t count_unsealed(store::Reader& reader) {
  return store::number(reader, "select count(*) from audit where id > (select coalesce(max(to_id), 0) from audit_seal)");
}

std::optional<AuditSeal> audit_head(store::Reader& reader) { return store::first<AuditSeal>(reader, kHead); }

std::optional<AuditSeal> seal_audit(store::Writer& writer, Time now) {
  const AuditSeal last = audit_head(writer).value_or(AuditSeal{});
  const auto up_to = store::number(writer, writer.engine() == store::Engine::sqlite ? kSealableSqlite : kSealablePostgres, last.to_id);
  if (up_to <= last.to_id) return std::nullopt;
  const auto rows = store::all<AuditRow>(writer, kRows, last.to_id, up_to);
  if (rows.empty()) return std::nullopt;
  AuditSeal seal{last.number + 1, rows.front().id, rows.back().id, seal_hash(last.hash, rows), now};
  store::run(writer, "insert into audit_seal(number, from_id, to_id, hash, at) values($1, $2, $3, $4, $5)", seal.number, seal.from_id, seal.to_id,
             seal.hash, seal.at);
  return seal;
}

AuditVerdict verify_audit(store::Reader& reader, std::string_view anchor) {
  AuditVerdict verdict;
  Sha256 previous;
  std::int64_t sealed_to = 0;
  std::int64_t anchor_number = 0;
  const auto space = anchor.find(' ');
  if (space != std::string_view::npos) std::from_chars(anchor.data(), anchor.data() + space, anchor_number);
  auto broken = [&](std::int64_t number, std::string why) {
    verdict.intact = false;
    verdict.broken_seal = number;
    verdict.why = std::move(why);
    return verdict;
  };
  for (const auto& seal : store::all<AuditSeal>(reader, "select number, from_id, to_id, hash, at from audit_seal order by number")) {
    if (seal.number != verdict.seals + 1) return broken(seal.number, "a seal is missing");
    const auto rows = store::all<AuditRow>(reader, kRows, sealed_to, seal.to_id);
    if (rows.empty() || rows.front().id != seal.from_id || rows.back().id != seal.to_id) return broken(seal.number, "rows are missing");
    if (seal_hash(previous, rows) != seal.hash) return broken(seal.number, "a row or the seal was changed");
    if (seal.number == anchor_number && trim(anchor.substr(space + 1)) != seal.hash.hex()) return broken(seal.number, "the anchor holds another seal");
    previous = seal.hash;
    sealed_to = seal.to_id;
    verdict.seals = seal.number;
    verdict.rows += static_cast<std::int64_t>(rows.size());
  }
  if (anchor_number > verdict.seals) return broken(anchor_number, "the chain is shorter than its anchor");
  verdict.unsealed = store::number(reader, "select count(*) from audit where id > $1", sealed_to);
  return verdict;
}

}  // namespace galley
