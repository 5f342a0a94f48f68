#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace galley {

// "Something changed, look at the tables." Rings are never queued; who waits looks at the truth anyway. Safe from every thread.
class Bell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      ++rings_;
    }
    wake_.notify_all();
  }
  // Returns when it rang after `seen` (which is moved on), at a stop, or after `timeout`.
  bool wait(const std::stop_token& stop, unsigned long& seen, std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    const bool rang = wake_.wait_for(lock, stop, timeout, [&] { return rings_ != seen; });
    seen = rings_;
    return rang;
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
  unsigned long rings_ = 0;
};

struct Bells {
  Bell events;
  Bell jobs;
};

}  // namespace galley
