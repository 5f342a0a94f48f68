#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/net/http.h"

namespace galley::net {

struct Endpoint {
  std::string address;      // "127.0.0.1:8080"; port 0 takes a free one
  std::string certificate;  // PEM files; empty = plain HTTP
  std::string key;
};

struct ServerOptions {
  Endpoint editors, readers;  // an empty address leaves the listener out
  int threads = 2;
  std::size_t max_header = 16 * 1024;
  std::chrono::seconds header_deadline{10};  // from the first byte to the end of the header, whatever trickles in
  std::chrono::seconds body_deadline{60};
  std::chrono::seconds write_deadline{60};
  std::chrono::seconds idle{60};
  std::chrono::seconds drain{25};
  int max_connections = 10'000;
};

// Listens, reads requests within limits and deadlines, hands them to the handler, writes the answers.
// Refuses by itself: Transfer-Encoding with Content-Length, two lengths, bare LF, space before a colon, folded fields (400),
// headers over the limit (431), bodies over the handler's limit (413), headers and bodies that don't arrive in time (408).
class Server {
 public:
  virtual ~Server() = default;
  virtual std::string editors_url() const = 0;  // "" where not listening
  virtual std::string readers_url() const = 0;
  virtual int connections() const = 0;
  // Stops accepting, closes what is idle, sockets with 1012, event streams at their end, and finishes what runs; returns when
  // done or out of time, and calls the handler no more.
  virtual void drain() = 0;
};

Result<std::unique_ptr<Server>> start_server(const ServerOptions& options, Handler& handler);

}  // namespace galley::net
