#pragma once

#include <string>
#include <vector>

#include "newsroom/ops/ops.h"
#include "platform/engine/context.h"
#include "platform/store/session.h"

namespace galley::ops {

using galley::store::Reader;

struct ListAudit {
  std::optional<Id<User>> actor;
  std::optional<Text<0, 100>> action;
  std::optional<Time> from;
  std::optional<Time> to;
  std::optional<std::int64_t> cursor;
  std::optional<std::int32_t> limit;
};
struct AuditLine {
  std::int64_t id;
  Time at;
  std::optional<Id<User>> actor;
  std::string actor_name;
  std::string action;
  std::string object;
  std::string result;
  std::string detail;
  std::string address;
  bool sealed;
};
struct AuditLines {
  std::vector<AuditLine> items;
  std::optional<std::int64_t> next;
};
Result<AuditLines> list_audit(Context&, Reader&, const ListAudit&);

enum class HealthState : std::uint8_t { ok, degraded, bad };
struct Check {
  std::string name;
  HealthState state;
  std::string value;
  std::string detail;
};
struct GetHealth {};
struct Health {
  HealthState state;
  std::vector<Check> checks;
};
Result<Health> get_health(Context&, Reader&, const GetHealth&);

}  // namespace galley::ops
