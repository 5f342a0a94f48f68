#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "platform/net/testing.h"

// What the server takes for a request, and what it refuses.
namespace galley::net {

using testing::get;
using testing::House;
using testing::Peer;
using testing::post;
using testing::Reply;
using testing::start;

TEST_CASE("requests follow one another on one connection") {
  House house;
  const auto server = start(house);
  Peer peer(server->editors_url());
  for (const auto* target : {"/one", "/two?x=1", "/three"}) {
    peer.send(get(target));
    const Reply reply = peer.reply();
    CHECK(reply.status == 200);
    CHECK(reply.body == std::string("GET ") + target + "\n");
    CHECK(reply.header("connection").empty());
  }
  CHECK(house.asked == 3);
}

TEST_CASE("requests sent without waiting are answered in order, bodies and all") {
  House house;
  const auto server = start(house);
  Peer peer(server->editors_url());
  std::string all;
  for (int i = 0; i < 40; ++i)
    all += i % 2 == 0 ? get("/" + std::to_string(i)) : post("/" + std::to_string(i), std::string(static_cast<std::size_t>(i) * 300, 'x'));
  peer.send(all);
  for (int i = 0; i < 40; ++i) {
    const Reply reply = peer.reply();
    REQUIRE(reply.status == 200);
    CHECK(reply.body == (i % 2 == 0 ? "GET /" + std::to_string(i) + "\n"
                                    : "POST /" + std::to_string(i) + "\n" + std::string(static_cast<std::size_t>(i) * 300, 'x')));
  }
}

TEST_CASE("a body that comes in chunks, byte by byte, is one body") {
  House house;
  const auto server = start(house);
  Peer peer(server->editors_url());
  const std::string request =
      "POST /c HTTP/1.1\r\nHost: galley\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n,\r\n6\r\n world\r\n0\r\n\r\n";
  for (const char byte : request) REQUIRE(peer.send({&byte, 1}));
  CHECK(peer.reply().body == "POST /c\nhello, world");
  peer.send(get("/after"));
  CHECK(peer.reply().body == "GET /after\n");
}

TEST_CASE("a body that begins with its last chunk may arrive in any pieces") {
  House house;
  const auto server = start(house);
  Peer peer(server->editors_url());
  // What comes with a request that is answered has been read by then: the rest arrives on its own.
  peer.send(get("/before") + "POST /c HTTP/1.1\r\nHost: galley\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
  CHECK(peer.reply().body == "GET /before\n");
  peer.send("T");
  peer.send(": x\r\n\r\n");
  CHECK(peer.reply().body == "POST /c\n");
}

TEST_CASE("HEAD has the header of GET and no body") {
  House house;
  const auto server = start(house);
  Peer peer(server->editors_url());
  peer.send("HEAD /page HTTP/1.1\r\nHost: galley\r\n\r\n" + get("/next"));
  const Reply reply = peer.reply("HEAD");
  CHECK(reply.status == 200);
  CHECK(reply.header("content-length") == "11");
  CHECK(peer.reply().body == "GET /next\n");
}

TEST_CASE("a peer that wishes to close, or speaks HTTP/1.0, gets its answer and the end") {
  House house;
  const auto server = start(house);
  for (const auto& request : {get("/last", "Connection: close\r\n"), std::string("GET /last HTTP/1.0\r\n\r\n")}) {
    Peer peer(server->editors_url());
    peer.send(request);
    const Reply reply = peer.reply();
    CHECK(reply.body == "GET /last\n");
    CHECK(reply.header("connection") == "close");
    CHECK(peer.has_ended());
  }
}

TEST_CASE("100-continue: the peer is asked for a body that will be taken, and only for such") {
  House house;
  house.most_body = 5;
  const auto server = start(house);
  Peer peer(server->editors_url());
  peer.send("POST /c HTTP/1.1\r\nHost: galley\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  CHECK(peer.until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("hello");
  CHECK(peer.reply().body == "POST /c\nhello");
  peer.send("POST /c HTTP/1.1\r\nHost: galley\r\nContent-Length: 6\r\nExpect: 100-continue\r\n\r\n");
  CHECK(peer.reply().status == 413);
}

TEST_CASE("what two parsers might read in two ways is refused, and nothing behind it is read") {
  const std::string host = "Host: galley\r\n", hidden = get("/hidden");
  const std::string post_line = "POST /x HTTP/1.1\r\n" + host, chunked = "Transfer-Encoding: chunked\r\n";
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"length and coding", post_line + "Content-Length: 5\r\n" + chunked + "\r\n0\r\n\r\n"},
      {"coding and length", post_line + chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n"},
      {"two lengths", post_line + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"},
      {"one length twice", post_line + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"},
      {"a list of lengths", post_line + "Content-Length: 5, 5\r\n\r\nhello"},
      {"a signed length", post_line + "Content-Length: +5\r\n\r\nhello"},
      {"a negative length", post_line + "Content-Length: -5\r\n\r\nhello"},
      {"a length in hexadecimal", post_line + "Content-Length: 0x5\r\n\r\nhello"},
      {"a length beyond 64 bits", post_line + "Content-Length: 18446744073709551621\r\n\r\nhello"},
      {"two codings", post_line + chunked + chunked + "\r\n0\r\n\r\n"},
      {"a list of codings", post_line + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
      {"chunked before another", post_line + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"},
      {"an unknown coding", post_line + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
      {"a coding in HTTP/1.0", "POST /x HTTP/1.0\r\n" + host + chunked + "\r\n0\r\n\r\n"},
      {"no host", "GET / HTTP/1.1\r\n\r\n"},
      {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n"},
      {"two hosts in HTTP/1.0", "GET / HTTP/1.0\r\n" + host + host + "\r\n"},
      {"line feeds alone", "GET / HTTP/1.1\nHost: galley\n\n"},
      {"a line feed alone in a field", "GET / HTTP/1.1\r\n" + host + "X: a\nY: b\r\n\r\n"},
      {"a carriage return alone", "GET / HTTP/1.1\r\n" + host + "X: a\rY: b\r\n\r\n"},
      {"a zero in a field", "GET / HTTP/1.1\r\n" + host + std::string("X: a\0b\r\n\r\n", 10)},
      {"space before the colon", "GET / HTTP/1.1\r\nHost : galley\r\n\r\n"},
      {"a field that goes on after a space", "GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n"},
      {"a field that goes on after a tab", "GET / HTTP/1.1\r\n" + host + "X: a\r\n\tb\r\n\r\n"},
      {"a coding that goes on in the next line", post_line + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"},
      {"a first line that goes on", "GET / HTTP/1.1\r\n Host: galley\r\n\r\n"},
      {"another version", "GET / HTTP/2.0\r\n" + host + "\r\n"},
      {"two spaces in the first line", "GET  / HTTP/1.1\r\n" + host + "\r\n"},
      {"a chunk size with a sign", post_line + chunked + "\r\n+5\r\nhello\r\n0\r\n\r\n"},
      {"a chunk size beyond 64 bits", post_line + chunked + "\r\n10000000000000005\r\nhello\r\n0\r\n\r\n"},
      {"a chunk longer than it says", post_line + chunked + "\r\n5\r\nhello!\r\n0\r\n\r\n"},
      {"a chunk that ends in a line feed", post_line + chunked + "\r\n5\nhello\n0\n\n"},
      {"a length behind the body", post_line + chunked + "\r\n0\r\nContent-Length: 5\r\n\r\n"},
  };
  for (const auto& [what, bytes] : refused) {
    CAPTURE(what);
    House house;
    const auto server = start(house);
    Peer peer(server->editors_url());
    peer.send(bytes + hidden);
    const Reply reply = peer.reply();
    CHECK(reply.status == 400);
    CHECK(reply.header("content-type") == "application/problem+json");
    CHECK(reply.header("connection") == "close");
    peer.leave();
    CHECK(house.asked == 0);
  }
}

TEST_CASE("fields behind a chunked body are not header fields") {
  House house;
  std::string seen = "unset";
  house.on_request = [&](const std::shared_ptr<Exchange>& exchange) {
    seen = exchange->request().header("x-person");
    exchange->respond(House::echo(exchange->request()));
  };
  const auto server = start(house);
  Peer peer(server->editors_url());
  peer.send("POST /x HTTP/1.1\r\nHost: galley\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Person: chief\r\n\r\n");
  CHECK(peer.reply().body == "POST /x\nhi");
  CHECK(seen.empty());
}

TEST_CASE("headers and bodies over the limit are refused with the status that says which") {
  House house;
  house.most_body = 1000;
  const auto server = start(house, {.max_header = 4096});
  const std::string host = "Host: galley\r\n", long_text(5000, 'a');
  std::string many;
  for (int i = 0; i < 500; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  const std::string chunked = "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
  const std::vector<std::tuple<std::string, int, std::string>> refused = {
      {"one long field", 431, "GET / HTTP/1.1\r\n" + host + "X: " + long_text + "\r\n\r\n"},
      {"many fields", 431, "GET / HTTP/1.1\r\n" + host + many + "\r\n"},
      {"a long first line", 431, "GET /" + long_text + " HTTP/1.1\r\n" + host + "\r\n"},
      {"a first line and fields that are too long together", 431,
       "GET /" + long_text.substr(0, 2500) + " HTTP/1.1\r\n" + host + "X: " + long_text.substr(0, 2500) + "\r\n\r\n"},
      {"a long body", 413, post("/", std::string(1001, 'b'))},
      {"a body said to be long", 413, "POST / HTTP/1.1\r\n" + host + "Content-Length: 18446744073709551615\r\n\r\n"},
      {"a long chunk", 413, chunked + "3e9\r\n" + std::string(1001, 'b') + "\r\n0\r\n\r\n"},
      {"chunks too many", 413, chunked + "3e8\r\n" + std::string(1000, 'b') + "\r\n1\r\nb\r\n0\r\n\r\n"},
  };
  for (const auto& [what, status, bytes] : refused) {
    CAPTURE(what);
    Peer peer(server->editors_url());
    peer.send(bytes);
    CHECK(peer.reply().status == status);
    CHECK(peer.has_ended());
  }
  CHECK(house.asked == 0);
  Peer peer(server->editors_url());
  peer.send(post("/", std::string(1000, 'b')));
  CHECK(peer.reply().status == 200);
}

TEST_CASE("a line of the chunked coding without an end doesn't fill the memory") {
  House house;
  const auto server = start(house, {.max_header = 4096});
  const std::string chunked = "POST / HTTP/1.1\r\nHost: galley\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const auto& [what, begin] : {std::pair{std::string("an extension"), "5;"}, {"the fields behind the body", "0\r\nX: "}}) {
    CAPTURE(what);
    Peer peer(server->editors_url());
    peer.send(chunked + begin);
    const std::string more(4096, 'x');
    int sent = 0;
    while (sent < 64 && peer.send(more)) ++sent;
    CHECK(peer.reply().status == 431);
  }
  CHECK(house.asked == 0);
}

TEST_CASE("a range is one range of whole numbers") {
  CHECK(!parse_range("bytes=abc-5", 10));
  CHECK(!parse_range("bytes=5-abc", 10));
  CHECK(!parse_range("bytes=99999999999999999999-5", 10));
  CHECK(!parse_range("bytes=-", 10));
  CHECK(!parse_range("bytes=--5", 10));
  CHECK(parse_range("bytes=0-18446744073709551615", 10)->length == 10);
  CHECK(parse_range("bytes=-99", 10)->length == 10);
  CHECK(parse_range("bytes=-0", 10)->length == 0);
  CHECK(parse_range("bytes=0-", 0)->length == 0);
}

}  // namespace galley::net
