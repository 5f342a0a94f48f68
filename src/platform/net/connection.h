#pragma once

// Private to net: one HTTP/1.1 connection as a coroutine, over a plain or a TLS stream. Included by plain.cpp and tls.cpp
// only: every further file would cost half a minute of compiling.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <array>
#include <memory>
#include <string>

#include "platform/base/log.h"
#include "platform/net/deadline.h"
#include "platform/net/event_stream.h"
#include "platform/net/pending_exchange.h"
#include "platform/net/request_reader.h"
#include "platform/net/response_head.h"
#include "platform/net/send_file.h"
#include "platform/net/server_state.h"
#include "platform/net/socket.h"

namespace galley::net {

// What is said before the first request and after the last answer.
template <class Stream>
struct Manners;
template <>
struct Manners<PlainStream> {
  static Task<bool> greet(PlainStream&, std::chrono::seconds) { co_return true; }
  static Task<> part(PlainStream& stream) {
    error_code ignored;
    stream.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    co_return;
  }
};

template <class Stream>
class Connection : public Closeable {
 public:
  Connection(Stream stream, ServerState& server, Listener listener, std::string remote)
      : executor_(lowest(stream).get_executor()),
        stream_(std::move(stream)),
        server_(server),
        listener_(listener),
        remote_(std::move(remote)) {
    server_.add(this);
  }
  ~Connection() override {
    if (outbox_) outbox_->peer_gone();
    server_.remove(this);
  }

  void leave() override {
    asio::post(executor_, [this, alive = std::weak_ptr<int>(alive_)] {
      if (alive.expired()) return;
      if (outbox_) outbox_->end({kServiceRestart, "the server goes away"});
      if (idle_) lowest(stream_).cancel();
    });
  }

  // Requests one after another until the peer leaves, a deadline passes or the server drains.
  Task<> run() {
    if (!co_await Manners<Stream>::greet(stream_, server_.options.header_deadline)) co_return;
    while (co_await wait_for_first_byte()) {
      RequestReader reader(server_.options.max_header);
      if (const int status = co_await read(reader); status != 0) {
        if (status != kGone) co_await refuse(status);
        co_return;
      }
      Request request = reader.take();
      const bool head = request.method == "HEAD";
      Response response = co_await ask(std::move(request));
      if (auto* upgrade = std::get_if<Upgrade>(&response.body)) {
        co_await serve_socket(std::move(stream_), *upgrade, reader.parsed(), outbox_);
        co_return;
      }
      const bool keep = reader.keeps_alive() && !server_.draining.load();
      if (!co_await write(response, keep, head)) co_return;
      if (!keep || std::holds_alternative<EventStream>(response.body)) break;
    }
    co_await Manners<Stream>::part(stream_);
  }

 private:
  static constexpr int kGone = -1;                        // in place of a status: nobody is there to hear it
  static constexpr std::size_t kMostDiscarded = 8 << 20;  // of a body that was refused
  static constexpr std::uint16_t kServiceRestart = 1012;

  Task<bool> wait_for_first_byte() {
    if (buffer_.size() > 0) co_return true;
    if (server_.draining.load()) co_return false;
    idle_ = true;
    lowest(stream_).expires_after(server_.options.idle);
    const error_code error = co_await read_some(4096);
    idle_ = false;
    co_return !error;
  }

  Task<error_code> read_some(std::size_t most) {
    auto [error, size] = co_await stream_.async_read_some(buffer_.prepare(most), kNoThrow);
    buffer_.commit(size);
    co_return error;
  }

  // 0, the status to refuse with, or kGone.
  Task<int> read(RequestReader& reader) {
    reader.feed(buffer_);
    if (const int status = co_await read_header(reader); status != 0) co_return status;
    reader.admit(server_.handler.max_body(listener_, reader.header().method, reader.header().target));
    if (reader.refusal() != 0) co_return reader.refusal();
    if (reader.expects_continue()) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(stream_, asio::buffer(kContinue), kNoThrow);
    }
    reader.feed(buffer_);
    co_return co_await read_body(reader);
  }

  Task<int> read_header(RequestReader& reader) {
    if (reader.has_header() || reader.refusal() != 0) co_return reader.refusal();
    const Deadline deadline(lowest(stream_), server_.options.header_deadline);
    while (!reader.has_header() && reader.refusal() == 0) {
      const error_code error = co_await read_some(reader.wanted());
      if (deadline.passed()) co_return 408;
      if (error) co_return kGone;
      reader.feed(buffer_);
    }
    co_return reader.refusal();
  }

