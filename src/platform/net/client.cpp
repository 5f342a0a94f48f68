#include "platform/net/client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>

#include "platform/base/text.h"

namespace galley::net {

namespace {

constexpr long kMaxRedirects = 3;

struct Block {
  std::uint32_t network;
  int bits;
};
// IANA special-purpose registry, IPv4.
constexpr std::array<Block, 16> kNotPublic = {{{0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},
                                               {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24},
                                               {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24},
                                               {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4},  {0xC01FC400, 24}}};

bool is_public_v4(std::uint32_t address) {
  return std::none_of(kNotPublic.begin(), kNotPublic.end(), [&](const Block& b) { return address >> (32 - b.bits) == b.network >> (32 - b.bits); });
}

bool is_public_v6(const in6_addr& address) {
  const auto* b = address.s6_addr;
  if ((b[0] & 0xE0) != 0x20) return false;                                        // only 2000::/3 is global
  if (b[0] == 0x20 && b[1] == 0x02) return false;                                 // 6to4
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0) return false;       // Teredo
  return !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8);         // documentation
}

bool is_public(const sockaddr* address) {
  if (address->sa_family == AF_INET) return is_public_v4(ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr));
  if (address->sa_family == AF_INET6) return is_public_v6(reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr);
  return false;
}

int port_of(const sockaddr* address) {
  return address->sa_family == AF_INET ? ntohs(reinterpret_cast<const sockaddr_in*>(address)->sin_port)
                                       : ntohs(reinterpret_cast<const sockaddr_in6*>(address)->sin6_port);
}

// One transfer's state, handed to the callbacks.
struct Transfer {
  const std::vector<std::string>& allow;
  const Fetch& what;
  CURL* handle;
  Fetched out;
  bool refused = false;
  bool too_large = false;

  // "host:port" of the hop that is being connected.
  std::string hop() const {
    char* url = nullptr;
    curl_easy_getinfo(handle, CURLINFO_EFFECTIVE_URL, &url);
    CURLU* parts = curl_url();
    char* host = nullptr;
    char* port = nullptr;
    std::string out_text;
    if (curl_url_set(parts, CURLUPART_URL, url != nullptr ? url : "", 0) == CURLUE_OK && curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK)
      out_text = join({host, ":", port});
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
    return out_text;
  }
};

curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(data);
  const int port = port_of(&address->addr);
  const auto hop = transfer.hop();
  const bool excepted = std::find(transfer.allow.begin(), transfer.allow.end(), hop) != transfer.allow.end();
  const bool plain_port = port == 80 || port == 443;
  if (!excepted && (!is_public(&address->addr) || !plain_port)) {
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* out) {
  auto& transfer = *static_cast<Transfer*>(out);
  // Counted here, after decompression: the library's own limit stops neither a running transfer nor a bomb.
  if (transfer.out.body.size() + size * count > transfer.what.max_bytes) {
    transfer.too_large = true;
    return 0;
  }
  transfer.out.body.append(data, size * count);
  return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* out) {
  auto& transfer = *static_cast<Transfer*>(out);
  const std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) transfer.out.headers.clear();   // the next hop's
  const auto colon = line.find(':');
  if (colon != std::string_view::npos && transfer.out.headers.size() < 200)
    transfer.out.headers.push_back({lower_ascii(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
  return size * count;
}

// One part of a parsed address, "" where there is none.
std::string url_part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  std::string out;
  if (curl_url_get(url, part, &text, 0) == CURLUE_OK) out = text;
  curl_free(text);
  return out;
}

// The numbers that inet_aton still reads as an IPv4 address: fewer than four parts, octal, hexadecimal.
bool is_odd_ipv4(const std::string& host) {
  in_addr address{};
  in_addr dotted{};
  return inet_aton(host.c_str(), &address) != 0 && inet_pton(AF_INET, host.c_str(), &dotted) != 1;
}

bool is_own_name(std::string host) {
  host = lower_ascii(host);
  if (host.ends_with('.')) host.pop_back();
  return host == "localhost" || host.ends_with(".localhost") || host.ends_with(".local") || host.ends_with(".internal");
}

// Full-width and circled forms, and full stops of other scripts: IDNA would turn them into ASCII, an address perhaps.
bool has_compatibility_form(std::string_view host) {
  for (std::size_t i = 0; i + 2 < host.size(); ++i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(host[i + at]); };
    const unsigned code = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
    const bool three = (byte(0) & 0xF0) == 0xE0;
    if (three && ((code >= 0x2460 && code <= 0x24FF) || code == 0x3002 || (code >= 0xFF01 && code <= 0xFF61))) return true;
  }
  return false;
}

