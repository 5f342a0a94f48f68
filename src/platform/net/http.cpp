#include "platform/net/http.h"

#include <algorithm>
#include <charconv>

#include "platform/base/text.h"

namespace galley::net {

std::string_view Request::header(std::string_view name) const {
  for (const auto& header : headers)
    if (equal_ignoring_case(header.name, name)) return header.value;
  return {};
}

std::string_view Request::path() const { return std::string_view(target).substr(0, target.find('?')); }

std::string_view Request::query() const {
  const auto mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

std::string Request::cookie(std::string_view name) const {
  for (const auto& header : headers) {
    if (!equal_ignoring_case(header.name, "cookie")) continue;
    for (const auto part : split(header.value, ';')) {
      const auto pair = trim(part);
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) return std::string(pair.substr(equals + 1));
    }
  }
  return {};
}

std::string_view reason(int status) {
  switch (status) {
    case 101: return "Switching Protocols";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return "Status";
  }
}

std::optional<Range> parse_range(std::string_view header, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (!starts_with_ignoring_case(header, kUnit) || header.find(',') != std::string_view::npos) return std::nullopt;
  header.remove_prefix(kUnit.size());
  const auto dash = header.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  auto number = [](std::string_view text) -> std::optional<std::uint64_t> {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
  };
  const auto first = trim(header.substr(0, dash)), last_of = trim(header.substr(dash + 1));
  const auto from = number(first), to = number(last_of);
  if ((!from && !first.empty()) || (!to && !last_of.empty()) || (!from && !to)) return std::nullopt;
  if (!from) {  // the last N bytes
    const std::uint64_t length = std::min(*to, size);
    return Range{size - length, length};
  }
  if (to && *to < *from) return std::nullopt;
  if (*from >= size) return Range{0, 0};
  const std::uint64_t last = to ? std::min(*to, size - 1) : size - 1;
  return Range{*from, last - *from + 1};
}

Response file_response(const Request& request, const std::string& path, std::uint64_t size, const std::string& etag) {
  Response response;
  response.set("etag", etag).set("accept-ranges", "bytes");
  if (request.header("if-none-match") == etag) {
    response.status = 304;
    return response;
  }
  const auto if_range = request.header("if-range");
  const bool may_be_part = request.method == "GET" && (if_range.empty() || (if_range == etag && !etag.starts_with("W/")));
  const auto range = may_be_part ? parse_range(request.header("range"), size) : std::nullopt;
  if (!range) {
    response.body = FileBody{path, 0, size};
  } else if (range->length == 0) {
    response.status = 416;
    response.set("content-range", join({"bytes */", std::to_string(size)}));
  } else {
    response.status = 206;
    response.set("content-range", join({"bytes ", std::to_string(range->offset), "-", std::to_string(range->offset + range->length - 1),
                                        "/", std::to_string(size)}));
    response.body = FileBody{path, range->offset, range->length};
  }
  return response;
}

bool accepts_coding(std::string_view accept, std::string_view coding) {
  for (const auto part : split(accept, ',')) {
    const auto item = trim(part);
    const auto name = trim(item.substr(0, item.find(';')));
    if (!equal_ignoring_case(name, coding)) continue;
    const auto weight = item.find("q=");
    return weight == std::string_view::npos || item.substr(weight + 2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

}  // namespace galley::net
