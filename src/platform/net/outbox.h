#pragma once

// Private to net.
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "platform/net/http.h"
#include "platform/net/signal.h"

namespace galley::net {

// Messages on their way to a peer: filled from any thread, emptied by the connection's coroutine, bounded in bytes.
class Outbox : public std::enable_shared_from_this<Outbox> {
 public:
  struct Message {
    std::string text;
    bool binary = false;
  };
  Outbox(const Executor& executor, std::size_t limit) : executor_(executor), limit_(limit), signal_(std::make_shared<Signal>(executor)) {}

  bool push(Message message) {
    if (closed_.load() || (waiting_ += message.text.size()) > limit_) {
      overflow_ = overflow_.load() || !closed_.load();
      signal_->set_from_any_thread();
      return false;
    }
    asio::post(executor_, [self = shared_from_this(), message = std::move(message)]() mutable {
      self->queue_.push_back(std::move(message));
      self->signal_->set();
    });
    return true;
  }
  void close(std::uint16_t code, std::string reason) {
    asio::post(executor_, [self = shared_from_this(), code, reason = std::move(reason)]() mutable {
      self->close_code_ = code;
      self->close_reason_ = std::move(reason);
      self->signal_->set();
    });
  }

  Executor executor_;
  const std::size_t limit_;
  std::shared_ptr<Signal> signal_;
  std::deque<Message> queue_;  // on the executor only
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> closed_{false}, overflow_{false};
  std::uint16_t close_code_ = 0;
  std::string close_reason_;
};

}  // namespace galley::net
