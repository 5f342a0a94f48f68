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

// The kernel copies; every wait for the peer has the deadline.
inline Task<bool> send_file(PlainStream& stream, int fd, const FileBody& file, std::chrono::seconds deadline) {
  auto& socket = stream.socket();
  socket.native_non_blocking(true);
  auto offset = static_cast<off_t>(file.offset);
  for (std::uint64_t left = file.length; left > 0;) {
    const ssize_t sent = ::sendfile(socket.native_handle(), fd, &offset, std::min<std::uint64_t>(left, 1 << 20));
    if (sent > 0) {
      left -= static_cast<std::uint64_t>(sent);
      continue;
    }
    if (sent == 0 || errno != EAGAIN) co_return false;
    Timer timer(stream.get_executor(), deadline);
    timer.async_wait([&socket](error_code stopped) {
      if (!stopped) socket.cancel();
    });
    auto [error] = co_await socket.async_wait(Tcp::socket::wait_write, kNoThrow);
    timer.cancel();
    if (error) co_return false;
  }
  co_return true;
}

// Where the bytes must be encrypted they pass through here.
template <class Stream>
Task<bool> send_file(Stream& stream, int fd, const FileBody& file, std::chrono::seconds deadline) {
  std::vector<char> chunk(64 * 1024);
  auto offset = static_cast<off_t>(file.offset);
  for (std::uint64_t left = file.length; left > 0;) {
    const ssize_t got = ::pread(fd, chunk.data(), std::min<std::uint64_t>(left, chunk.size()), offset);
    if (got <= 0) co_return false;
    lowest(stream).expires_after(deadline);
    auto [error, size] = co_await asio::async_write(stream, asio::buffer(chunk.data(), static_cast<std::size_t>(got)), kNoThrow);
    if (error) co_return false;
    offset += got;
    left -= static_cast<std::uint64_t>(got);
  }
  co_return true;
}

}  // namespace galley::net
