#include "app/demo_wire.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include "app/signals.h"
#include "platform/base/json.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/net/server.h"

namespace galley::app {

namespace {

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string feed_of(const Json& wire, const std::string& base, Time started) {
  std::string out = join({R"(<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" )",
                          R"(xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>)", xml(wire.text("title")), "</title><link>", base, "</link><description>",
                          xml(wire.text("description")), "</description><language>", xml(wire.text("language")), "</language>"});
  const Json* items = wire.find("items");
  if (items != nullptr && items->array() != nullptr)
    for (const Json& item : *items->array()) {
      const Time at = started + -item.number("published") * 60'000;
      out += join({"<item><guid isPermaLink=\"false\">", xml(item.text("guid")), "</guid><link>", base, "/items/", xml(item.text("guid")), "</link><title>",
                   xml(item.text("headline")), "</title><description>", xml(item.text("summary")), "</description><dc:creator>", xml(item.text("author")),
                   "</dc:creator><category>", xml(item.text("category")), "</category><dc:language>", xml(item.text("language")), "</dc:language><pubDate>", http_date(at),
                   "</pubDate><content:encoded>", xml(item.text("html")), "</content:encoded></item>"});
    }
  return out + "</channel></rss>";
}

class Wire final : public net::Handler {
 public:
  Wire(const Json& wire, Time started) : wire_(wire), started_(started) {}
  void handle(std::shared_ptr<net::Exchange> exchange) override {
    const auto& request = exchange->request();
    if (request.path() != "/feed.xml") return exchange->respond(net::Response{.status = 404});
    const std::string body = feed_of(wire_, join({"http://", request.header("host")}), started_);
    const std::string etag = join({"\"", sha256(body).hex().substr(0, 16), "\""});
    net::Response response;
    response.set("content-type", "application/rss+xml; charset=utf-8").set("etag", etag).set("last-modified", http_date(started_));
    if (request.header("if-none-match") == etag) {
      response.status = 304;
    } else {
      response.body = body;
    }
    exchange->respond(std::move(response));
  }
  std::size_t max_body(net::Listener, std::string_view, std::string_view) override { return 0; }

 private:
  const Json wire_;
  const Time started_;
};

}  // namespace

Result<void> run_demo_wire(const std::string& items_file, int port) {
  std::ifstream in(items_file, std::ios::binary);
  if (!in) return invalid("wire.file", {}, "can't read " + items_file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const Json items = TRY(parse_json(text));
  Wire wire(items, SystemClock().now());
  net::ServerOptions options;
  options.editors.address = "127.0.0.1:" + std::to_string(port);
  options.threads = 1;
  const auto server = TRY(net::start_server(options, wire));
  std::cout << R"({"wire":")" << server->editors_url() << R"(/feed.xml"})" << std::endl;
  wait_for_stop_signal();
  return {};
}

}  // namespace galley::app
