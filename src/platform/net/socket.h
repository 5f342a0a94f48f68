#pragma once

// Private to net: the WebSocket that a request turns into.
#include <boost/asio/co_spawn.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include <memory>
#include <string>
#include <utility>

#include "platform/base/log.h"
#include "platform/net/outbox.h"
#include "platform/net/request_reader.h"
#include "platform/net/wakeup.h"

namespace galley::net {

namespace websocket = beast::websocket;
inline constexpr std::uint16_t kInternalError = 1011;

class SocketHandle final : public WebSocket {
 public:
  explicit SocketHandle(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}
  void send_text(std::string message) override { outbox_->push({std::move(message), false}); }
  void send_binary(std::string message) override { outbox_->push({std::move(message), true}); }
  void close(std::uint16_t code, std::string reason) override { outbox_->end({code, std::move(reason)}); }

 private:
  std::shared_ptr<Outbox> outbox_;
};

// Until the end that the house wishes, which the peer is told, or until the peer is gone.
template <class Stream>
Task<> write_messages(websocket::stream<Stream>& socket, Outbox& outbox, Signal& changed) {
  for (;;) {
    while (const auto message = outbox.next()) {
      socket.binary(message->binary);
      auto [error, size] = co_await socket.async_write(asio::buffer(message->text), kNoThrow);
      if (error) co_return;
    }
    if (const auto ending = outbox.ending()) {
      websocket::close_reason why(static_cast<websocket::close_code>(ending->code));
      why.reason = ending->reason.substr(0, 120);
      if (ending->code != 0) co_await socket.async_close(why, kNoThrow);
      co_return;
    }
    co_await changed.wait();
  }
}

// What the house does with a message may fail as a request may; the socket doesn't survive that, the connection's end does.
template <class Call>
bool survives(Call call) {
  try {
    call();
    return true;
  } catch (const std::exception& bug) {
    log::error("socket", {{"error", bug.what()}});
    return false;
  }
}

template <class Stream>
Task<> read_messages(websocket::stream<Stream>& socket, WebSocketHandler& handler, Outbox& outbox) {
  for (;;) {
    beast::flat_buffer message;
    auto [failed, size] = co_await socket.async_read(message, kNoThrow);
    if (failed) co_return;
    const std::string_view text(static_cast<const char*>(message.data().data()), size);
    if (!survives([&] { handler.on_message(text, socket.got_binary()); })) outbox.end({kInternalError, "internal"});
  }
}

template <class Stream>
Task<> serve_socket(Stream stream, const Upgrade& wanted, const ParsedRequest& request, std::shared_ptr<Outbox>& outbox) {
  lowest(stream).expires_never();
  websocket::stream<Stream> socket(std::move(stream));
  websocket::stream_base::timeout timeouts = websocket::stream_base::timeout::suggested(beast::role_type::server);
  timeouts.idle_timeout = std::chrono::seconds(40);
  timeouts.keep_alive_pings = true;
  socket.set_option(timeouts);
  socket.read_message_max(wanted.max_message);
  auto [error] = co_await socket.async_accept(request, kNoThrow);
  if (error) co_return;
  const Executor executor = socket.get_executor();
  Signal changed(executor), all_written(executor);
  const Wakeup wakeup(executor, [&] { changed.set(); });
  outbox = std::make_shared<Outbox>(wanted.max_waiting, [handle = wakeup.handle()] { handle->wake(); });
  wanted.handler->on_open(std::make_shared<SocketHandle>(outbox));
  Task<> writing = write_messages(socket, *outbox, changed);
  asio::co_spawn(executor, std::move(writing), [&](const std::exception_ptr&) { all_written.set(); });
  co_await read_messages(socket, *wanted.handler, *outbox);
  outbox->peer_gone();
  changed.set();
  survives([&] { wanted.handler->on_close(); });
  co_await all_written.wait();
}

}  // namespace galley::net
