#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace galley {

// Order of importance under load: what comes last is shed first.
enum class Load : std::uint8_t { health, urgent, editing, reading, community };

// The bounded worker pool that handlers run on. Some threads are kept for the two highest classes, so that a flood of reads
// can't stop a publication. Safe from every thread.
class Pool {
 public:
  explicit Pool(int threads, int kept = 4);
  ~Pool();
  bool post(Load load, std::function<void()> work);   // false = full: answer 503
  std::size_t waiting() const;

 private:
  static constexpr std::size_t kBound = 2048;
  void run(bool urgent_only, const std::stop_token& stop);

  mutable std::mutex mutex_;
  std::condition_variable_any wake_, wake_kept_;
  std::deque<std::function<void()>> urgent_, normal_;
  std::vector<std::jthread> threads_;
};

}  // namespace galley
