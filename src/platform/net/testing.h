#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/net/http.h"
#include "platform/net/server.h"

// For tests of the server as a peer sees it: byte for byte over loopback. Every wait ends after kPatience, far beyond what any
// of them should take.
namespace galley::net::testing {

inline constexpr std::chrono::seconds kPatience{20};

// The house behind the server: answers with method, target and body unless told otherwise.
class House final : public Handler {
 public:
  using OnRequest = std::function<void(std::shared_ptr<Exchange>)>;
  House() : on_request([](const std::shared_ptr<Exchange>& exchange) { exchange->respond(echo(exchange->request())); }) {}
  explicit House(OnRequest what) : on_request(std::move(what)) {}

  OnRequest on_request;
  std::size_t most_body = 1 << 20;
  std::atomic<int> asked{0};

  void handle(std::shared_ptr<Exchange> exchange) override {
    ++asked;
    on_request(std::move(exchange));
  }
  std::size_t max_body(Listener, std::string_view, std::string_view) override { return most_body; }
  static Response echo(const Request& request);
};

// A server for that house on a free port of 127.0.0.1; fails the test where it doesn't start.
std::unique_ptr<Server> start(House& house, ServerOptions options = {});

bool eventually(const std::function<bool()>& holds);  // false after kPatience

struct Reply {
  int status = 0;  // 0 = none came
  std::string head;
  std::string body;
  std::string header(std::string_view name) const;
};

class Peer {
 public:
  explicit Peer(const std::string& url, int receive_buffer = 0);
  virtual ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  bool is_connected() const { return connected_; }
  bool send(std::string_view bytes);         // false where the server has closed
  std::string bytes(std::size_t count);      // fewer at the end
  std::string until(std::string_view mark);  // the mark included; fewer at the end
  Reply reply(std::string_view method = "GET");
  std::string rest();  // up to the end
  bool has_ended();    // nothing more comes, and the server has closed
  void leave();        // closes without a word

 protected:
  virtual long read(char* out, std::size_t size);  // 0 = the end, < 0 = an error or out of patience
  virtual long write(const char* bytes, std::size_t size);
  int fd_ = -1;
  bool connected_ = false;

 private:
  bool fill();
  std::string buffer_;
  bool ended_ = false;
};

// A request with the one header that every request needs, and more lines ("name: value\r\n") where given.
std::string get(std::string_view target, std::string_view more = {});
std::string post(std::string_view target, std::string_view body, std::string_view more = {});

// One frame of RFC 6455 from a client, masked with zeros; and the answer to the handshake.
std::string frame(unsigned opcode, std::string_view payload);
std::string handshake(std::string_view target);
struct Frame {
  unsigned opcode = 0;  // 0 = none came
  std::string payload;
  int close_code() const;
};
Frame read_frame(Peer& peer);

}  // namespace galley::net::testing
