#include "platform/net/request_reader.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace galley::net {

namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::string_view kLastChunk = "0\r\n\r\n";

int status_of(error_code error) { return error == http::error::header_limit ? 431 : error == http::error::body_limit ? 413 : 400; }

// A header field that goes on in the next line (obs-fold of RFC 9112 section 5.2): proxies disagree on what it says.
bool is_folded(std::string_view lines) {
  return lines.find("\r\n ") != std::string_view::npos || lines.find("\r\n\t") != std::string_view::npos;
}

}  // namespace

RequestReader::RequestReader(std::size_t max_header) : max_header_(max_header) {
  parser_.header_limit(static_cast<std::uint32_t>(max_header));
  parser_.body_limit(boost::none);  // known only when the request line is
}

void RequestReader::feed(boost::beast::flat_buffer& bytes) {
  const bool had_header = has_header();
  while (refusal_ == 0 && bytes.size() > 0 && !parser_.is_done() && has_header() == had_header) {
    const std::string_view text(static_cast<const char*>(bytes.data().data()), bytes.size());
    // Beast 1.81 aborts on a last chunk that lies there with fewer bytes; every chunked body has these still to come.
    if (had_header && parser_.chunked() && bytes.size() < kLastChunk.size()) return;
    error_code error;
    const std::size_t size = parser_.put(bytes.data(), error);
    if (!had_header && is_folded(text.substr(0, size))) refusal_ = 400;
    if (!had_header && (header_size_ += size) > max_header_) refusal_ = 431;
    bytes.consume(size);
    if (error == http::error::need_more) {
      // A line of the chunked coding, or what follows the last one, has no end.
      if (bytes.size() >= max_header_) refusal_ = 431;
      return;
    }
    if (error) refusal_ = status_of(error);
  }
  if (refusal_ == 0 && has_header() && !had_header) take_header();
}

// Fields that follow the body are not taken: they would pass for header fields that somebody in front has checked.
void RequestReader::take_header() {
  const auto& message = parser_.get();
  request_.method = std::string(message.method_string());
  request_.target = std::string(message.target());
  for (const auto& field : message) request_.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  if (!has_one_meaning()) refusal_ = 400;
}

// What the parser lets through and a proxy in front might read otherwise than we do (RFC 9112 sections 3.2, 6.1 and 6.3).
bool RequestReader::has_one_meaning() const {
  const auto& message = parser_.get();
  const auto lengths = message.count(http::field::content_length), codings = message.count(http::field::transfer_encoding);
  if (lengths + codings > 1) return false;
  if (lengths == 1 && message[http::field::content_length].find_first_not_of("0123456789") != std::string_view::npos) return false;
  if (codings == 1 && (message.version() < 11 || !boost::beast::iequals(message[http::field::transfer_encoding], "chunked"))) return false;
  const auto hosts = message.count(http::field::host);
  return hosts == 1 || (hosts == 0 && message.version() < 11);
}

void RequestReader::admit(std::size_t max_body) {
  if (parser_.is_done()) return;
  if (const auto length = parser_.content_length(); length && *length > max_body) refusal_ = 413;
  parser_.body_limit(max_body);
}

bool RequestReader::expects_continue() const {
  const auto& message = parser_.get();
  return !parser_.is_done() && message.version() >= 11 && boost::beast::iequals(message[http::field::expect], "100-continue");
}

std::size_t RequestReader::wanted() const {
  constexpr std::uint64_t kLeast = 4096, kMost = 65536;
  const auto left = has_header() ? parser_.content_length_remaining() : boost::none;
  return static_cast<std::size_t>(std::clamp(left.value_or(kLeast), kLeast, kMost));
}

Request RequestReader::take() {
  request_.body = std::move(parser_.get().body());
  return std::move(request_);
}

}  // namespace galley::net
