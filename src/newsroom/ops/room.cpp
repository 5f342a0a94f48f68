#include "newsroom/ops/live.h"
#include "newsroom/ops/ops.h"
#include "newsroom/ops/queries.h"

namespace galley::ops {

namespace {

constexpr Query queries[] = {
    query<list_audit>({.name = "ops.audit", .right = "audit.read", .http = "GET /audit"}),
    query<get_health>({.name = "ops.health", .right = "health.read", .http = "GET /health"}),
};
constexpr Stream streams[] = {
    {{.name = "ops.live", .right = "session", .http = "GET /live"}, open_live},
};
constexpr std::string_view rights[] = {"audit.read", "health.read"};

}  // namespace

Room room(State& state) {
  return {.name = "ops", .actions = {}, .queries = queries, .streams = streams, .pages = {}, .jobs = {}, .followers = {}, .events = {}, .rights = rights,
          .migrations = {}, .state = &state};
}

}  // namespace galley::ops
