#include "platform/engine/pipeline.h"

#include <charconv>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/engine/problem.h"

namespace galley {

namespace {

constexpr std::string_view kAppPolicy =
    "default-src 'self'; style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view kSitePolicy =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
constexpr int kSessionSeconds = 14 * 24 * 3600;

bool is_unsafe(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

// A browser names where an unsafe request comes from; programs send neither header.
bool foreign_origin(const net::Request& request) {
  const auto site = request.header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const auto origin = request.header("origin");
  if (origin.empty()) return false;
  const auto scheme = origin.find("://");
  return scheme == std::string_view::npos || origin.substr(scheme + 3) != request.header("host");
}

// A browser lets any page open a WebSocket and sends the cookie with it.
bool opens_socket(const net::Request& request) { return equal_ignoring_case(request.header("upgrade"), "websocket"); }

bool is_json(std::string_view content_type) {
  const auto kind = trim(content_type.substr(0, content_type.find(';')));
  return equal_ignoring_case(kind, "application/json") || equal_ignoring_case(kind, "application/merge-patch+json");
}

std::optional<std::int64_t> parse_if_match(std::string_view header) {
  header = trim(header);
  if (header.size() < 3 || header.front() != '"' || header.back() != '"') return std::nullopt;
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(header.data() + 1, header.data() + header.size() - 1, version);
  return error == std::errc{} && end == header.data() + header.size() - 1 ? std::optional(version) : std::nullopt;
}

// The trace id of a valid traceparent (W3C Trace Context), or a new one.
std::string trace_of(const net::Request& request) {
  const auto parent = request.header("traceparent");
  if (parent.size() == 55 && parent.starts_with("00-") && parent.find_first_not_of("0123456789abcdef-") == std::string_view::npos &&
      parent.substr(3, 32) != "00000000000000000000000000000000")
    return std::string(parent.substr(3, 32));
  std::string raw(16, '\0');
  fill_random(raw.data(), raw.size());
  return hex(raw);
}

Load load_of(Rate rate) {
  switch (rate) {
    case Rate::publish:
    case Rate::sign_in: return Load::urgent;
    case Rate::edit: return Load::editing;
    case Rate::read: return Load::reading;
    case Rate::community: return Load::community;
  }
  return Load::community;
}

int status_of(Status status) { return status == Status::created ? 201 : status == Status::accepted ? 202 : 200; }

net::Response asset_response(const Asset& asset, const net::Request& request, std::string_view cache_control) {
  net::Response response;
  response.set("content-type", std::string(asset.content_type)).set("cache-control", std::string(cache_control)).set("etag", std::string(asset.etag));
  response.set("vary", "accept-encoding");
  if (request.header("if-none-match") == asset.etag) {
    response.status = 304;
    return response;
  }
  const auto accept = request.header("accept-encoding");
  if (!asset.brotli.empty() && net::accepts_coding(accept, "br")) {
    response.set("content-encoding", "br").body = asset.brotli;
  } else if (!asset.gzip.empty() && net::accepts_coding(accept, "gzip")) {
    response.set("content-encoding", "gzip").body = asset.gzip;
  } else {
    response.body = asset.raw;
  }
  return response;
}

std::string cookie(std::string_view token, bool tls, int seconds) {
  return join({session_cookie_name(tls), "=", token, "; Path=/; HttpOnly; SameSite=Lax; Max-Age=", std::to_string(seconds), tls ? "; Secure" : ""});
}

net::Response json_response(const Answer& answer, int status, bool tls) {
  net::Response response{.status = status};
  response.set("content-type", "application/json").set("cache-control", "no-store");
  if (answer.version != 0) response.set("etag", join({"\"", std::to_string(answer.version), "\""}));
  if (answer.replayed) response.set("idempotency-replayed", "true");
  if (!answer.reply.session_token.empty()) response.set("set-cookie", cookie(answer.reply.session_token, tls, kSessionSeconds));
  if (answer.reply.end_session) response.set("set-cookie", cookie("", tls, 0));
  response.body = answer.body;
  return response;
}

}  // namespace

std::string_view session_cookie_name(bool tls) { return tls ? "__Host-galley" : "galley_session"; }

void Pipeline::set_security_headers(net::Response& response, const net::Request& request) const {
  response.set("x-content-type-options", "nosniff").set("referrer-policy", "same-origin");
  if (request.tls) response.set("strict-transport-security", "max-age=31536000");
  for (const auto& header : response.headers)
    if (header.name == "content-security-policy") return;
  response.set("content-security-policy", std::string(request.listener == Listener::editors ? kAppPolicy : kSitePolicy));
}

std::size_t Pipeline::max_body(Listener listener, std::string_view method, std::string_view target) {
  const auto match = parts_.router.find(listener, method, target.substr(0, target.find('?')));
  return match.route != nullptr ? match.route->spec->max_body : 64 * 1024;
}

bool Pipeline::answer_at_once(net::Exchange& exchange) {
  const net::Request& request = exchange.request();
  const auto path = request.path();
  auto respond = [&](net::Response response) {
    set_security_headers(response, request);
    exchange.respond(std::move(response));
    return true;
  };
  if (request.method != "GET" && request.method != "HEAD") return false;
  if (request.listener == Listener::readers) {
    if (const auto cached = parts_.pages.find(request.target)) {
      if (!cached->counts_as.empty() && request.method == "GET") parts_.on_read(cached->counts_as, request);
      return respond(PageCache::answer(*cached, request));
    }
    if (path.starts_with("/assets/")) {
      const Asset* asset = find_asset(parts_.site, path.substr(1));
      return respond(asset != nullptr ? asset_response(*asset, request, "no-cache") : problem(not_found("not_found"), ""));
    }
    return false;
  }
  if (path.starts_with("/api/")) return false;
  if (path == "/healthz" || path == "/readyz" || path == "/startupz" || path == "/metrics") return false;
  if (const Asset* asset = find_asset(parts_.app, path.substr(1)); asset != nullptr && path != "/")
    return respond(asset_response(*asset, request, path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"));
  if (path.starts_with("/assets/")) return respond(problem(not_found("not_found"), ""));
  // Every other address is a place inside the app.
  const Asset* index = find_asset(parts_.app, "index.html");
  return index != nullptr && respond(asset_response(*index, request, "no-cache"));
}

void Pipeline::handle(std::shared_ptr<net::Exchange> exchange) {
  if (answer_at_once(*exchange)) return;
  const net::Request& request = exchange->request();
  const auto path = request.path();
  auto refuse = [&](const Error& error, int status, const std::string& allow = {}) {
    net::Response response = problem(error, "");
    response.status = status;
    if (!allow.empty()) response.set("allow", allow);
    set_security_headers(response, request);
    exchange->respond(std::move(response));
  };
  if (path == "/healthz" || path == "/readyz" || path == "/startupz" || path == "/metrics") {
    if (!parts_.pool.post(Load::health, [this, exchange] { exchange->respond(parts_.health(exchange->request())); })) refuse(unavailable("overloaded"), 503);
    return;
  }
  Match match = parts_.router.find(request.listener, request.method, path);
  if (match.route == nullptr && !match.allowed.empty()) return refuse(malformed("http.method"), 405, match.allowed);
  if (match.route == nullptr) return refuse(not_found("not_found"), 404);
  const Load load = load_of(match.route->spec->rate);
  if (!parts_.pool.post(load, [this, exchange, match = std::move(match)] { work(exchange, match); })) refuse(unavailable("overloaded"), 503);
}

void Pipeline::work(const std::shared_ptr<net::Exchange>& exchange, const Match& match) {
  const net::Request& request = exchange->request();
  const std::string trace = trace_of(request);
  Result<net::Response> answer = internal("no answer");
  try {
    answer = serve(request, match, exchange, trace);
  } catch (const std::exception& bug) {
    answer = internal(bug.what());
  }
  if (answer && answer->status == 0) return;   // a stream answers by itself
  net::Response response = answer ? *std::move(answer) : problem(answer.error(), trace);
  if (!answer && answer.error().code() == Code::internal)
    log::error("request failed", {{"entry", match.route->spec->name}, {"trace", trace}, {"error", answer.error().detail()}});
  set_security_headers(response, request);
  exchange->respond(std::move(response));
}

Result<net::Response> Pipeline::serve(const net::Request& request, const Match& match, const std::shared_ptr<net::Exchange>& exchange,
                                      const std::string& trace) {
  const EntrySpec& spec = *match.route->spec;
  Principal person;
  if (request.listener == Listener::editors) {
    const std::string token = request.cookie(session_cookie_name(request.tls));
    if (!token.empty()) {
      auto known = parts_.authenticator.authenticate(token);
      if (known) {
        person = *std::move(known);
      } else if (known.error().code() != Code::unauthenticated) {
        return known.error();
      }
    }
    if ((is_unsafe(request.method) || opens_socket(request)) && foreign_origin(request)) return forbidden("origin.foreign");
  }
  const std::string caller = person.user ? person.key() : request.remote;
  if (const int wait = limits_.take(spec.rate, caller); wait > 0) return Error(Code::rate_limited, "rate.limited").with_retry_after(wait);

  Call call{.person = person, .input = {}, .idempotency_key = std::string(request.header("idempotency-key")), .trace = trace, .address = request.remote,
            .agent = request.header("user-agent")};
  call.input.path = match.path;
  call.input.query = parse_query(request.query());
  if (call.idempotency_key.size() > 200) return malformed("idempotency.key");
  if (const auto header = request.header("if-match"); !header.empty()) {
    call.input.if_match = parse_if_match(header);
    if (!call.input.if_match) return malformed("http.if_match");
  }
  if (const auto* action = std::get_if<const Action*>(&match.route->entry)) {
    if (!request.body.empty() && !is_json(request.header("content-type"))) {
      net::Response response = problem(malformed("http.content_type"), trace);
      response.status = 415;
      return response;
    }
    call.input.body = request.body;
    return json_response(TRY(parts_.runner.act(*match.route->room, **action, call)), status_of(spec.status), request.tls);
  }
  if (const auto* query = std::get_if<const Query*>(&match.route->entry)) {
    call.input.reads_query = true;
    Answer answer = TRY(parts_.runner.ask(*match.route->room, **query, call));
    if (answer.version != 0 && request.header("if-none-match") == join({"\"", std::to_string(answer.version), "\""})) return net::Response{.status = 304};
    return json_response(answer, 200, request.tls);
  }
  if (const auto* stream = std::get_if<const Stream*>(&match.route->entry)) {
    TRY(parts_.runner.permitted(spec, call));
    Context context = parts_.runner.context(*match.route->room, spec, call);
    (*stream)->run(context, exchange);
    return net::Response{.status = 0};
  }
  call.input.reads_query = true;
  call.input.lenient = true;
  return serve_page(request, match, call);
}

Result<net::Response> Pipeline::serve_page(const net::Request& request, const Match& match, const Call& call) {
  const auto generation = parts_.pages.generation();
  const Page& entry = **std::get_if<const Page*>(&match.route->entry);
  PageOut page = TRY(parts_.runner.show(*match.route->room, entry, call));
  if (!page.location.empty()) {
    net::Response response{.status = page.status};
    response.set("location", page.location).set("cache-control", "no-cache");
    return response;
  }
  if (page.status != 200) {
    net::Response response{.status = page.status};
    response.set("content-type", page.content_type).set("cache-control", "no-store").body = std::move(page.body);
    return response;
  }
  if (!page.counts_as.empty() && request.method == "GET") parts_.on_read(page.counts_as, request);
  return PageCache::answer(*parts_.pages.put(request.target, std::move(page), generation), request);
}

}  // namespace galley
