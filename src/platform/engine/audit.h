#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/sha256.h"
#include "platform/base/time.h"
#include "platform/engine/principal.h"
#include "platform/store/session.h"

// Who did what, in a chain that shows tampering. Rows are written unchained in the action's own transaction; a follower
// seals them once a second: each seal is SHA-256 over the previous seal and the canonical JSON of its rows, in order.
namespace galley {

struct AuditRow {
  std::int64_t id = 0;
  Time at;
  Id<User> actor;
  std::string actor_name;
  std::string action;
  std::string object;
  std::string result;              // "done" or "refused"
  std::string detail;              // JSON: of the command, secrets blacked out; of a refusal, its code
  std::string address;
  Id<Site> site;
  Id<Desk> desk;
  std::string trace;
};

struct AuditSeal {
  std::int64_t number = 0;
  std::int64_t from_id = 0;
  std::int64_t to_id = 0;
  Sha256 hash;
  Time at;
};

void write_audit(store::Writer& writer, const AuditRow& row);

// Seals what is unsealed and finished; returns the new head, or none where there was nothing.
std::optional<AuditSeal> seal_audit(store::Writer& writer, Time now);
std::optional<AuditSeal> audit_head(store::Reader& reader);

struct AuditFilter {
  Id<Site> site;
  std::optional<Id<User>> actor;
  std::string action;              // its beginning, "" = all
  Time from, to;                   // zero = open
  std::int64_t before_id = 0;      // 0 = from the newest
  int limit = 100;
};
std::vector<AuditRow> list_audit(store::Reader& reader, const AuditFilter& filter);   // newest first
std::int64_t sealed_up_to(store::Reader& reader);                                     // id of the last sealed row
std::int64_t count_unsealed(store::Reader& reader);

struct AuditVerdict {
  bool intact = true;
  std::int64_t seals = 0;
  std::int64_t rows = 0;
  std::int64_t unsealed = 0;
  std::int64_t broken_seal = 0;    // number of the first seal that doesn't fit
  std::string why;
};
// Walks the whole chain. `anchor`: the newest head kept outside the database ("NUMBER HASH"), "" = none.
AuditVerdict verify_audit(store::Reader& reader, std::string_view anchor);

}  // namespace galley
