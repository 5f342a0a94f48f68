#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "platform/engine/page_cache.h"
#include "platform/engine/pool.h"
#include "platform/engine/rate_limit.h"
#include "platform/engine/router.h"
#include "platform/engine/runner.h"
#include "platform/net/http.h"

namespace galley {

struct PipelineParts {
  const Services& services;
  Runner& runner;
  const Router& router;
  Authenticator& authenticator;
  PageCache& pages;
  Pool& pool;
  std::span<const Asset> app;                                           // the editors' app
  std::span<const Asset> site;                                          // the readers' theme: assets/* is served
  std::function<void(const std::string& read, const net::Request&)> on_read;
  std::function<net::Response(const net::Request&)> health;             // /healthz, /readyz, /startupz, /metrics
};

// A request's way from the socket to the runner and back, in this order and for these reasons:
//   1. embedded files and cached pages, on the I/O thread: most of a reader's traffic never needs a worker
//   2. router: what is not in the tables does not exist
//   3. overload class: a full pool turns away the least important first
//   4. trace id: everything after it can be found again
//   5. session: who asks
//   6. origin check on unsafe methods: a foreign page can't use the session
//   7. rate limit: per person, per address where nobody is signed in
//   8. runner: decode, right, prepare, transaction
class Pipeline final : public net::Handler {
 public:
  explicit Pipeline(PipelineParts parts) : parts_(std::move(parts)) {}
  void handle(std::shared_ptr<net::Exchange> exchange) override;
  std::size_t max_body(Listener listener, std::string_view method, std::string_view target) override;

 private:
  bool answer_at_once(net::Exchange& exchange);
  void work(const std::shared_ptr<net::Exchange>& exchange, const Match& match);
  Result<net::Response> serve(const net::Request& request, const Match& match, const std::shared_ptr<net::Exchange>& exchange, const std::string& trace);
  Result<net::Response> serve_page(const net::Request& request, const Match& match, const Call& call);
  void set_security_headers(net::Response& response, const net::Request& request) const;

  PipelineParts parts_;
  RateLimit limits_;
};

// The session cookie: __Host- needs TLS, which a newsroom on loopback does not have.
std::string_view session_cookie_name(bool tls);

}  // namespace galley
