#include "platform/engine/pool.h"

namespace galley {

Pool::Pool(int threads, int kept) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this, urgent_only = i < kept](const std::stop_token& stop) { run(urgent_only, stop); });
}

Pool::~Pool() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
}

bool Pool::post(Load load, std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    auto& queue = load <= Load::urgent ? urgent_ : normal_;
    // The lower the class, the earlier it is turned away.
    const std::size_t bound = load == Load::community ? kBound / 4 : load == Load::reading ? kBound / 2 : kBound;
    if (queue.size() >= bound) return false;
    queue.push_back(std::move(work));
  }
  // One thread for one piece of work; the kept ones take what is urgent as well.
  wake_.notify_one();
  if (load <= Load::urgent) wake_kept_.notify_one();
  return true;
}

std::size_t Pool::waiting() const {
  const std::lock_guard lock(mutex_);
  return urgent_.size() + normal_.size();
}

void Pool::run(bool urgent_only, const std::stop_token& stop) {
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      auto& wake = urgent_only ? wake_kept_ : wake_;
      if (!wake.wait(lock, stop, [&] { return !urgent_.empty() || (!urgent_only && !normal_.empty()); })) return;
      auto& queue = !urgent_.empty() ? urgent_ : normal_;
      work = std::move(queue.front());
      queue.pop_front();
    }
    work();
  }
}

}  // namespace galley
