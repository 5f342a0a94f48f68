#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "platform/net/testing.h"

namespace galley::net {

using testing::get;
using testing::House;
using testing::Peer;
using testing::Reply;
using testing::start;

namespace {

// A file of bytes that differ from place to place, gone at the end.
class SomeFile {
 public:
  explicit SomeFile(std::size_t size) : path_(std::filesystem::temp_directory_path() / ("galley-net-" + std::to_string(::getpid()))) {
    content_.resize(size);
    std::uint32_t state = 1;
    for (auto& byte : content_) byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    std::ofstream(path_, std::ios::binary) << content_;
  }
  ~SomeFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_; }
  const std::string& content() const { return content_; }

 private:
  std::filesystem::path path_;
  std::string content_;
};

constexpr std::size_t kLarge = (9 << 20) + 123;

}  // namespace

TEST_CASE("a large file arrives byte for byte, also at a reader who takes it in sips, and the connection goes on") {
  const SomeFile file(kLarge);
  House house;
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) {
    exchange->respond(file_response(exchange->request(), file.path(), kLarge, "\"1\""));
  };
  const auto server = start(house);
  for (const int receive_buffer : {0, 2048}) {
    Peer peer(server->editors_url(), receive_buffer);
    peer.send(get("/") + get("/", "Range: bytes=1000-1009\r\n"));
    const Reply whole = peer.reply();
    CHECK(whole.status == 200);
    CHECK(whole.header("accept-ranges") == "bytes");
    CHECK((whole.body == file.content()));
    CHECK((peer.reply().body == file.content().substr(1000, 10)));
  }
}

TEST_CASE("parts of a file: from, to, last, beyond, and only while it is still the same file") {
  const SomeFile file(5000);
  House house;
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) {
    exchange->respond(file_response(exchange->request(), file.path(), 5000, "\"v2\""));
  };
  const auto server = start(house);
  Peer peer(server->editors_url());
  auto ask = [&](const std::string& more) {
    peer.send(get("/file", more));
    return peer.reply();
  };
  struct Case {
    std::string header;
    int status;
    std::string content_range;
    std::size_t from, length;
  };
  const Case cases[] = {
      {"Range: bytes=0-0\r\n", 206, "bytes 0-0/5000", 0, 1},
      {"Range: bytes=10-19\r\n", 206, "bytes 10-19/5000", 10, 10},
      {"Range: bytes=4990-\r\n", 206, "bytes 4990-4999/5000", 4990, 10},
      {"Range: bytes=-7\r\n", 206, "bytes 4993-4999/5000", 4993, 7},
      {"Range: bytes=-9999\r\n", 206, "bytes 0-4999/5000", 0, 5000},
      {"Range: bytes=4000-9999\r\n", 206, "bytes 4000-4999/5000", 4000, 1000},
      {"Range: bytes=5000-\r\n", 416, "bytes */5000", 0, 0},
      {"Range: bytes=-0\r\n", 416, "bytes */5000", 0, 0},
      {"Range: bytes=0-1,3-4\r\n", 200, "", 0, 5000},
      {"Range: bytes=9-1\r\n", 200, "", 0, 5000},
      {"Range: pages=1-2\r\n", 200, "", 0, 5000},
      {"Range: bytes=10-19\r\nIf-Range: \"v2\"\r\n", 206, "bytes 10-19/5000", 10, 10},
      {"Range: bytes=10-19\r\nIf-Range: \"v1\"\r\n", 200, "", 0, 5000},
      {"Range: bytes=10-19\r\nIf-Range: W/\"v2\"\r\n", 200, "", 0, 5000},
      {"Range: bytes=5000-\r\nIf-Range: \"v1\"\r\n", 200, "", 0, 5000},
      {"If-None-Match: \"v2\"\r\n", 304, "", 0, 0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.header);
    const Reply reply = ask(c.header);
    CHECK(reply.status == c.status);
    CHECK(reply.header("content-range") == c.content_range);
    CHECK(reply.header("etag") == "\"v2\"");
    CHECK((reply.body == file.content().substr(c.from, c.length)));
  }
  peer.send("HEAD /file HTTP/1.1\r\nHost: galley\r\nRange: bytes=10-19\r\n\r\n");
  const Reply head = peer.reply("HEAD");
  CHECK(head.status == 200);
  CHECK(head.header("content-length") == "5000");
  CHECK(ask("").status == 200);
}

TEST_CASE("a file that is shorter than was promised ends the connection, one that is gone is 404") {
  const SomeFile file(1000);
  House house;
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) {
    exchange->respond(
        {.body = exchange->request().target == "/short" ? FileBody{file.path(), 0, 2000} : FileBody{file.path() + "-gone", 0, 10}});
  };
  const auto server = start(house);
  Peer peer(server->editors_url());
  peer.send(get("/gone"));
  CHECK(peer.reply().status == 404);
  peer.send(get("/short"));
  CHECK((peer.reply().body == file.content()));
  CHECK(peer.has_ended());
}

}  // namespace galley::net
