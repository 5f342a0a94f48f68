#pragma once

// Private to net: an answer that stays open, fed by the house.
#include <boost/asio/write.hpp>

#include <memory>
#include <string>
#include <utility>

#include "platform/net/outbox.h"
#include "platform/net/response_head.h"

namespace galley::net {

inline constexpr std::size_t kEventBacklog = 1 << 20;  // bytes waiting for a reader of events before it is given up

class SinkHandle final : public EventSink {
 public:
  explicit SinkHandle(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}
  bool push(std::string chunk) override { return outbox_->push({std::move(chunk), false}); }
  void end() override { outbox_->close(1000, {}); }

 private:
  std::shared_ptr<Outbox> outbox_;
};

template <class Stream>
Task<> write_events(Stream& stream, const Response& response, const EventStream& events, std::chrono::seconds deadline) {
  const std::string head = response_head(response, std::nullopt, false);
  auto [error, size] = co_await asio::async_write(stream, asio::buffer(head), kNoThrow);
  if (error) co_return;
  auto outbox = std::make_shared<Outbox>(lowest(stream).get_executor(), kEventBacklog);
  events.opened(std::make_shared<SinkHandle>(outbox));
  while (outbox->close_code_ == 0 && !outbox->overflow_.load()) {
    while (!outbox->queue_.empty()) {
      const std::string chunk = std::move(outbox->queue_.front().text);
      outbox->queue_.pop_front();
      lowest(stream).expires_after(deadline);
      auto [failed, written] = co_await asio::async_write(stream, asio::buffer(chunk), kNoThrow);
      outbox->waiting_ -= chunk.size();
      if (failed) {
        outbox->closed_ = true;
        co_return;
      }
    }
    co_await outbox->signal_->wait();
  }
  outbox->closed_ = true;
}

}  // namespace galley::net
