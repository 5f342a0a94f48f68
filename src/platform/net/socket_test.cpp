#include <doctest/doctest.h>

#include <future>
#include <stdexcept>
#include <string>

#include "platform/net/testing.h"

namespace galley::net {

using testing::eventually;
using testing::frame;
using testing::handshake;
using testing::House;
using testing::kPatience;
using testing::Peer;
using testing::read_frame;
using testing::start;

namespace {

constexpr unsigned kText = 1, kBinary = 2, kClose = 8;

// Sends back what it hears; some words make it do other things.
struct Parrot final : WebSocketHandler {
  void on_open(std::shared_ptr<WebSocket> near) override { socket = std::move(near); }
  void on_message(std::string_view message, bool binary) override {
    if (message == "close") return socket->close(4001, "as you wish");
    if (message == "fail") throw std::runtime_error("planted");
    if (message == "shout") {
      for (int i = 0; i < 64; ++i) socket->send_text(std::string(1 << 20, 'x'));
      return;
    }
    binary ? socket->send_binary(std::string(message)) : socket->send_text(std::string(message));
  }
  void on_close() override { closed = true; }

  std::shared_ptr<WebSocket> socket;
  std::atomic<bool> closed{false};
};

struct Stage {
  explicit Stage(ServerOptions options = {}) : server(start(house, options)) {}
  std::shared_ptr<Parrot> parrot = std::make_shared<Parrot>();
  House house{
      [this](const std::shared_ptr<Exchange>& exchange) { exchange->respond({.status = 101, .body = Upgrade{parrot, 4096, 4 << 20}}); }};
  std::unique_ptr<Server> server;
};

void open(Peer& peer) {
  peer.send(handshake("/socket"));
  const auto reply = peer.reply();
  CHECK(reply.status == 101);
  CHECK(reply.header("sec-websocket-accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");  // the example of RFC 6455
}

}  // namespace

TEST_CASE("messages go to and fro in order, text as text and bytes as bytes") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  open(peer);
  std::string all;
  for (int i = 0; i < 200; ++i) all += frame(i % 2 == 0 ? kText : kBinary, std::to_string(i));
  peer.send(all);
  for (int i = 0; i < 200; ++i) {
    const auto got = read_frame(peer);
    CHECK(got.opcode == (i % 2 == 0 ? kText : kBinary));
    CHECK(got.payload == std::to_string(i));
  }
}

TEST_CASE("the house closes with its own code and reason, after what it said before") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  open(peer);
  peer.send(frame(kText, "hello") + frame(kText, "close"));
  CHECK(read_frame(peer).payload == "hello");
  const auto last = read_frame(peer);
  CHECK(last.close_code() == 4001);
  CHECK(last.payload.substr(2) == "as you wish");
  peer.send(frame(kClose, last.payload));
  CHECK(peer.has_ended());
  peer.leave();
  CHECK(eventually([&] { return stage.parrot->closed.load(); }));
}

TEST_CASE("a message over the limit ends the socket with 1009") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  open(peer);
  peer.send(frame(kText, std::string(4097, 'x')));
  CHECK(read_frame(peer).close_code() == 1009);
}

TEST_CASE("a peer that doesn't keep up is closed with 4008") {
  Stage stage;
  Peer peer(stage.server->editors_url(), 4096);
  open(peer);
  peer.send(frame(kText, "shout"));
  int messages = 0;
  auto got = read_frame(peer);
  for (; got.opcode == kText; got = read_frame(peer)) ++messages;
  CHECK(got.close_code() == 4008);
  CHECK(messages < 64);
}

TEST_CASE("a failure while a message is heard ends that socket with 1011 and nothing else") {
  Stage stage;
  Peer peer(stage.server->editors_url()), other(stage.server->editors_url());
  open(peer);
  peer.send(frame(kText, "fail"));
  const auto last = read_frame(peer);
  CHECK(last.close_code() == 1011);
  peer.send(frame(kClose, last.payload));
  CHECK(peer.has_ended());
  open(other);
  other.send(frame(kText, "still here"));
  CHECK(read_frame(other).payload == "still here");
}

TEST_CASE("a peer that vanishes is noticed") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  open(peer);
  peer.leave();
  CHECK(eventually([&] { return stage.parrot->closed.load() && stage.server->connections() == 0; }));
}

TEST_CASE("drain closes sockets with 1012") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  open(peer);
  peer.send(frame(kText, "hello"));
  CHECK(read_frame(peer).payload == "hello");
  const auto draining = std::async(std::launch::async, [&] { stage.server->drain(); });
  const auto last = read_frame(peer);
  CHECK(last.close_code() == 1012);
  peer.send(frame(kClose, last.payload));
  CHECK(peer.has_ended());
  peer.leave();
  CHECK(draining.wait_for(kPatience) == std::future_status::ready);
  CHECK(stage.server->connections() == 0);
}

TEST_CASE("a socket's near end may outlive the server") {
  auto parrot = std::make_shared<Parrot>();
  {
    Stage stage;
    stage.parrot = parrot;
    Peer peer(stage.server->editors_url());
    open(peer);
    peer.send(frame(kText, "hello"));
    CHECK(read_frame(peer).payload == "hello");
    stage.server.reset();
  }
  parrot->socket->send_text("late");
  parrot->socket->close(1000, "late");
}

}  // namespace galley::net
