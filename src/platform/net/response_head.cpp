#include "platform/net/response_head.h"

#include "platform/base/text.h"

namespace galley::net {

std::string response_head(const Response& response, std::optional<std::uint64_t> length, bool keep) {
  std::string out = join({"HTTP/1.1 ", std::to_string(response.status), " ", reason(response.status), "\r\n"});
  for (const auto& header : response.headers) {
    if (header.value.find_first_of("\r\n") != std::string::npos) continue;
    out += header.name;
    out += ": ";
    out += header.value;
    out += "\r\n";
  }
  if (length && response.status != 304 && response.status != 204) out += join({"content-length: ", std::to_string(*length), "\r\n"});
  out += keep ? "\r\n" : "connection: close\r\n\r\n";
  return out;
}

Response refusal(int status) {
  const std::string number = std::to_string(status);
  Response response{.status = status};
  response.set("content-type", "application/problem+json");
  response.body = join(
      {R"({"type":"about:blank","title":")", reason(status), R"(","status":)", number, R"(,"code":"http.)", number, R"(","errors":[]})"});
  return response;
}

}  // namespace galley::net
