#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"
#include "platform/engine/principal.h"
#include "platform/engine/tables.h"
#include "platform/store/session.h"

// The one ordered log of what happened; it is the outbox too. Rows are appended in the transaction of the change.
namespace galley {

struct Event {
  std::int64_t id = 0;               // place in the log
  std::int64_t xid = 0;              // PostgreSQL only: the transaction, first part of the order there
  std::string name;
  std::string aggregate;             // TypeID text
  std::int64_t version = 0;          // of the aggregate
  std::string payload;               // JSON
  Id<Site> site;
  Id<Desk> desk;
  Id<User> actor;
  std::string trace;
  Time at;

  template <class E>
  Result<E> as() const {
    return decoded<E>(payload, type<E>);
  }
};

// A place in the log. On SQLite the writer makes id order = commit order; on PostgreSQL ids come out of order, so readers go
// by (xid, id) up to the oldest transaction still running.
struct LogPlace {
  std::int64_t xid = 0;
  std::int64_t id = 0;
  auto operator<=>(const LogPlace&) const = default;
};

void append_event(store::Writer& writer, const Event& event);
std::vector<Event> events_after(store::Reader& reader, LogPlace after, int limit);
LogPlace log_head(store::Reader& reader);

template <class E, auto Apply>
consteval EventHandler on() {
  return {type<E>.name, [](Context& context, Tx& tx, const Event& event) -> Result<void> {
            const E fact = TRY(event.as<E>());
            if constexpr (requires { Apply(context, tx, fact, event); }) {
              return Apply(context, tx, fact, event);
            } else {
              return Apply(context, tx, fact);
            }
          }};
}

}  // namespace galley
