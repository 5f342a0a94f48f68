#include "platform/net/testing.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <thread>

#include "platform/base/text.h"

namespace galley::net::testing {

Response House::echo(const Request& request) {
  Response response;
  response.set("content-type", "text/plain").body = join({request.method, " ", request.target, "\n", request.body});
  return response;
}

std::unique_ptr<Server> start(House& house, ServerOptions options) {
  std::signal(SIGPIPE, SIG_IGN);  // as the program does: TLS writes without asking for no signal
  options.editors.address = "127.0.0.1:0";
  options.readers.address.clear();
  auto server = start_server(options, house);
  REQUIRE(server);
  return *std::move(server);
}

bool eventually(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < until) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return holds();
}

std::string Reply::header(std::string_view name) const {
  for (const auto line : split(head, '\n')) {
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && equal_ignoring_case(line.substr(0, colon), name))
      return std::string(trim(line.substr(colon + 1)));
  }
  return {};
}

Peer::Peer(const std::string& url, int receive_buffer) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval patience{.tv_sec = kPatience.count(), .tv_usec = 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

Peer::~Peer() { leave(); }

void Peer::leave() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

long Peer::read(char* out, std::size_t size) { return ::recv(fd_, out, size, 0); }
long Peer::write(const char* bytes, std::size_t size) { return ::send(fd_, bytes, size, MSG_NOSIGNAL); }

bool Peer::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const long sent = write(bytes.data(), bytes.size());
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Peer::fill() {
  std::array<char, 65536> chunk;
  const long got = read(chunk.data(), chunk.size());
  const bool reset = got < 0 && errno == ECONNRESET;
  if (got == 0 || reset) ended_ = true;
  if (got > 0) buffer_.append(chunk.data(), static_cast<std::size_t>(got));
  return got > 0;
}

std::string Peer::bytes(std::size_t count) {
  while (buffer_.size() < count && fill()) {}
  std::string out = buffer_.substr(0, count);
  buffer_.erase(0, out.size());
  return out;
}

std::string Peer::until(std::string_view mark) {
  std::size_t at = 0;
  while ((at = buffer_.find(mark)) == std::string::npos && fill()) {}
  return bytes(at == std::string::npos ? buffer_.size() : at + mark.size());
}

Reply Peer::reply(std::string_view method) {
  Reply out;
  out.head = until("\r\n\r\n");
  if (!out.head.starts_with("HTTP/1.1 ") || !out.head.ends_with("\r\n\r\n")) return out;
  out.status = std::stoi(out.head.substr(9, 3));
  const std::string length = out.header("content-length");
  if (method != "HEAD" && !length.empty()) out.body = bytes(std::stoul(length));
  return out;
}

std::string Peer::rest() {
  while (fill()) {}
  return std::exchange(buffer_, {});
}

bool Peer::has_ended() { return rest().empty() && ended_; }

std::string get(std::string_view target, std::string_view more) {
  return join({"GET ", target, " HTTP/1.1\r\nHost: galley\r\n", more, "\r\n"});
}

std::string post(std::string_view target, std::string_view body, std::string_view more) {
  return join({"POST ", target, " HTTP/1.1\r\nHost: galley\r\nContent-Length: ", std::to_string(body.size()), "\r\n", more, "\r\n", body});
}

std::string frame(unsigned opcode, std::string_view payload) {
  std::string out{static_cast<char>(0x80 | opcode)};
  if (payload.size() < 126) {
    out += static_cast<char>(0x80 | payload.size());
  } else {
    REQUIRE(payload.size() < 65536);
    out += static_cast<char>(0x80 | 126);
    for (int shift = 8; shift >= 0; shift -= 8) out += static_cast<char>(payload.size() >> shift & 0xFF);
  }
  return out.append(4, '\0').append(payload);
}

std::string handshake(std::string_view target) {
  return get(target,
             "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
}

Frame read_frame(Peer& peer) {
  const std::string start = peer.bytes(2);
  if (start.size() < 2) return {};
  std::size_t size = static_cast<unsigned char>(start[1]) & 0x7F;
  const std::size_t more = size == 126 ? 2 : size == 127 ? 8 : 0;
  if (more > 0) size = 0;
  for (const char byte : peer.bytes(more)) size = size << 8 | static_cast<unsigned char>(byte);
  return {static_cast<unsigned>(start[0]) & 0x0FU, peer.bytes(size)};
}

int Frame::close_code() const {
  if (opcode != 8 || payload.size() < 2) return 0;
  return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
}

}  // namespace galley::net::testing
