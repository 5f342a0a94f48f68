#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "newsroom/ops/queries.h"
#include "platform/store/session.h"

// What the ops room reads of the machine room's own tables (audit, jobs, followers).
namespace galley::ops::store {

using galley::store::Reader;

struct AuditFilter {
  Id<Site> site;
  std::optional<Id<User>> actor;
  std::string action;
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
  std::int64_t before_id = 0;
  int limit = 100;
};
std::vector<AuditLine> list_audit(Reader& reader, const AuditFilter& filter);

struct Queues {
  std::int64_t ready;
  std::int64_t oldest_ready_ms;    // how long the oldest has been waiting
  std::int64_t dead;
  std::int64_t parked;
  std::int64_t unsealed;
};
Queues queues(Reader& reader, Time now);

}  // namespace galley::ops::store
