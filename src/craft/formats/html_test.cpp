#include "craft/formats/html.h"

#include <doctest/doctest.h>

#include <chrono>
#include <set>

#include "craft/formats/html_tree.h"
#include "craft/formats/url.h"
#include "platform/base/testing/data.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr Profile kProfiles[] = {Profile::editor, Profile::feed, Profile::comment, Profile::wechat, Profile::email, Profile::mastodon};

// Written apart from the sanitiser's tables: what may never be in a harmless tree.
bool is_harmless(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT) return is_text(node);
  const GumboElement& element = node.v.element;
  static const std::set<std::string, std::less<>> active{"script",   "style",    "iframe", "object", "embed", "svg",     "math",
                                                         "form",     "input",    "button", "select", "link",  "meta",    "base",
                                                         "template", "noscript", "frame",  "video",  "audio", "textarea"};
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML || element.tag == GUMBO_TAG_UNKNOWN) return false;
  if (active.contains(gumbo_normalized_tagname(element.tag))) return false;
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto& attr = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
    const std::string value = lower_ascii(attr.value);
    if (std::string_view(attr.name).starts_with("on") || value.starts_with("javascript:") || value.starts_with("vbscript:")) return false;
    if (std::string_view(attr.name) == "style" && (value.contains('(') || value.contains('\\'))) return false;
    if (value.contains("data:") && !value.starts_with("data:image/") && std::string_view(attr.name) != "alt" &&
        std::string_view(attr.name) != "title")
      return false;
  }
  for (unsigned i = 0; i < element.children.length; ++i) {
    if (!is_harmless(child(element.children, i))) return false;
  }
  return true;
}

bool is_harmless(std::string_view html) {
  const auto tree = HtmlTree::parse(html, {});
  if (!tree) return false;
  for (unsigned i = 0; i < tree->nodes().length; ++i) {
    if (!is_harmless(child(tree->nodes(), i))) return false;
  }
  return true;
}

bool is_harmless_everywhere(std::string_view payload) {
  for (const Profile profile : kProfiles) {
    const auto clean = sanitize(payload, profile);
    if (!clean || !is_harmless(*clean)) return false;
    const auto again = sanitize(*clean, profile);
    if (!again || *again != *clean) return false;
  }
  return true;
}

std::string feed(std::string_view html) { return sanitize(html, Profile::feed).value(); }

TEST_CASE("what is on the list stays, what is not goes") {
  CHECK(feed("<p onclick=x class=y>a<b>b</b><script>bad()</script></p>") == "<p>a<b>b</b></p>");
  CHECK(feed("<a href='java&#10;script:alert(1)'>x</a>") == "<a>x</a>");
  CHECK(feed("<a href=\"HTTPS://e.org/a b\">x</a>") == "<a href=\"HTTPS://e.org/a%20b\">x</a>");
  CHECK(feed("<custom-tag>text</custom-tag><form>in a form<input></form>") == "textin a form");
  CHECK(feed("<img src=x onerror=1><img src='data:text/html,x'>") == "<img src=\"x\">");
  CHECK(feed("<pre>\n\ntwo</pre>") == "<pre>\n\ntwo</pre>");
  CHECK(feed("a<!-- c -->&amp;&nbsp;b") == "a&amp;\u00a0b");
}

TEST_CASE("profiles differ as data says") {
  constexpr std::string_view html =
      "<p style=\"color:red;position:fixed;background:url(x)\"><img src=\"https://e.org/a.png\"><a href=\"/x\">y</a></p>";
  CHECK(sanitize(html, Profile::comment).value() == "<p><a href=\"/x\" rel=\"nofollow ugc noopener\">y</a></p>");
  CHECK(sanitize(html, Profile::wechat).value() == "<p style=\"color:red\"><a href=\"/x\">y</a></p>");
  CHECK(sanitize(html, Profile::editor, {.base_url = "https://n.org/b/"}).value() ==
        "<p><img src=\"https://e.org/a.png\"><a href=\"https://n.org/x\">y</a></p>");
}

