#include <doctest/doctest.h>

#include <future>
#include <string>
#include <thread>

#include "platform/net/testing.h"

namespace galley::net {

using testing::eventually;
using testing::get;
using testing::House;
using testing::kPatience;
using testing::Peer;
using testing::start;

namespace {

// A house that answers with an event stream and hands its near end to the test.
struct Stage {
  explicit Stage(ServerOptions options = {}) : server(start(house, options)) {}
  std::shared_ptr<EventSink> sink() {
    auto waiting = opened.get_future();
    REQUIRE(waiting.wait_for(kPatience) == std::future_status::ready);
    return waiting.get();
  }

  std::promise<std::shared_ptr<EventSink>> opened;
  House house{[this](const std::shared_ptr<Exchange>& exchange) {
    if (exchange->request().target != "/events") return exchange->respond(House::echo(exchange->request()));
    Response response;
    response.set("content-type", "text/event-stream").body =
        EventStream{[this](std::shared_ptr<EventSink> sink) { opened.set_value(std::move(sink)); }};
    exchange->respond(std::move(response));
  }};
  std::unique_ptr<Server> server;
};

}  // namespace

TEST_CASE("events arrive in order, the last one before the end too") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  peer.send(get("/events"));
  std::string expected;
  for (int i = 0; i < 3000; ++i) expected += "data: " + std::to_string(i) + "\n\n";
  const auto sink = stage.sink();
  std::jthread speaker([&] {
    for (int i = 0; i < 3000; ++i) sink->push("data: " + std::to_string(i) + "\n\n");
    sink->end();
  });
  const auto reply = peer.reply();
  CHECK(reply.status == 200);
  CHECK(reply.header("content-length").empty());
  CHECK((peer.rest() == expected));
  CHECK(peer.has_ended());
  CHECK(!sink->push("data: late\n\n"));
}

TEST_CASE("a reader of events that doesn't read is dropped, and little is kept for it") {
  Stage stage(ServerOptions{.threads = 1});
  Peer peer(stage.server->editors_url(), 4096), other(stage.server->editors_url());
  peer.send(get("/events"));
  const auto sink = stage.sink();
  const std::string chunk(64 * 1024, 'x');
  std::size_t taken = 0;
  while (taken < (64U << 20) && sink->push(chunk)) {
    taken += chunk.size();
    other.send("HEAD / HTTP/1.1\r\nHost: galley\r\n\r\n");  // once it is answered, the server's one thread has tried to write the chunk
    REQUIRE(other.reply("HEAD").status == 200);
  }
  other.leave();
  CHECK(taken < (32U << 20));  // a mebibyte of ours and what the kernel takes
  CHECK(eventually([&] { return stage.server->connections() == 0; }));
}

TEST_CASE("a reader of events that leaves is noticed, though nothing is to be told") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  peer.send(get("/events"));
  const auto sink = stage.sink();
  CHECK(sink->push("data: 1\n\n"));
  CHECK(peer.until("data: 1\n\n").ends_with("data: 1\n\n"));
  peer.leave();
  CHECK(eventually([&] { return stage.server->connections() == 0; }));
  CHECK(!sink->push("data: 2\n\n"));
}

TEST_CASE("HEAD of an event stream is its header") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  peer.send("HEAD /events HTTP/1.1\r\nHost: galley\r\n\r\n");
  CHECK(peer.reply("HEAD").header("content-type") == "text/event-stream");
  CHECK(peer.has_ended());
}

TEST_CASE("drain ends event streams after what waits in them") {
  Stage stage;
  Peer peer(stage.server->editors_url());
  peer.send(get("/events"));
  const auto sink = stage.sink();
  sink->push("data: last\n\n");
  const auto draining = std::async(std::launch::async, [&] { stage.server->drain(); });
  CHECK(peer.rest().ends_with("data: last\n\n"));
  CHECK(draining.wait_for(kPatience) == std::future_status::ready);
  CHECK(stage.server->connections() == 0);
}

TEST_CASE("an event stream's near end may outlive the server") {
  std::shared_ptr<EventSink> sink;
  {
    Stage stage(ServerOptions{.drain = std::chrono::seconds(0)});
    Peer peer(stage.server->editors_url());
    peer.send(get("/events"));
    sink = stage.sink();
    stage.server.reset();
  }
  CHECK(!sink->push("data: late\n\n"));
  sink->end();
}

}  // namespace galley::net
