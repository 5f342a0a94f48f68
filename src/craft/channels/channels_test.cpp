#include <doctest/doctest.h>

#include "craft/channels/site/site.h"
#include "craft/channels/slots.h"
#include "craft/formats/html.h"
#include "platform/base/testing/data.h"

namespace galley::channels {
namespace {

Document story() {
  Document out{.language = "zh-CN", .kicker = "天气", .headline = "台风<登陆> & \"更多\"", .byline = "记者 王芳", .slug = "typhoon"};
  out.body = formats::body_from_html("<p>正文 <b>one</b></p><p>two</p>", testing::counting_ids()).value();
  formats::Node figure = formats::block_node("figure", "f1");
  set_attr(figure.attrs, "asset", std::string("asset_1"));
  set_attr(figure.attrs, "alt", std::string("a \"b\" --> <!--/slot-->"));
  out.body.doc.content.insert(out.body.doc.content.begin() + 1, figure);
  return out;
}

SlotValues hostile_values() {
  constexpr const char* nasty = "<!--/slot--> <!--slot:marker--> --> \" ' & </article>";
  return {.marker = nasty,
          .published_iso = nasty,
          .published_text = nasty,
          .credits = {nasty, nasty},
          .assets = {{.asset = "asset_1", .src = std::string("/a.png?") + nasty, .srcset = nasty, .width = 3, .height = 2}}};
}

TEST_CASE("the site's fragment is escaped and has its four slots empty") {
  const Artifact artifact = kSite.render(story()).value();
  CHECK(artifact.content ==
        "<article class=\"fragment\" lang=\"zh-CN\"><!--slot:marker--><!--/slot--><p class=\"kicker\">天气</p>"
        "<h1>台风&lt;登陆&gt; &amp; &quot;更多&quot;</h1><p class=\"byline\">记者 王芳</p>"
        "<p class=\"stamp\"><!--slot:published--><!--/slot--></p><div class=\"body\"><p>正文 <strong>one</strong></p><figure>"
        "<!--slot:asset asset_1 alt=\"a &quot;b&quot; --&gt; &lt;!--/slot--&gt;\"--><!--/slot--></figure><p>two</p></div>"
        "<p class=\"credits\"><!--slot:credits--><!--/slot--></p></article>");
  CHECK(artifact.metadata.number("words") == 4);
  CHECK(artifact.metadata.find("lead")->text("asset") == "asset_1");
  CHECK(artifact.pictures.size() == 1);
}

TEST_CASE("a picture of another address is a link with its words; one of the site's own is shown") {
  auto shown = [](std::string_view src, std::string_view alt) {
    Document document = story();
    document.body.doc.content = {formats::block_node("figure", "f1")};
    formats::set_attr(document.body.doc.content[0].attrs, "src", std::string(src));
    formats::set_attr(document.body.doc.content[0].attrs, "alt", std::string(alt));
    const std::string content = kSite.render(document).value().content;
    const auto from = content.find("<figure>") + 8;
    return content.substr(from, content.find("</figure>") - from);
  };
  CHECK(shown("https://pictures.example.org/a.jpg?b=1&c", "The <ferry>") ==
        "<a class=\"picture\" href=\"https://pictures.example.org/a.jpg?b=1&amp;c\" rel=\"noopener nofollow\">The &lt;ferry&gt;</a>");
  CHECK(shown("https://pictures.example.org/a.jpg", "").ends_with(">https://pictures.example.org/a.jpg</a>"));
  CHECK(shown("/assets/a.jpg", "Here") == "<img src=\"/assets/a.jpg\" alt=\"Here\" loading=\"lazy\">");
  CHECK(shown("javascript:alert(1)", "x").empty());
}

TEST_CASE("taking the slots out of a filled fragment gives the signed bytes back, whatever the values say") {
  const std::string signed_bytes = kSite.render(story()).value().content;
  const std::string filled = fill_slots(signed_bytes, hostile_values()).value();
  CHECK(filled != signed_bytes);
  CHECK(filled.contains("<img src=\"/a.png?"));
  CHECK(filled.contains("width=\"3\" height=\"2\" fetchpriority=\"high\" alt=\"a &quot;b&quot;"));
  CHECK(strip_slots(filled).value() == signed_bytes);
  CHECK(strip_slots(signed_bytes).value() == signed_bytes);
  const std::string page = "<html><body><article>other</article>" + filled + "<article class=\"x\"></article></body></html>";
  CHECK(strip_slots(cut_fragment(page).value()).value() == signed_bytes);
}

TEST_CASE("hostile text in any field stays text") {
  const testing::Unpacked lists("sec-payload-lists/payloads.tar.xz");
  int good = 0, total = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(lists.folder())) {
    if (file.path().extension() != ".txt") continue;
    testing::each_line(testing::read_file(file.path()), [&](std::string_view line) {
      Document document = story();
      document.headline = document.deck = document.byline = document.kicker = document.language =
          std::string(line) + "<!--slot:marker--><!--/slot-->";
      document.body.doc.content[0].content[0].text = document.headline;
      const std::string content = kSite.render(document).value().content;
      const auto filled = fill_slots(content, hostile_values());
      ++total;
      good += filled && strip_slots(*filled).value() == content && content.find("<script") == std::string::npos;
    });
  }
  MESSAGE("attack lines through every field: " << good << " of " << total << " give the signed bytes back");
  CHECK(total > 7000);
  CHECK(good == total);
}

TEST_CASE("broken slots are refused") {
  CHECK(fill_slots("<!--slot:marker-->", {}).error().word() == "slots.broken");
  CHECK(fill_slots("<!--slot:other--><!--/slot-->", {}).error().word() == "slots.broken");
  CHECK(fill_slots("<!--slot:marker-->x<!--/slot-->", {}).error().word() == "slots.filled");
  CHECK(strip_slots("<!--slot:marker--><!--slot:marker--><!--/slot-->").error().word() == "slots.broken");
  CHECK(fill_slots("<!--slot:asset a alt=\"\"--><!--/slot-->", {.assets = {{.asset = "a", .src = "javascript:x"}}}).error().word() ==
        "slots.url");
}

TEST_CASE("all issues of a document are found at once") {
  Document document = story();
  document.headline.clear();
  document.slug = "Not A Slug";
  document.kicker = std::string(100, 'k');
  set_attr(document.body.doc.content[1].attrs, "alt", std::string());
  std::vector<std::string> found;
  for (const Issue& issue : kSite.validate(document)) found.push_back(issue.pointer + " " + issue.code + issue.params);
  CHECK(found == std::vector<std::string>{"/headline channel.required",
                                          "/kicker channel.too_long{\"max\":60,\"is\":100,\"unit\":\"grapheme\"}",
                                          "/body/content/1/attrs/alt channel.alt_missing", "/slug channel.slug_form"});
  CHECK(kSite.validate(story()).empty());
}

TEST_CASE("an artifact's digest covers its content and metadata and survives storage") {
  const Artifact artifact = kSite.render(story()).value();
  CHECK(digest(artifact_from_json(to_json(artifact)).value()) == digest(artifact));
  Artifact other = artifact;
  other.metadata.set("headline", "x");
  CHECK(digest(other) != digest(artifact));
  CHECK(!find_kind("fax"));
  CHECK(to_json(*find_kind("site")).find("fields")->array()->size() == 8);
}

}  // namespace
}  // namespace galley::channels
