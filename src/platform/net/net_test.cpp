#include <doctest/doctest.h>

#include <sstream>

#include "platform/base/testing/data.h"
#include "platform/base/json.h"
#include "platform/net/client.h"
#include "platform/net/http.h"

namespace galley::net {

TEST_CASE("ranges: first, last, beyond, nonsense") {
  CHECK(parse_range("bytes=0-4", 10)->length == 5);
  CHECK(parse_range("bytes=5-", 10)->offset == 5);
  CHECK(parse_range("bytes=-3", 10)->offset == 7);
  CHECK(parse_range("bytes=20-", 10)->length == 0);
  CHECK(!parse_range("bytes=4-2", 10));
  CHECK(!parse_range("bytes=0-1,3-4", 10));
  CHECK(!parse_range("lines=1-2", 10));
}

TEST_CASE("codings are taken by weight") {
  CHECK(accepts_coding("gzip, br;q=0.5", "br"));
  CHECK(!accepts_coding("gzip, br;q=0", "br"));
  CHECK(!accepts_coding("", "gzip"));
}

TEST_CASE("addresses that are not of the public Internet") {
  for (const auto* address : {"127.0.0.1", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "0.0.0.0", "255.255.255.255",
                              "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "ff02::1"})
    CHECK_MESSAGE(!is_public_address(address), address);
  for (const auto* address : {"8.8.8.8", "1.1.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2400:3200::1"}) CHECK_MESSAGE(is_public_address(address), address);
}

TEST_CASE("every address that is labelled bad is refused by its spelling, every good one is taken") {
  // Nothing is fetched here: the set names hosts that are not ours.
  std::istringstream lines(testing::read_file(testing::data_folder() / "sec-ssrf-urls/urls.jsonl"));
  int blocked = 0, block = 0, taken = 0, allow = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto row = parse_json(line);
    REQUIRE(row);
    const bool fine = acceptable_url(std::string(row->text("url")));
    if (row->text("verdict") == "block") {
      ++block;
      blocked += !fine;
      CHECK_MESSAGE(!fine, line);
    } else {
      ++allow;
      taken += fine;
      CHECK_MESSAGE(fine, line);
    }
  }
  MESSAGE("sec-ssrf-urls: " << blocked << " of " << block << " refused, " << taken << " of " << allow << " taken");
  CHECK(block == 349);
  CHECK(allow == 11);
}

TEST_CASE("an excepted host on another port is refused before a connection") {
  const auto client = make_http_client({"127.0.0.1:1"});
  CHECK(client->fetch({.url = "http://127.0.0.1:2/"}).error().word() == "url.refused");
  CHECK(client->fetch({.url = "file:///etc/passwd"}).error().word() == "url.refused");
  CHECK(client->fetch({.url = "http://127.0.0.1:1/"}).error().word() == "fetch.failed");
}

}  // namespace galley::net
