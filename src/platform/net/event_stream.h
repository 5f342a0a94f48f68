#pragma once

// Private to net: an answer that stays open, fed by the house.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "platform/net/outbox.h"
#include "platform/net/response_head.h"
#include "platform/net/wakeup.h"

namespace galley::net {

inline constexpr std::size_t kEventBacklog = 1 << 20;  // bytes waiting for a reader of events before it is given up

class SinkHandle final : public EventSink {
 public:
  explicit SinkHandle(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}
  bool push(std::string chunk) override { return outbox_->push({std::move(chunk), false}); }
  void end() override { outbox_->end({1000, {}}); }

 private:
  std::shared_ptr<Outbox> outbox_;
};

// A reader of events has nothing more to say: what it sends is passed over, its end ends the stream.
template <class Stream>
Task<> watch_reader(Stream& stream, Outbox& outbox, const bool& is_over) {
  std::array<char, 512> ignored;
  while (!is_over) {
    auto [error, size] = co_await stream.async_read_some(asio::buffer(ignored), kNoThrow);
    if (error) break;
  }
  outbox.peer_gone();
  lowest(stream).cancel();
}

template <class Stream>
Task<> write_events(Stream& stream, Outbox& outbox, Signal& changed, std::chrono::seconds deadline) {
  for (;;) {
    while (const auto message = outbox.next()) {
      lowest(stream).expires_after(deadline);
      auto [failed, written] = co_await asio::async_write(stream, asio::buffer(message->text), kNoThrow);
      if (failed) co_return;
    }
    if (outbox.ending()) co_return;
    co_await changed.wait();
  }
}

// True where the stream came to its end with the reader still there.
template <class Stream>
Task<bool> serve_events(Stream& stream, const EventStream& events, std::shared_ptr<Outbox>& outbox, std::chrono::seconds deadline) {
  const Executor executor = lowest(stream).get_executor();
  Signal changed(executor), reader_left(executor);
  const Wakeup wakeup(executor, [&] {
    if (outbox->is_too_slow()) lowest(stream).cancel();  // it may be stuck in a write
    changed.set();
  });
  outbox = std::make_shared<Outbox>(kEventBacklog, [handle = wakeup.handle()] { handle->wake(); });
  events.opened(std::make_shared<SinkHandle>(outbox));
  bool is_over = false;
  lowest(stream).expires_never();
  Task<> watching = watch_reader(stream, *outbox, is_over);
  asio::co_spawn(executor, std::move(watching), [&](const std::exception_ptr&) {
    reader_left.set();
    changed.set();
  });
  co_await write_events(stream, *outbox, changed, deadline);
  const auto ending = outbox->ending();
  is_over = true;
  outbox->peer_gone();
  lowest(stream).cancel();
  co_await reader_left.wait();
  co_return ending && ending->code != 0 && ending->code != Outbox::kTooSlow;
}

}  // namespace galley::net
