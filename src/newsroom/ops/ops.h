#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "platform/engine/event_log.h"
#include "platform/engine/tables.h"

// The face of the ops room: health, the audit trail, and the live socket that tells screens to look again.
namespace galley::ops {

class LiveSocket;

// All open live sockets of this process. Messages are {topic, op, id, version}, without content: who gets one asks again,
// and is answered what they may see. Safe from every thread.
class LiveHub {
 public:
  void tell(const Event& event);
  void add(const std::shared_ptr<LiveSocket>& socket);
  void remove(const LiveSocket* socket);
  std::size_t open() const;

 private:
  mutable std::mutex mutex_;
  std::set<std::shared_ptr<LiveSocket>> sockets_;
};

struct State {
  LiveHub live;
  std::string build;
  std::function<std::int64_t()> disk_free_percent;
};
Room room(State& state);

}  // namespace galley::ops
