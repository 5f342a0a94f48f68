#pragma once

// Private to net: the WebSocket that a request turns into.
#include <boost/asio/co_spawn.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include <memory>
#include <string>
#include <utility>

#include "platform/net/outbox.h"
#include "platform/net/request_reader.h"

namespace galley::net {

namespace websocket = beast::websocket;

class SocketHandle final : public WebSocket {
 public:
  explicit SocketHandle(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}
  void send_text(std::string message) override { outbox_->push({std::move(message), false}); }
  void send_binary(std::string message) override { outbox_->push({std::move(message), true}); }
  void close(std::uint16_t code, std::string reason) override { outbox_->close(code, std::move(reason)); }

 private:
  std::shared_ptr<Outbox> outbox_;
};

template <class Stream>
Task<> write_messages(websocket::stream<Stream>& socket, std::shared_ptr<Outbox> outbox) {
  for (;;) {
    while (!outbox->queue_.empty() && !outbox->closed_.load()) {
      const auto message = std::move(outbox->queue_.front());
      outbox->queue_.pop_front();
      socket.binary(message.binary);
      auto [error, size] = co_await socket.async_write(asio::buffer(message.text), kNoThrow);
      outbox->waiting_ -= message.text.size();
      if (error) co_return;
    }
    if (outbox->closed_.load()) co_return;
    if (outbox->overflow_.load()) outbox->close_code_ = 4008;
    if (outbox->close_code_ != 0) {
      outbox->closed_ = true;
      websocket::close_reason why(static_cast<websocket::close_code>(outbox->close_code_));
      why.reason = outbox->close_reason_.substr(0, 120);
      co_await socket.async_close(why, kNoThrow);
      co_return;
    }
    co_await outbox->signal_->wait();
  }
}

template <class Stream>
Task<> serve_socket(Stream stream, Upgrade wanted, const ParsedRequest& request) {
  lowest(stream).expires_never();
  websocket::stream<Stream> socket(std::move(stream));
  websocket::stream_base::timeout timeouts = websocket::stream_base::timeout::suggested(beast::role_type::server);
  timeouts.idle_timeout = std::chrono::seconds(40);
  timeouts.keep_alive_pings = true;
  socket.set_option(timeouts);
  socket.read_message_max(wanted.max_message);
  auto [error] = co_await socket.async_accept(request, kNoThrow);
  if (error) co_return;
  auto outbox = std::make_shared<Outbox>(socket.get_executor(), wanted.max_waiting);
  auto done = std::make_shared<Signal>(socket.get_executor());
  wanted.handler->on_open(std::make_shared<SocketHandle>(outbox));
  Task<> writing = write_messages(socket, outbox);
  asio::co_spawn(socket.get_executor(), std::move(writing), [done](std::exception_ptr) { done->set(); });
  for (;;) {
    beast::flat_buffer message;
    auto [failed, size] = co_await socket.async_read(message, kNoThrow);
    if (failed) break;
    const auto bytes = message.data();
    wanted.handler->on_message({static_cast<const char*>(bytes.data()), bytes.size()}, socket.got_binary());
  }
  outbox->closed_ = true;
  outbox->signal_->set();
  wanted.handler->on_close();
  co_await done->wait();
}

}  // namespace galley::net
