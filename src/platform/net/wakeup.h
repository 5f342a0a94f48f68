#pragma once

// Private to net.
#include <boost/asio/post.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "platform/net/asio.h"

namespace galley::net {

// How other threads reach a coroutine. It lives in the coroutine's frame; they hold its handle, which may outlive the
// connection and the whole server.
class Wakeup {
 public:
  class Handle : public std::enable_shared_from_this<Handle> {
   public:
    Handle(const Executor& executor, std::function<void()> action) : executor_(executor), action_(std::move(action)) {}

    // From any thread: runs the action on the connection's own thread; nothing once the coroutine is gone.
    void wake() {
      const std::lock_guard lock(mutex_);
      if (!action_) return;
      asio::post(executor_, [self = shared_from_this()] {
        if (self->action_) self->action_();
      });
    }

   private:
    friend class Wakeup;
    std::mutex mutex_;
    const Executor executor_;  // valid as long as there is an action
    std::function<void()> action_;
  };

  Wakeup(const Executor& executor, std::function<void()> action) : handle_(std::make_shared<Handle>(executor, std::move(action))) {}
  ~Wakeup() {
    const std::lock_guard lock(handle_->mutex_);
    handle_->action_ = nullptr;
  }
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;
  std::shared_ptr<Handle> handle() const { return handle_; }

 private:
  std::shared_ptr<Handle> handle_;
};

// A flag that one coroutine waits for, on its own thread.
class Signal {
 public:
  explicit Signal(const Executor& executor) : timer_(executor, Timer::time_point::max()) {}

  void set() {
    set_ = true;
    timer_.cancel();
  }
  Task<> wait() {
    while (!set_) {
      error_code ignored;
      std::tie(ignored) = co_await timer_.async_wait(kNoThrow);
    }
    set_ = false;
  }

 private:
  Timer timer_;
  bool set_ = false;
};

}  // namespace galley::net
