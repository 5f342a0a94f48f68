#pragma once

// Private to net: one HTTP/1.1 connection as a coroutine, over a plain or a TLS stream. Included by plain.cpp and tls.cpp
// only: every further file would cost half a minute of compiling.
#include <sys/sendfile.h>
#include <fcntl.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include <atomic>
#include <deque>
#include <memory>
#include <string>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/net/server_state.h"

namespace galley::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using Tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using PlainStream = beast::basic_stream<Tcp, Executor>;
using boost::system::error_code;
template <class T = void>
using Task = asio::awaitable<T, Executor>;
inline constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable_t<Executor>());
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

// A flag that a coroutine waits for and other threads set.
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

class PendingExchange final : public Exchange {
 public:
  PendingExchange(Request request, std::shared_ptr<Signal> signal) : request_(std::move(request)), signal_(std::move(signal)) {}
  const Request& request() const override { return request_; }
  void respond(Response response) override {
    slot_->response = std::move(response);
    signal_->set_from_any_thread();
    answered_ = true;
  }
  ~PendingExchange() override {
    if (!answered_) {
      slot_->response = Response{.status = 500};
      signal_->set_from_any_thread();
    }
  }

  struct Slot {
    Response response;
  };
  std::shared_ptr<Slot> slot() const { return slot_; }

 private:
  Request request_;
  std::shared_ptr<Signal> signal_;
  std::shared_ptr<Slot> slot_ = std::make_shared<Slot>();
  bool answered_ = false;
};

inline constexpr std::size_t kEventBacklog = 1 << 20;   // bytes waiting for a reader of events before it is given up

// Messages waiting to be written, filled from any thread, emptied by the connection's coroutine.
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
  std::deque<Message> queue_;                  // on the executor only
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> closed_{false}, overflow_{false};
  std::uint16_t close_code_ = 0;
  std::string close_reason_;
};

class SocketHandle final : public WebSocket {
 public:
  explicit SocketHandle(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}
  void send_text(std::string message) override { outbox_->push({std::move(message), false}); }
  void send_binary(std::string message) override { outbox_->push({std::move(message), true}); }
  void close(std::uint16_t code, std::string reason) override { outbox_->close(code, std::move(reason)); }

 private:
  std::shared_ptr<Outbox> outbox_;
};

class SinkHandle final : public EventSink {
 public:
  explicit SinkHandle(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}
  bool push(std::string chunk) override { return outbox_->push({std::move(chunk), false}); }
  void end() override { outbox_->close(1000, {}); }

 private:
  std::shared_ptr<Outbox> outbox_;
};

inline PlainStream& lowest(PlainStream& stream) { return stream; }
template <class Stream>
PlainStream& lowest(Stream& stream) {
  return stream.next_layer();
}

template <class Stream>
class Connection : public Closeable {
 public:
  Connection(Stream stream, ServerState& server, Listener listener, std::string remote)
      : stream_(std::move(stream)), server_(server), listener_(listener), remote_(std::move(remote)) {
    server_.add(this);
  }
  ~Connection() override { server_.remove(this); }

  void close_when_idle() override {
    asio::post(stream_.get_executor(), [this, alive = std::weak_ptr<int>(alive_)] {
      if (!alive.expired() && idle_) lowest(stream_).cancel();
    });
  }

  // Requests one after another until the peer leaves, a deadline passes or the server drains.
  Task<> run() {
    for (;;) {
      if (!co_await wait_for_first_byte()) co_return;
      Parser parser;
      parser.header_limit(static_cast<std::uint32_t>(server_.options.max_header));
      parser.body_limit(boost::none);   // known only when the request line is
      lowest(stream_).expires_after(server_.options.header_deadline);
      auto [header_error, header_size] = co_await http::async_read_header(stream_, buffer_, parser, kNoThrow);
      if (header_error) {
        co_await refuse(header_error);
        co_return;
      }
      const int problem = co_await read_body(parser);
      if (problem != 0) {
        co_await write_simple(problem);
        co_return;
      }
      const bool keep = parser.get().keep_alive() && !server_.draining.load();
      const bool head = parser.get().method() == http::verb::head;
      Response response = co_await ask(parser.get());
      if (auto* upgrade = std::get_if<Upgrade>(&response.body)) {
        const Upgrade wanted = std::move(*upgrade);
        co_await run_socket(wanted, parser.get());
        co_return;
      }
      if (!co_await write(response, keep, head)) co_return;
      if (!keep) break;
    }
    error_code ignored;
    lowest(stream_).socket().shutdown(Tcp::socket::shutdown_send, ignored);
  }