  Task<int> read_body(RequestReader& reader) {
    if (reader.is_done() || reader.refusal() != 0) co_return reader.refusal();
    const Deadline deadline(lowest(stream_), server_.options.body_deadline);
    while (!reader.is_done() && reader.refusal() == 0) {
      const error_code error = co_await read_some(reader.wanted());
      if (deadline.passed()) co_return 408;
      if (error) co_return 400;
      reader.feed(buffer_);
    }
    co_return reader.refusal();
  }

  Task<Response> ask(Request request) {
    request.listener = listener_;
    request.remote = remote_;
    request.tls = !std::is_same_v<Stream, PlainStream>;
    Signal answered(executor_);
    const Wakeup wakeup(executor_, [&answered] { answered.set(); });
    const auto slot = std::make_shared<Response>();
    server_.handler.handle(std::make_shared<PendingExchange>(std::move(request), slot, wakeup.handle()));
    co_await answered.wait();
    co_return std::move(*slot);
  }

  Task<> refuse(int status) {
    const Response response = refusal(status);
    co_await write(response, false, false);
    error_code ignored;
    lowest(stream_).socket().shutdown(Tcp::socket::shutdown_send, ignored);
    // Take in what is still on its way, or the answer is lost in a reset.
    std::array<char, 4096> sink;
    lowest(stream_).expires_after(std::chrono::seconds(2));
    for (std::size_t total = 0; total < kMostDiscarded;) {
      auto [error, size] = co_await stream_.async_read_some(asio::buffer(sink), kNoThrow);
      if (error) break;
      total += size;
    }
  }

  // False where nothing more can follow on this connection.
  Task<bool> write(const Response& response, bool keep, bool head) {
    lowest(stream_).expires_after(server_.options.write_deadline);
    if (const auto* file = std::get_if<FileBody>(&response.body)) co_return co_await write_file(response, *file, keep, head);
    if (const auto* events = std::get_if<EventStream>(&response.body)) {
      co_return co_await write_stream(response, *events, head);
    }
    std::string_view body;
    if (const auto* text = std::get_if<std::string>(&response.body)) body = *text;
    if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body)) body = **shared;
    if (const auto* fixed = std::get_if<std::string_view>(&response.body)) body = *fixed;
    const std::string lines = response_head(response, body.size(), keep);
    if (head || response.status == 304 || response.status == 204) body = {};
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(lines), asio::buffer(body)};
    auto [error, size] = co_await asio::async_write(stream_, buffers, kNoThrow);
    co_return !error;
  }

  Task<bool> write_file(const Response& response, const FileBody& file, bool keep, bool head) {
    const OpenFile open(file.path);
    if (!open) {
      const Response missing{.status = 404};
      co_return co_await write(missing, keep, head);
    }
    const std::string lines = response_head(response, file.length, keep);
    auto [error, size] = co_await asio::async_write(stream_, asio::buffer(lines), kNoThrow);
    if (error) co_return false;
    if (head) co_return true;
    co_return co_await send_file(stream_, open.fd(), file, server_.options.write_deadline);
  }

  Task<bool> write_stream(const Response& response, const EventStream& events, bool head) {
    const std::string lines = response_head(response, std::nullopt, false);
    auto [error, size] = co_await asio::async_write(stream_, asio::buffer(lines), kNoThrow);
    if (error) co_return false;
    if (head) co_return true;
    co_return co_await serve_events(stream_, events, outbox_, server_.options.write_deadline);
  }

  const Executor executor_;
  Stream stream_;
  ServerState& server_;
  Listener listener_;
  std::string remote_;
  beast::flat_buffer buffer_;
  bool idle_ = false;
  std::shared_ptr<Outbox> outbox_;  // once there is an event stream or a socket
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

template <class Stream>
Task<> run_connection(Stream stream, ServerState& server, Listener listener, std::string remote) {
  Connection<Stream> connection(std::move(stream), server, listener, std::move(remote));
  co_await connection.run();
}

// Lets the connection run on its own until it ends.
template <class Stream>
void start_connection(Stream stream, ServerState& server, Listener listener, std::string remote) {
  const Executor executor = lowest(stream).get_executor();
  Task<> task = run_connection(std::move(stream), server, listener, std::move(remote));
  asio::co_spawn(executor, std::move(task), [](std::exception_ptr failure) {
    if (!failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& bug) {
      log::error("connection", {{"error", bug.what()}});
    }
  });
}

}  // namespace galley::net
