#include <doctest/doctest.h>

#include <future>
#include <string>

#include "platform/net/testing.h"

// How a connection lives and ends.
namespace galley::net {

using testing::eventually;
using testing::get;
using testing::House;
using testing::kPatience;
using testing::Peer;
using testing::Reply;
using testing::start;

TEST_CASE("a header that trickles in is answered 408 at its deadline, however busily it trickles") {
  House house;
  const auto server = start(house, {.header_deadline = std::chrono::seconds(1)});
  Peer peer(server->editors_url());
  peer.send("GET / HTTP/1.1\r\nHost: galley\r\nX: ");
  const auto trickling = std::async(std::launch::async, [&] { return eventually([&] { return !peer.send("x"); }); });
  CHECK(peer.reply().status == 408);
  peer.rest();
  CHECK(house.asked == 0);
}

TEST_CASE("a body that doesn't come is answered 408 at its deadline") {
  House house;
  const auto server = start(house, {.body_deadline = std::chrono::seconds(1)});
  Peer peer(server->editors_url());
  peer.send("POST / HTTP/1.1\r\nHost: galley\r\nContent-Length: 10\r\n\r\nhel");
  CHECK(peer.reply().status == 408);
  CHECK(house.asked == 0);
}

TEST_CASE("a connection on which nothing comes is closed without a word") {
  House house;
  const auto server = start(house, {.idle = std::chrono::seconds(1)});
  Peer silent(server->editors_url()), used(server->editors_url());
  used.send(get("/"));
  CHECK(used.reply().status == 200);
  CHECK(silent.has_ended());
  CHECK(used.has_ended());
  CHECK(eventually([&] { return server->connections() == 0; }));
}

TEST_CASE("a peer that reads nothing is dropped at the write deadline") {
  House house;
  house.on_request = [](const std::shared_ptr<Exchange>& exchange) { exchange->respond({.body = std::string(32 << 20, 'x')}); };
  const auto server = start(house, {.write_deadline = std::chrono::seconds(1)});
  Peer peer(server->editors_url(), 4096);
  peer.send(get("/"));
  REQUIRE(eventually([&] { return house.asked == 1; }));
  CHECK(eventually([&] { return server->connections() == 0; }));
}

TEST_CASE("no more connections than allowed") {
  House house;
  const auto server = start(house, {.max_connections = 2});
  Peer first(server->editors_url()), second(server->editors_url());
  REQUIRE(eventually([&] { return server->connections() == 2; }));
  Peer third(server->editors_url());
  CHECK(third.has_ended());
  first.send(get("/"));
  CHECK(first.reply().status == 200);
}

TEST_CASE("an exchange that is dropped unanswered is answered 500") {
  House house;
  house.on_request = [](const std::shared_ptr<Exchange>&) {};
  const auto server = start(house);
  Peer peer(server->editors_url());
  peer.send(get("/"));
  CHECK(peer.reply().status == 500);
}

TEST_CASE("a header that would split the answer is left out") {
  House house;
  house.on_request = [](const std::shared_ptr<Exchange>& exchange) {
    Response response;
    exchange->respond(response.set("x-good", "1").set("x-bad", "a\r\nset-cookie: b").set("x-worse", "a\nb"));
  };
  const auto server = start(house);
  Peer peer(server->editors_url());
  peer.send(get("/"));
  const Reply reply = peer.reply();
  CHECK(reply.header("x-good") == "1");
  CHECK(reply.header("x-bad").empty());
  CHECK(reply.header("x-worse").empty());
  CHECK(reply.head.find("set-cookie") == std::string::npos);
}

TEST_CASE("drain: what runs is finished, what is idle closed, who comes anew refused") {
  House house;
  std::promise<std::shared_ptr<Exchange>> taken;
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) {
    if (exchange->request().target == "/slow") return taken.set_value(exchange);
    exchange->respond(House::echo(exchange->request()));
  };
  const auto server = start(house);
  Peer idle(server->editors_url()), busy(server->editors_url());
  idle.send(get("/"));
  CHECK(idle.reply().status == 200);
  busy.send(get("/slow"));
  auto waiting = taken.get_future();
  REQUIRE(waiting.wait_for(kPatience) == std::future_status::ready);
  const auto draining = std::async(std::launch::async, [&] { server->drain(); });
  CHECK(idle.has_ended());
  CHECK(eventually([&] { return !Peer(server->editors_url()).is_connected(); }));
  const auto exchange = waiting.get();
  exchange->respond(House::echo(exchange->request()));
  const Reply reply = busy.reply();
  CHECK(reply.body == "GET /slow\n");
  CHECK(reply.header("connection") == "close");
  CHECK(busy.has_ended());
  REQUIRE(draining.wait_for(kPatience) == std::future_status::ready);
  CHECK(server->connections() == 0);
}

TEST_CASE("an answer that comes after the server is gone goes nowhere") {
  House house;
  std::promise<std::shared_ptr<Exchange>> taken;
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) { taken.set_value(exchange); };
  auto server = start(house, {.drain = std::chrono::seconds(0)});
  Peer peer(server->editors_url());
  peer.send(get("/"));
  auto waiting = taken.get_future();
  REQUIRE(waiting.wait_for(kPatience) == std::future_status::ready);
  server->drain();
  server.reset();
  waiting.get()->respond({.body = std::string("late")});
  CHECK(peer.has_ended());
}

TEST_CASE("an address that is taken or makes no sense is said so at the start") {
  House house;
  const auto server = start(house);
  auto word = [&](const std::string& address) {
    const auto started = start_server({.editors = {.address = address}}, house);
    return started ? "started" : started.error().word();
  };
  CHECK(word(server->editors_url().substr(7)) == "port.in_use");
  for (const auto* address : {"127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "somewhere:80", "127.0.0.1:80x"})
    CHECK_MESSAGE(word(address) == "address.syntax", address);
}

}  // namespace galley::net
