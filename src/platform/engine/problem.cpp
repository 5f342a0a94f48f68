#include "platform/engine/problem.h"

#include "platform/base/json.h"
#include "platform/base/text.h"

namespace galley {

int http_status(Code code) {
  switch (code) {
    case Code::invalid: return 422;
    case Code::malformed: return 400;
    case Code::unauthenticated: return 401;
    case Code::forbidden: return 403;
    case Code::not_found: return 404;
    case Code::conflict: return 409;
    case Code::stale: return 412;
    case Code::precondition_required: return 428;
    case Code::gone: return 410;
    case Code::too_large: return 413;
    case Code::rate_limited: return 429;
    case Code::unavailable: return 503;
    case Code::storage_full: return 507;
    case Code::internal: return 500;
  }
  return 500;
}

net::Response problem(const Error& error, std::string_view trace) {
  const int status = http_status(error.code());
  std::string body = R"({"type":"about:blank","title":)";
  append_json_string(body, net::reason(status));
  body += join({R"(,"status":)", std::to_string(status), R"(,"code":)"});
  append_json_string(body, error.word());
  body += R"(,"errors":[)";
  bool first = true;
  for (const auto& issue : error.issues()) {
    if (!first) body += ',';
    first = false;
    body += R"({"pointer":)";
    append_json_string(body, issue.pointer);
    body += R"(,"code":)";
    append_json_string(body, issue.code);
    body += join({R"(,"params":)", issue.params.empty() ? std::string_view("{}") : std::string_view(issue.params), "}"});
  }
  body += R"(],"trace":)";
  append_json_string(body, trace);
  body += '}';
  net::Response response{.status = status};
  response.set("content-type", "application/problem+json").set("cache-control", "no-store");
  if (error.version() != 0) response.set("etag", join({"\"", std::to_string(error.version()), "\""}));
  if (error.retry_after_s() != 0) response.set("retry-after", std::to_string(error.retry_after_s()));
  response.body = std::move(body);
  return response;
}

}  // namespace galley