 private:
  using Parser = http::request_parser<http::string_body>;
  static constexpr std::size_t kMostDiscarded = 8 << 20;   // of a body that was refused

  Task<bool> wait_for_first_byte() {
    if (buffer_.size() > 0) co_return true;
    if (server_.draining.load()) co_return false;
    idle_ = true;
    lowest(stream_).expires_after(server_.options.idle);
    auto [error, size] = co_await stream_.async_read_some(buffer_.prepare(4096), kNoThrow);
    idle_ = false;
    if (error) co_return false;
    buffer_.commit(size);
    co_return true;
  }

  // 0, or the status to refuse with.
  Task<int> read_body(Parser& parser) {
    const auto& message = parser.get();
    // What the parser lets through and a proxy in front might read otherwise than we do.
    const auto lengths = message.count(http::field::content_length), codings = message.count(http::field::transfer_encoding);
    if (lengths > 1 || codings > 1 || (lengths == 1 && codings == 1)) co_return 400;
    if (codings == 1 && !beast::iequals(message[http::field::transfer_encoding], "chunked")) co_return 400;
    if (message.count(http::field::host) != 1 && message.version() >= 11) co_return 400;
    if (parser.is_done()) co_return 0;
    const std::string target(message.target());
    const std::string method(message.method_string());
    const std::size_t limit = server_.handler.max_body(listener_, method, target);
    if (const auto length = parser.content_length(); length && *length > limit) co_return 413;
    parser.body_limit(limit);
    if (beast::iequals(message[http::field::expect], "100-continue")) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(stream_, asio::buffer(kContinue), kNoThrow);
    }
    lowest(stream_).expires_after(server_.options.body_deadline);
    auto [error, size] = co_await http::async_read(stream_, buffer_, parser, kNoThrow);
    if (!error) co_return 0;
    co_return error == http::error::body_limit ? 413 : error == beast::error::timeout ? 408 : 400;
  }

  Task<Response> ask(const http::request<http::string_body>& message) {
    Request request{.listener = listener_, .method = std::string(message.method_string()), .target = std::string(message.target()),
                    .headers = {}, .body = message.body(), .remote = remote_, .tls = !std::is_same_v<Stream, PlainStream>};
    for (const auto& field : message) request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    auto signal = std::make_shared<Signal>(stream_.get_executor());
    auto exchange = std::make_shared<PendingExchange>(std::move(request), signal);
    const auto slot = exchange->slot();
    server_.handler.handle(std::move(exchange));
    co_await signal->wait();
    co_return std::move(slot->response);
  }

  // What a header that can't be read deserves.
  Task<> refuse(error_code error) {
    if (error == http::error::end_of_stream || error == asio::error::eof || error == asio::error::connection_reset ||
        error == http::error::partial_message || error == asio::error::operation_aborted)
      co_return;
    const int status = error == beast::error::timeout ? 408 : error == http::error::header_limit ? 431 : 400;
    co_await write_simple(status);
  }

  Task<> write_simple(int status) {
    Response response{.status = status};
    response.set("content-type", "application/problem+json");
    response.body = join({R"({"type":"about:blank","title":")", reason(status), R"(","status":)", std::to_string(status), R"(,"code":"http.)",
                          std::to_string(status), R"(","errors":[]})"});
    lowest(stream_).expires_after(std::chrono::seconds(5));
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

  static void append_head(std::string& out, const Response& response, std::optional<std::uint64_t> length, bool keep) {
    out = join({"HTTP/1.1 ", std::to_string(response.status), " ", reason(response.status), "\r\n"});
    for (const auto& header : response.headers) {
      if (header.value.find_first_of("\r\n") != std::string::npos) continue;   // never split an answer
      out += header.name;
      out += ": ";
      out += header.value;
      out += "\r\n";
    }
    if (length && response.status != 304 && response.status != 204) out += join({"content-length: ", std::to_string(*length), "\r\n"});
    out += keep ? "\r\n" : "connection: close\r\n\r\n";
  }

  Task<bool> write(const Response& response, bool keep, bool head) {
    lowest(stream_).expires_after(server_.options.write_deadline);
    if (const auto* file = std::get_if<FileBody>(&response.body)) co_return co_await write_file(response, *file, keep, head);
    if (const auto* stream = std::get_if<EventStream>(&response.body)) {
      co_await run_events(response, *stream);
      co_return false;
    }
    std::string_view body;
    if (const auto* text = std::get_if<std::string>(&response.body)) body = *text;
    if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body)) body = **shared;
    if (const auto* fixed = std::get_if<std::string_view>(&response.body)) body = *fixed;
    append_head(head_, response, body.size(), keep);
    if (head || response.status == 304 || response.status == 204) body = {};
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head_), asio::buffer(body)};
    auto [error, size] = co_await asio::async_write(stream_, buffers, kNoThrow);
    co_return !error;
  }

  Task<bool> write_file(const Response& response, const FileBody& file, bool keep, bool head) {
    const int fd = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) co_return co_await write(Response{.status = 404}, keep, head);
    const std::unique_ptr<const int, void (*)(const int*)> closing(&fd, [](const int* f) { ::close(*f); });
    append_head(head_, response, file.length, keep);
    auto [error, size] = co_await asio::async_write(stream_, asio::buffer(head_), kNoThrow);
    if (error) co_return false;
    if (head) co_return true;
    if constexpr (std::is_same_v<Stream, PlainStream>) {
      co_return co_await send_file(fd, file);
    } else {
      co_return co_await copy_file(fd, file);
    }
  }

  Task<bool> send_file(int fd, const FileBody& file) {
    auto& socket = lowest(stream_).socket();
    socket.native_non_blocking(true);
    auto offset = static_cast<off_t>(file.offset);
    std::uint64_t left = file.length;
    while (left > 0) {
      const ssize_t sent = ::sendfile(socket.native_handle(), fd, &offset, std::min<std::uint64_t>(left, 1 << 20));
      if (sent > 0) {
        left -= static_cast<std::uint64_t>(sent);
        continue;
      }
      if (sent == 0 || errno != EAGAIN) co_return false;
      Timer deadline(stream_.get_executor(), server_.options.write_deadline);
      deadline.async_wait([&socket](error_code stopped) {
        if (!stopped) socket.cancel();
      });
      auto [error] = co_await socket.async_wait(Tcp::socket::wait_write, kNoThrow);
      deadline.cancel();
      if (error) co_return false;
    }
    co_return true;
  }

  Task<bool> copy_file(int fd, const FileBody& file) {
    std::vector<char> chunk(64 * 1024);
    auto offset = static_cast<off_t>(file.offset);
    for (std::uint64_t left = file.length; left > 0;) {
      const ssize_t got = ::pread(fd, chunk.data(), std::min<std::uint64_t>(left, chunk.size()), offset);
      if (got <= 0) co_return false;
      lowest(stream_).expires_after(server_.options.write_deadline);
      auto [error, size] = co_await asio::async_write(stream_, asio::buffer(chunk.data(), static_cast<std::size_t>(got)), kNoThrow);
      if (error) co_return false;
      offset += got;
      left -= static_cast<std::uint64_t>(got);
    }
    co_return true;
  }

  Task<> run_events(const Response& response, const EventStream& stream) {
    append_head(head_, response, std::nullopt, false);
    auto [error, size] = co_await asio::async_write(stream_, asio::buffer(head_), kNoThrow);
    if (error) co_return;
    auto outbox = std::make_shared<Outbox>(stream_.get_executor(), kEventBacklog);
    stream.opened(std::make_shared<SinkHandle>(outbox));
    while (outbox->close_code_ == 0 && !outbox->overflow_.load()) {
      while (!outbox->queue_.empty()) {
        const std::string chunk = std::move(outbox->queue_.front().text);
        outbox->queue_.pop_front();
        lowest(stream_).expires_after(server_.options.write_deadline);
        auto [failed, written] = co_await asio::async_write(stream_, asio::buffer(chunk), kNoThrow);
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

  Task<> run_socket(const Upgrade& wanted, const http::request<http::string_body>& request) {
    lowest(stream_).expires_never();
    websocket::stream<Stream> socket(std::move(stream_));
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

  static Task<> write_messages(websocket::stream<Stream>& socket, std::shared_ptr<Outbox> outbox) {
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

  Stream stream_;
  ServerState& server_;
  Listener listener_;
  std::string remote_;
  beast::flat_buffer buffer_;
  std::string head_;
  bool idle_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace galley::net
