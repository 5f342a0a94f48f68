#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/text.h"
#include "platform/net/request_reader.h"

// A connection's bytes, read as the listener reads them: request after request. However the bytes are cut on their way, the
// same requests come out (of what is refused only the moment may differ); a body is no longer than was admitted; nothing odd
// gets through.
namespace {

using galley::net::Request;
using galley::net::RequestReader;

constexpr std::size_t kMaxHeader = 64 * 1024;  // more than an input, so that the cut decides nothing
constexpr std::size_t kMaxBody = 1000;

// Reads on until nothing more can be made of the bytes. True once the connection has ended.
bool read_on(boost::beast::flat_buffer& bytes, std::optional<RequestReader>& reader, bool& admitted, std::vector<Request>& out) {
  for (;;) {
    if (!reader) {
      if (bytes.size() == 0) return false;
      reader.emplace(kMaxHeader);
      admitted = false;
    }
    reader->feed(bytes);
    if (reader->refusal() == 0 && reader->has_header() && !admitted) {
      reader->admit(kMaxBody);
      (void)reader->expects_continue();
      admitted = true;
      reader->feed(bytes);
    }
    if (reader->wanted() == 0) std::abort();
    if (reader->refusal() != 0) return true;
    if (!reader->is_done()) return false;
    const bool goes_on = reader->keeps_alive();
    out.push_back(reader->take());
    reader.reset();
    if (!goes_on) return true;
  }
}

// Piece by piece; the sizes are taken from the input itself.
std::vector<Request> requests_of(std::string_view input, bool in_pieces) {
  std::vector<Request> out;
  boost::beast::flat_buffer bytes;
  std::optional<RequestReader> reader;
  bool admitted = false;
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t size =
        in_pieces ? std::min<std::size_t>(1 + static_cast<unsigned char>(input[at]) % 7, input.size() - at) : input.size();
    boost::asio::buffer_copy(bytes.prepare(size), boost::asio::buffer(input.data() + at, size));
    bytes.commit(size);
    at += size;
    if (read_on(bytes, reader, admitted, out)) break;
  }
  return out;
}

bool is_clean(std::string_view text) { return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos; }

void check(const Request& request) {
  int hosts = 0, lengths = 0, codings = 0;
  for (const auto& [name, value] : request.headers) {
    if (name.empty() || !is_clean(name) || !is_clean(value)) std::abort();
    hosts += galley::equal_ignoring_case(name, "host");
    lengths += galley::equal_ignoring_case(name, "content-length");
    codings += galley::equal_ignoring_case(name, "transfer-encoding");
  }
  if (hosts > 1 || lengths + codings > 1 || (lengths + codings == 0 && !request.body.empty())) std::abort();
  if (request.body.size() > kMaxBody || request.method.empty() || request.target.empty() || !is_clean(request.target)) std::abort();
  if (lengths == 1 && request.header("content-length").size() < 6 &&
      std::stoul(std::string(request.header("content-length"))) != request.body.size())
    std::abort();
  (void)galley::net::parse_range(request.header("range"), 1000);
  (void)galley::net::accepts_coding(request.header("accept-encoding"), "br");
  (void)request.cookie("galley_session");
  (void)request.path();
  (void)request.query();
}

bool same(const Request& a, const Request& b) {
  if (a.method != b.method || a.target != b.target || a.body != b.body || a.headers.size() != b.headers.size()) return false;
  for (std::size_t i = 0; i < a.headers.size(); ++i)
    if (a.headers[i].name != b.headers[i].name || a.headers[i].value != b.headers[i].value) return false;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto whole = requests_of(input, false), pieces = requests_of(input, true);
  for (const auto& request : whole) check(request);
  if (whole.size() != pieces.size()) std::abort();
  for (std::size_t i = 0; i < whole.size(); ++i)
    if (!same(whole[i], pieces[i])) std::abort();
  return 0;
}
