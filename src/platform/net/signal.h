#pragma once

// Private to net.
#include <boost/asio/post.hpp>

#include <memory>

#include "platform/net/asio.h"

namespace galley::net {

// A flag that one coroutine waits for and other threads set.
class Signal : public std::enable_shared_from_this<Signal> {
 public:
  explicit Signal(const Executor& executor) : timer_(executor, Timer::time_point::max()) {}

  void set_from_any_thread() {
    asio::post(timer_.get_executor(), [self = shared_from_this()] { self->set(); });
  }
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
