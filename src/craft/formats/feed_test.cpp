#include "craft/formats/feed.h"

#include <doctest/doctest.h>

#include "craft/formats/date.h"
#include "craft/formats/encoding.h"
#include "craft/formats/html.h"
#include "platform/base/testing/data.h"

namespace galley::formats {
namespace {

constexpr std::string_view kRss = R"(<?xml version="1.0"?><!DOCTYPE rss><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire &amp; more</title><link>https://e.org/</link><language>zh-CN</language><ttl>60</ttl>
<item><title>Caf&eacute; &lt;b&gt;bold&lt;/b&gt;</title><link>/a?x=1&amp;y=2</link><guid isPermaLink="false">g1</guid>
 <pubDate>Thu, 01 Jan 2004 19:48:21 +0800</pubDate><dc:creator>王芳</dc:creator><description>Short &lt;i&gt;text&lt;/i&gt;</description>
 <content:encoded><![CDATA[<p onclick="x">Long &nbsp; <img src="p.png"></p><script>bad</script>]]></content:encoded>
 <category domain="d">c1</category><enclosure url="/s.mp3" length="12" type="audio/mpeg"/></item>
<item><description>Only a description, without anything else</description></item></channel></rss>)";

TEST_CASE("RSS becomes values ready for the inbox") {
  const Feed feed = parse_feed(kRss, {.base_url = "https://e.org/feed.xml"}).value();
  CHECK(feed.format == "rss20");
  CHECK(feed.title == "Wire & more");
  CHECK(feed.language == "zh-CN");
  CHECK(feed.ttl_minutes == 60);
  REQUIRE(feed.entries.size() == 2);
  const FeedEntry& entry = feed.entries[0];
  CHECK(entry.guid == "g1");
  CHECK(entry.url == "https://e.org/a?x=1&y=2");
  CHECK(entry.headline == "Café bold");
  CHECK(entry.summary == "Short text");
  CHECK(entry.html == "<p>Long \u00a0 <img src=\"https://e.org/p.png\"></p>");
  CHECK(entry.author == "王芳");
  CHECK(rfc3339(*entry.published) == "2004-01-01T11:48:21.000Z");
  CHECK(entry.categories == std::vector<FeedCategory>{{"c1", "d", ""}});
  CHECK(entry.enclosures.at(0).url == "https://e.org/s.mp3");
  CHECK(entry.enclosures.at(0).length == 12);
  CHECK(feed.entries[1].headline == "Only a description, without anything else");
  CHECK(feed.entries[1].guid.starts_with("sha256:"));
}

TEST_CASE("Atom: types, xml:base, links, hub") {
  const Feed feed =
      parse_feed(
          R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.org/b/" xml:lang="en"><title type="text">a &lt;b&gt;</title>
    <link rel="hub" href="https://hub.org/"/><link rel="self" href="self"/><link href="/home"/><author><name>Desk</name></author>
    <entry><id>urn:1</id><title type="html">x &amp;amp; y</title><link href="1"/><updated>2024-02-29T10:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>one <em>two</em></p><a href="../z">z</a></div></content></entry></feed>)")
          .value();
  CHECK(feed.title == "a <b>");
  CHECK(feed.hub_url == "https://hub.org/");
  CHECK(feed.self_url == "https://e.org/b/self");
  const FeedEntry& entry = feed.entries.at(0);
  CHECK(entry.headline == "x & y");
  CHECK(entry.url == "https://e.org/b/1");
  CHECK(entry.html == "<p>one <em>two</em></p><a href=\"https://e.org/z\">z</a>");
  CHECK(entry.author == "Desk");
  CHECK(entry.language == "en");
  CHECK(entry.published == entry.updated);
}

TEST_CASE("JSON Feed") {
  const Feed feed = parse_feed(R"({"version":"https://jsonfeed.org/version/1.1","title":"J","items":[
    {"id":7,"url":"https://e.org/7","title":"T","content_html":"<p>h</p>","date_published":"2020-01-02T03:04:05Z","tags":["a"],
     "attachments":[{"url":"https://e.org/a.mp3","mime_type":"audio/mpeg","size_in_bytes":5}]}]})")
                        .value();
  CHECK(feed.format == "json11");
  CHECK(feed.entries.at(0).guid == "7");
  CHECK(feed.entries.at(0).html == "<p>h</p>");
  CHECK(feed.entries.at(0).enclosures.at(0).length == 5);
}

