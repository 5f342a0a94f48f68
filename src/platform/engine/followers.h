#pragma once

#include <functional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "platform/engine/bell.h"
#include "platform/engine/event_log.h"
#include "platform/engine/leader.h"
#include "platform/engine/tables.h"

namespace galley {

// Runs the durable followers of all rooms, in one elected process, and seals the audit rows once a second. The cursor of a
// follower moves in the transaction of its effects; past events that do not concern it, it moves once a second. An event that
// fails five times is parked with its reason, later events of its aggregate are parked behind it, and all others go on.
class Followers {
 public:
  Followers(const Services& services, Bells& bells, std::span<const Room> rooms, std::string anchor_file);
  ~Followers();
  void start();
  void stop();
  bool step();                                 // one round over all followers; true if anything moved. Tests call it by hand

 private:
  struct One {
    const Room* room;
    const Follower* follower;
    int failures = 0;
    LogPlace passed;                           // nothing up to here is left to do; may be ahead of the cursor in the database
  };
  bool step(One& one);
  bool apply_batch(One& one, const std::vector<Event>& events);
  bool apply_singly(One& one, const Event& event);
  Result<void> apply(One& one, Tx& tx, const Event& event);
  void save_passed();
  void seal();

  const Services& services_;
  Bells& bells_;
  std::vector<One> all_;
  Leader leader_;
  Principal system_;
  std::string anchor_file_;
  std::jthread thread_;
};

// Tells every listener about every event from the head on, in this process, and keeps nothing: live topics, page cache.
class LiveLog {
 public:
  using Listener = std::function<void(const Event&)>;
  LiveLog(const Services& services, Bells& bells) : services_(services), bells_(bells) {}
  ~LiveLog() { stop(); }
  void add(Listener listener) { listeners_.push_back(std::move(listener)); }   // before start
  void start();
  void stop() {
    thread_.request_stop();
    thread_ = {};
  }

 private:
  void run(const std::stop_token& stop);

  const Services& services_;
  Bells& bells_;
  std::vector<Listener> listeners_;
  std::jthread thread_;
};

// Parked events, and the way back: each is tried again in order, and the skipped ones of its aggregate behind it.
struct ParkedEvent {
  std::string follower;
  std::int64_t event_id;
  std::string aggregate;
  std::string reason;
  Time at;
};
std::vector<ParkedEvent> parked_events(store::Reader& reader);
std::int64_t count_parked(store::Reader& reader);
Result<std::int64_t> retry_parked(const Services& services, std::span<const Room> rooms);

}  // namespace galley
