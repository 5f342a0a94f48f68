#include "platform/net/request_reader.h"

#include <algorithm>

#include "platform/base/text.h"

namespace galley::net {

namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

int status_of(error_code error) { return error == http::error::header_limit ? 431 : error == http::error::body_limit ? 413 : 400; }

}  // namespace

RequestReader::RequestReader(std::size_t max_header) {
  parser_.header_limit(static_cast<std::uint32_t>(max_header));
  parser_.body_limit(boost::none);  // known only when the request line is
}

void RequestReader::feed(boost::beast::flat_buffer& bytes) {
  const bool header_was_done = has_header();
  while (refusal_ == 0 && bytes.size() > 0 && !parser_.is_done() && has_header() == header_was_done) {
    error_code error;
    bytes.consume(parser_.put(bytes.data(), error));
    if (error == http::error::need_more) return;
    if (error) refusal_ = status_of(error);
  }
  if (refusal_ == 0 && has_header() && !header_was_done) check_header();
}

// What the parser lets through and a proxy in front might read otherwise than we do.
void RequestReader::check_header() {
  const auto& message = parser_.get();
  const auto lengths = message.count(http::field::content_length), codings = message.count(http::field::transfer_encoding);
  const bool framed_once = lengths <= 1 && codings <= 1 && lengths + codings <= 1;
  const bool known_coding = codings == 0 || boost::beast::iequals(message[http::field::transfer_encoding], "chunked");
  const bool one_host = message.version() < 11 || message.count(http::field::host) == 1;
  if (!framed_once || !known_coding || !one_host) refusal_ = 400;
}

void RequestReader::admit(std::size_t max_body) {
  if (parser_.is_done()) return;
  if (const auto length = parser_.content_length(); length && *length > max_body) refusal_ = 413;
  parser_.body_limit(max_body);
}

bool RequestReader::expects_continue() const {
  return !parser_.is_done() && boost::beast::iequals(parser_.get()[http::field::expect], "100-continue");
}

std::size_t RequestReader::wanted() const {
  constexpr std::uint64_t kLeast = 4096, kMost = 65536;
  const auto left = has_header() ? parser_.content_length_remaining() : boost::none;
  return static_cast<std::size_t>(std::clamp(left.value_or(kLeast), kLeast, kMost));
}

Request RequestReader::take() {
  auto& message = parser_.get();
  Request out{.method = std::string(message.method_string()), .target = std::string(message.target())};
  for (const auto& field : message) out.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  out.body = std::move(message.body());
  return out;
}

}  // namespace galley::net
