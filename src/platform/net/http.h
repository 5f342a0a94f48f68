#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// HTTP/1.1 messages as the house sees them, and the two-way channels that grow out of a request. No library shows here.
namespace galley::net {

enum class Listener : std::uint8_t { editors, readers };

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  Listener listener = Listener::editors;
  std::string method;
  std::string target;           // as sent: path and query
  std::vector<Header> headers;  // in order, names as sent
  std::string body;
  std::string remote;  // address of the peer, without port
  bool tls = false;

  std::string_view header(std::string_view name) const;  // first of that name, "" if none; ignoring case
  std::string_view path() const;
  std::string_view query() const;
  std::string cookie(std::string_view name) const;
};

// Part of a file; sent by sendfile where the connection is plain.
struct FileBody {
  std::string path;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

// One end of an open WebSocket. send_* and close may be called from every thread; messages go out in order. A peer that
// doesn't keep up (more than Upgrade::max_waiting) is closed with 4008.
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  virtual void send_text(std::string message) = 0;
  virtual void send_binary(std::string message) = 0;
  virtual void close(std::uint16_t code, std::string reason) = 0;
};

// What the house does with a WebSocket. Calls come one after another, on an I/O thread: don't wait in them.
class WebSocketHandler {
 public:
  virtual ~WebSocketHandler() = default;
  virtual void on_open(std::shared_ptr<WebSocket> socket) = 0;
  virtual void on_message(std::string_view message, bool binary) = 0;
  virtual void on_close() = 0;
};

struct Upgrade {
  std::shared_ptr<WebSocketHandler> handler;
  std::size_t max_message = 1 << 20;
  std::size_t max_waiting = 1 << 20;  // bytes not yet taken by the peer, after which it is closed with 4008
};

// A text/event-stream that stays open. push() may be called from every thread; false once the reader is gone or too slow.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual bool push(std::string chunk) = 0;
  virtual void end() = 0;
};
struct EventStream {
  std::function<void(std::shared_ptr<EventSink>)> opened;
};

using Body = std::variant<std::string, std::shared_ptr<const std::string>, std::string_view, FileBody, Upgrade, EventStream>;

struct Response {
  int status = 200;
  std::vector<Header> headers;
  Body body = std::string();  // a string_view must outlive the program (embedded assets)

  Response& set(std::string name, std::string value) {
    headers.push_back({std::move(name), std::move(value)});
    return *this;
  }
};

std::string_view reason(int status);

// A request under way. respond() is called exactly once, from any thread; destroying the exchange unanswered sends 500.
class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual const Request& request() const = 0;
  virtual void respond(Response response) = 0;
};

// Who answers. handle() runs on an I/O thread and must return at once: answer from memory or hand the exchange to a pool.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual void handle(std::shared_ptr<Exchange> exchange) = 0;
  // Bytes of body accepted for this request line, asked before the body is read.
  virtual std::size_t max_body(Listener listener, std::string_view method, std::string_view target) = 0;
};

// A single byte range of RFC 9110 section 14 against `size`; nullopt where the header is absent or not understood (send
// all), an empty length where it can't be satisfied (416).
struct Range {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};
std::optional<Range> parse_range(std::string_view header, std::uint64_t size);

// The answer to a request for a whole file: 200 with all of it or 206 with the range asked for, 304 where If-None-Match has
// the etag, 416 where the range lies outside. If-Range with another etag, or a date, asks for all. The caller adds what kind
// of file it is.
Response file_response(const Request& request, const std::string& path, std::uint64_t size, const std::string& etag);

// Whether `accept` (Accept-Encoding) allows `coding` with a weight above zero.
bool accepts_coding(std::string_view accept, std::string_view coding);

}  // namespace galley::net
