#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/encode.h"
#include "platform/base/reflect.h"
#include "platform/engine/principal.h"
#include "platform/store/session.h"

namespace galley {

struct Job;
template <> inline constexpr std::string_view id_prefix<Job> = "job";

// A piece of slow work to be done after the commit.
struct NewJob {
  std::string_view kind;
  std::string payload;                  // JSON of the kind's payload struct
  std::string unique_key;               // "" = none; a second job of that key is swallowed while the first one waits or runs
  Time run_at;                          // zero = now
  int priority = 5;                     // lower goes first
};

// A write under way: statements, and what they mean. An event is one of the plain structs of newsroom/events: its first
// field is the aggregate's id, a field `version` its version, a field `desk` its desk.
class Tx final : public store::Writer {
 public:
  Tx(store::Writer& writer, const Principal& actor, Time now, std::string_view trace, Ids& ids)
      : writer_(writer), actor_(actor), now_(now), trace_(trace), ids_(ids) {}

  store::Rows query(std::string_view sql, std::span<const store::Value> parameters) override { return writer_.query(sql, parameters); }
  store::Engine engine() const override { return writer_.engine(); }
  void script(std::string_view sql) override { writer_.script(sql); }

  template <class E>
  void emit(const E& event) {
    emit_event(type<E>, &event);
  }
  template <class P>
  void enqueue(std::string_view kind, const P& payload, std::string unique_key = {}, Time run_at = {}, int priority = 5) {
    add_job({kind, encoded(type<P>, &payload), std::move(unique_key), run_at, priority});
  }
  // An audit row for what happens without an action of its own, e.g. in a follower.
  void note(std::string_view what, std::string_view object, const Json& detail);
  void emit_event(const Type& type, const void* event);
  void add_job(NewJob job);

  bool emitted() const { return emitted_; }
  bool enqueued() const { return enqueued_; }

 private:
  store::Writer& writer_;
  const Principal& actor_;
  Time now_;
  std::string_view trace_;
  Ids& ids_;
  bool emitted_ = false;
  bool enqueued_ = false;
};

}  // namespace galley
