#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/net/http.h"

namespace galley::net {

struct Fetch {
  std::string url;
  std::string method = "GET";
  std::vector<Header> headers;
  std::string body;
  std::size_t max_bytes = 8 << 20;           // after decompression
  std::chrono::seconds timeout{20};
};

struct Fetched {
  int status = 0;
  std::vector<Header> headers;
  std::string body;
  std::string url;                            // after redirects
  std::string_view header(std::string_view name) const;
};

// The one way out of the house. Resolves once and connects only to public addresses: the check sits where the socket is
// opened, so a name that resolves otherwise the second time, and every redirect, meets it too. Exceptions are exact
// host:port pairs (net.allow). Safe from every thread; calls block.
// Errors: invalid "url.refused" (address, scheme or port not allowed), unavailable "fetch.failed", too_large "fetch.too_large".
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual Result<Fetched> fetch(const Fetch& what) = 0;
  virtual std::vector<std::string> allowed() const = 0;
};

std::unique_ptr<HttpClient> make_http_client(std::vector<std::string> allow);

// What can be said of an address without asking a name server: http or https, no user in it, a host that is neither one of the
// machine's own names (localhost, .local, .internal) nor a literal outside the public Internet, in whatever spelling the
// transfer library would take for one. fetch() asks this first.
bool acceptable_url(const std::string& url);

// Whether an address literal (IPv4 or IPv6, without brackets) lies in the public Internet.
bool is_public_address(std::string_view address);

}  // namespace galley::net
