#pragma once

#include <atomic>
#include <mutex>
#include <set>

#include "platform/net/server.h"

// Private to net: what the connections of one server share.
namespace galley::net {

class Closeable {
 public:
  virtual ~Closeable() = default;
  virtual void leave() = 0;  // at the next good moment; from any thread
};

struct ServerState {
  ServerState(const ServerOptions& o, Handler& h) : options(o), handler(h) {}
  const ServerOptions options;
  Handler& handler;
  std::atomic<bool> draining{false};
  std::atomic<int> open{0};

  void add(Closeable* connection) {
    const std::lock_guard lock(mutex);
    all.insert(connection);
    ++open;
  }
  void remove(Closeable* connection) {
    const std::lock_guard lock(mutex);
    all.erase(connection);
    --open;
  }
  void let_leave() {
    const std::lock_guard lock(mutex);
    for (Closeable* connection : all) connection->leave();
  }

  std::mutex mutex;
  std::set<Closeable*> all;
};

}  // namespace galley::net