TEST_CASE("what is no feed is an error with a reason") {
  CHECK(parse_feed("").error().word() == "feed.empty");
  CHECK(parse_feed("<html></html>").error().word() == "feed.not_a_feed");
  CHECK(parse_feed("{}").error().word() == "feed.not_a_feed");
  const auto broken = parse_feed("<rss><channel></item></rss>");
  REQUIRE(!broken);
  CHECK(broken.error().word() == "xml.not_well_formed");
  CHECK(broken.error().detail().contains("byte"));
}

TEST_CASE("entities are never expanded") {
  CHECK(
      parse_feed("<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>").error().word() ==
      "xml.entity_declarations");
  CHECK(parse_feed("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel/></rss>").error().word() ==
        "xml.entity_declarations");
  CHECK(parse_feed(
            "<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://x/y.dtd'><rss><channel><title>&copy; &unknown;</title></channel></rss>")
            .value()
            .title == "© &unknown;");
}

TEST_CASE("sizes are bounded") {
  CHECK(parse_feed("<rss>" + std::string(11 << 20, ' ') + "</rss>").error().word() == "xml.too_large");
  std::string deep, many = "<rss><channel>";
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  for (int i = 0; i < 3'000; ++i) many += "<item><title>t</title></item>";
  CHECK(!parse_feed(deep));
  CHECK(parse_feed(many + "</channel></rss>").value().entries.size() == 2'000);
}

TEST_CASE("encodings: mark, charset parameter, declaration, guess") {
  CHECK(decode("\xEF\xBB\xBF"
               "a")
            .text == "a");
  CHECK(decode(std::string_view("\xFF\xFE<\0a\0", 6)).text == "<a");
  CHECK(decode("\xD6\xD0\xCE\xC4", "text/xml; charset=\"GB2312\"").text == "中文");
  CHECK(decode("<?xml version='1.0' encoding='big5'?>\xA4\xA4").text.ends_with("中"));
  CHECK(decode("caf\xE9", "text/xml; charset=utf-8").text == "café");
  CHECK(decode("caf\xE9", "text/xml; charset=utf-8").guessed);
  CHECK(decode("<?xml encoding='no-such'?>a").guessed);
}

TEST_CASE("dates as feeds write them") {
  const auto text = [](std::string_view date) {
    const auto time = parse_date(date);
    return time ? rfc3339(*time).substr(0, 16) : std::string("-");
  };
  CHECK(text("2003") == "2003-01-01T00:00");
  CHECK(text("2003-12") == "2003-12-01T00:00");
  CHECK(text("20031231") == "2003-12-31T00:00");
  CHECK(text("2003-12-31T10:14:55+08:00") == "2003-12-31T02:14");
  CHECK(text("2003-12-31 10:14") == "2003-12-31T10:14");
  CHECK(text("Thu, 01 Jan 2004 19:48:21 GMT") == "2004-01-01T19:48");
  CHECK(text("1 January 04 19:48 EST") == "2004-01-02T00:48");
  CHECK(text("Sun Jan  4 16:29:06 PST 2004") == "2004-01-05T00:29");
  CHECK(text("Thu, 31 Feb 2004 19:48:21 GMT") == "-");
  CHECK(text("soon") == "-");
}

TEST_CASE("a feed's entry becomes a body") {
  const Feed feed = parse_feed(kRss, {.base_url = "https://e.org/feed.xml"}).value();
  const Body body = body_from_html(feed.entries[0].html, testing::counting_ids()).value();
  CHECK(to_plain_text(body) == "Long \u00a0");
  CHECK(blocks(body).size() == 2);
}

}  // namespace
}  // namespace galley::formats
