#pragma once

// Private to net: the bytes of a file onto a connection.
#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include <boost/asio/write.hpp>

#include <algorithm>
#include <vector>

#include "platform/net/asio.h"
#include "platform/net/http.h"

namespace galley::net {

// An open file, closed when it goes.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  explicit operator bool() const { return fd_ >= 0; }
  int fd() const { return fd_; }

 private:
  int fd_;
};

// Writes one piece of a file that lies at `at`, through memory; how much of it, 0 where the file or the peer has ended.
template <class Stream>
Task<std::size_t> copy_piece(Stream& stream, int fd, std::uint64_t at, std::uint64_t left, std::chrono::seconds deadline) {
  std::vector<char> piece(std::min<std::uint64_t>(left, 64 * 1024));
  const ssize_t got = ::pread(fd, piece.data(), piece.size(), static_cast<off_t>(at));
  if (got <= 0) co_return 0;
  lowest(stream).expires_after(deadline);
  auto [error, size] = co_await asio::async_write(stream, asio::buffer(piece.data(), static_cast<std::size_t>(got)), kNoThrow);
  co_return error ? 0 : size;
}

// The kernel copies what the socket takes at once. When it is full, the next piece waits for the peer, and the deadline with it.
inline std::uint64_t send_at_once(PlainStream& stream, int fd, std::uint64_t at, std::uint64_t left) {
  stream.socket().native_non_blocking(true);
  auto offset = static_cast<off_t>(at);
  const ssize_t sent = ::sendfile(stream.socket().native_handle(), fd, &offset, std::min<std::uint64_t>(left, 1 << 20));
  return sent > 0 ? static_cast<std::uint64_t>(sent) : 0;
}
template <class Stream>
std::uint64_t send_at_once(Stream&, int, std::uint64_t, std::uint64_t) {
  return 0;  // it must be encrypted first
}

// False where the connection is of no more use: the peer is gone, or the file is shorter than was promised.
template <class Stream>
Task<bool> send_file(Stream& stream, int fd, const FileBody& file, std::chrono::seconds deadline) {
  std::uint64_t at = file.offset;
  for (const std::uint64_t end = file.offset + file.length; at < end;) {
    std::uint64_t sent = send_at_once(stream, fd, at, end - at);
    if (sent == 0) sent = co_await copy_piece(stream, fd, at, end - at, deadline);
    if (sent == 0) co_return false;
    at += sent;
  }
  co_return true;
}

}  // namespace galley::net