bool is_acceptable_host(std::string host) {
  if (host.ends_with('.')) host.pop_back();
  if (has_compatibility_form(host)) return false;
  if (host.empty() || is_own_name(host) || is_odd_ipv4(host)) return false;
  if (host.starts_with('[')) return is_public_address(host.substr(1, host.find_first_of("]%") - 1));
  in_addr address{};
  if (inet_pton(AF_INET, host.c_str(), &address) == 1) return is_public_address(host);
  // What is left is a name; digits written in other scripts would become an address further on.
  return std::none_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x21 || c == 0x7F; });
}

class CurlClient final : public HttpClient {
 public:
  explicit CurlClient(std::vector<std::string> allow) : allow_(std::move(allow)) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  }
  std::vector<std::string> allowed() const override { return allow_; }

  Result<Fetched> fetch(const Fetch& what) override {
    if (what.url.find('\0') != std::string::npos || what.url.size() > 4096) return invalid("url.refused", "/url");
    if (!is_excepted(what.url) && !acceptable_url(what.url)) return invalid("url.refused", "/url");
    CURL* handle = curl_easy_init();
    Transfer transfer{allow_, what, handle, {}, false, false};
    curl_slist* headers = nullptr;
    for (const auto& header : what.headers) headers = curl_slist_append(headers, join({header.name, ": ", header.value}).c_str());
    configure(handle, transfer, headers);
    const CURLcode code = curl_easy_perform(handle);
    long status = 0;
    char* effective = nullptr;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle, CURLINFO_EFFECTIVE_URL, &effective);
    transfer.out.status = static_cast<int>(status);
    transfer.out.url = effective != nullptr ? effective : what.url;
    curl_slist_free_all(headers);
    curl_easy_cleanup(handle);
    if (transfer.too_large) return Error(Code::too_large, "fetch.too_large");
    if (transfer.refused || code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT) return invalid("url.refused", "/url", curl_easy_strerror(code));
    if (code != CURLE_OK) return Error(Code::unavailable, "fetch.failed", {}, curl_easy_strerror(code));
    return std::move(transfer.out);
  }

 private:
  bool is_excepted(const std::string& url) const {
    CURLU* parts = curl_url();
    std::string hop;
    if (curl_url_set(parts, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK && url_part(parts, CURLUPART_USER).empty()) {
      char* port = nullptr;
      curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT);
      hop = join({url_part(parts, CURLUPART_HOST), ":", port != nullptr ? port : ""});
      curl_free(port);
    }
    curl_url_cleanup(parts);
    return std::find(allow_.begin(), allow_.end(), hop) != allow_.end();
  }

  static void configure(CURL* handle, Transfer& transfer, curl_slist* headers) {
    const Fetch& what = transfer.what;
    curl_easy_setopt(handle, CURLOPT_URL, what.url.c_str());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, what.method == "GET" ? nullptr : what.method.c_str());
    if (!what.body.empty()) {
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(what.body.size()));
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, what.body.data());
    }
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, kMaxRedirects);
    curl_easy_setopt(handle, CURLOPT_UNRESTRICTED_AUTH, 0L);
    curl_easy_setopt(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "Galley/0.1");
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 5L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(what.timeout.count()));
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  }

  std::vector<std::string> allow_;
};

}  // namespace

std::string_view Fetched::header(std::string_view name) const {
  for (const auto& header : headers)
    if (header.name == name) return header.value;
  return {};
}

bool acceptable_url(const std::string& url) {
  for (const char c : url)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '\\') return false;   // parsers differ on these
  CURLU* parts = curl_url();
  const bool parsed = curl_url_set(parts, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
  const std::string scheme = url_part(parts, CURLUPART_SCHEME);
  const bool fine = parsed && (scheme == "http" || scheme == "https") && url_part(parts, CURLUPART_USER).empty() &&
                    url_part(parts, CURLUPART_PASSWORD).empty() && is_acceptable_host(url_part(parts, CURLUPART_HOST));
  curl_url_cleanup(parts);
  return fine;
}

bool is_public_address(std::string_view address) {
  const std::string text(address);
  in_addr v4{};
  in6_addr v6{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return is_public_v4(ntohl(v4.s_addr));
  return inet_pton(AF_INET6, text.c_str(), &v6) == 1 && is_public_v6(v6);
}

std::unique_ptr<HttpClient> make_http_client(std::vector<std::string> allow) { return std::make_unique<CurlClient>(std::move(allow)); }

}  // namespace galley::net