TEST_CASE("every payload of the DOMPurify set comes out harmless and as a fixed point") {
  int harmless = 0, total = 0;
  testing::each_line(testing::read_file(testing::data_folder() / "sec-dompurify/cases.jsonl"), [&](std::string_view line) {
    const auto json = parse_json(line);
    ++total;
    harmless += json && is_harmless_everywhere(json->text("payload"));
  });
  MESSAGE("sec-dompurify: " << harmless << " of " << total << " harmless in all six profiles");
  CHECK(total == 223);
  CHECK(harmless == 223);
}

TEST_CASE("every line of the attack lists comes out harmless") {
  const testing::Unpacked lists("sec-payload-lists/payloads.tar.xz");
  int harmless = 0, total = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(lists.folder())) {
    if (file.path().extension() != ".txt") continue;
    testing::each_line(testing::read_file(file.path()), [&](std::string_view line) {
      ++total;
      const bool good = is_harmless_everywhere(line);
      if (!good) MESSAGE(std::string(line.substr(0, 300)));
      harmless += good;
    });
  }
  MESSAGE("sec-payload-lists: " << harmless << " of " << total << " harmless");
  CHECK(total > 7000);
  CHECK(harmless == total);
}

TEST_CASE("explosive texts are refused in bounded time") {
  std::string nested, formatting = "<div>";
  for (int i = 0; i < 300'000; ++i) nested += "<div>";
  for (int i = 0; i < 9'000; ++i) formatting += "<font color=" + std::to_string(i) + ">";
  formatting += "</div>";
  for (int i = 0; i < 9'000; ++i) formatting += "<p>x";
  CHECK(sanitize(nested, Profile::feed).error().word() == "html.too_many_tags");
  CHECK(sanitize(formatting, Profile::feed).error().word() == "html.too_complex");
  CHECK(sanitize(std::string(3 << 20, 'a'), Profile::feed).error().word() == "html.too_large");
  CHECK(sanitize(nested.substr(0, 5 * 15'000) + "deep", Profile::feed).has_value());
}

TEST_CASE("HTML becomes a body") {
  const auto body = body_from_html(
      "<h1>Title</h1> intro <b>bold <i>both</i></b><br>line<br><br>second"
      "<figure><img src='/a.png' alt=' A '><figcaption>Cap <b>x</b></figcaption></figure>"
      "<ul><li>one<ul><li>inner</li></ul></li></ul><table><tr><th colspan=2>h</th></tr><tr><td>a</td><td></td></tr></table>"
      "<pre>x\n  y</pre><img src='/t.gif' width=1 height=1><p>in<img src='/b.png'>side</p><hr>",
      testing::counting_ids(), {.base_url = "https://n.org/s/1"});
  REQUIRE(body);
  CHECK(body_from_json(to_json(*body)).has_value());
  CHECK(to_html(*body) ==
        "<h2>Title</h2><p>intro <strong>bold </strong><strong><em>both</em></strong><br>line</p><p>second</p>"
        "<figure><img src=\"https://n.org/a.png\" alt=\"A\"><figcaption>Cap <strong>x</strong></figcaption></figure>"
        "<ul><li><p>one</p><ul><li>inner</li></ul></li></ul><table><tr><th colspan=\"2\">h</th></tr><tr><td>a</td><td></td></tr></table>"
        "<pre><code>x\n  y</code></pre><p>in</p><figure><img src=\"https://n.org/b.png\" alt=\"\"></figure><p>side</p><hr>");
}

TEST_CASE("text of HTML keeps words apart") {
  CHECK(text_from_html("<p>a</p><p>b<b>c</b> &amp; d</p><script>x</script>").value() == "a bc & d");
  CHECK(text_from_html("  plain \n text ").value() == "plain text");
}

TEST_CASE("addresses are completed as RFC 3986 section 5.4 says") {
  constexpr std::pair<std::string_view, std::string_view> cases[] = {
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"./g/.", "http://a/b/c/g/"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"mailto:x@y", "mailto:x@y"},
  };
  for (const auto& [reference, expected] : cases) CHECK(resolve_url("http://a/b/c/d;p?q", reference) == expected);
}

}  // namespace
}  // namespace galley::formats
