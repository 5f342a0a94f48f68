#include "craft/formats/template.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "platform/base/testing/data.h"
#include "platform/base/json.h"

namespace galley::formats {
namespace {

using Sources = std::map<std::string, std::string, std::less<>>;

std::string render(std::string source, const View& view, Sources partials = {}) {
  partials["t"] = std::move(source);
  const auto templates = Templates::compile(partials);
  if (!templates) return "! " + templates.error().issues().front().code;
  const auto out = templates->render("t", view);
  return out ? *out : "! " + out.error().word();
}

View person(std::string name) { return View::Object{{"name", name}}; }

TEST_CASE("values are escaped, SafeHtml prints raw between tags only") {
  const View view = View::Object{{"a", "<b>&\"'"}, {"h", SafeHtml{"<i>x</i>"}}, {"o", View::Object{{"n", 3}}}};
  CHECK(render("{{a}}|{{ h }}|{{o.n}}|{{none}}", view) == "&lt;b&gt;&amp;&quot;&#39;|<i>x</i>|3|");
  CHECK(render("<p title=\"{{h}}\">", view) == "<p title=\"&lt;i&gt;x&lt;/i&gt;\">");
}

TEST_CASE("sections: lists, objects, strings, booleans, and what is empty") {
  const View view = View::Object{{"people", View::List{person("A"), person("B")}},
                                 {"one", person("C")},
                                 {"yes", true},
                                 {"no", false},
                                 {"text", "t"},
                                 {"blank", ""},
                                 {"none", View::List{}},
                                 {"name", "outer"}};
  CHECK(render("{{#people}}<{{name}}>{{/people}}", view) == "! template.place");
  CHECK(render("{{#people}}({{name}}){{/people}}", view) == "(A)(B)");
  CHECK(render("{{#one}}{{name}}{{/one}}{{#yes}}{{name}}{{/yes}}{{#text}}{{.}}{{/text}}", view) == "Coutert");
  CHECK(render("{{#no}}x{{/no}}{{#blank}}x{{/blank}}{{#none}}x{{/none}}{{#gone}}x{{/gone}}", view) == "");
  CHECK(render("{{^no}}1{{/no}}{{^blank}}2{{/blank}}{{^none}}3{{/none}}{{^gone}}4{{/gone}}{{^yes}}5{{/yes}}", view) == "1234");
}

TEST_CASE("a dotted name is looked up by its first part only") {
  const View view = View::Object{{"a", View::Object{{"b", View::Object{{"c", "x"}}}}}, {"s", View::Object{{"b", View::Object{}}}}};
  CHECK(render("{{#a}}{{b.c}}{{/a}}", view) == "x");
  CHECK(render("{{#s}}{{b.c}}{{/s}}", view) == "");
}

TEST_CASE("tags alone on a line take it with them") {
  CHECK(render("a\n  {{! note }}\nb\n{{#x}}\nin\n{{/x}}\nend", View::Object{{"x", true}}) == "a\nb\nin\nend");
  CHECK(render("{{>p}}\n", View::Object{}, {{"p", "part\n"}}) == "part\n");
}

TEST_CASE("partials see the view; endless ones are cut off") {
  CHECK(render("{{#people}}{{>row}}{{/people}}", View::Object{{"people", View::List{person("A"), person("B")}}}, {{"row", "[{{name}}]"}}) ==
        "[A][B]");
  CHECK(render("{{>loop}}", View::Object{}, {{"loop", "x{{>loop}}"}}) == "! template.too_deep");
  CHECK(render("{{>nobody}}", View::Object{}) == "! template.partial_unknown");
}

TEST_CASE("addresses come from Url values or start in the template") {
  const View view =
      View::Object{{"u", Url("https://e.org/?a=1&b")}, {"bad", Url("java\nscript:x")}, {"s", "javascript:x"}, {"q", "a b/?&"}};
  CHECK(render("<a href=\"{{u}}\">", view) == "<a href=\"https://e.org/?a=1&amp;b\">");
  CHECK(render("<a href=\"{{bad}}\"><img src='{{s}}'>", view) == "<a href=\"\"><img src=''>");
  CHECK(render("<a href=\"/s/{{q}}\">", view) == "<a href=\"/s/a%20b%2F%3F%26\">");
  const auto strict = Templates::compile({{"t", "<a href=\"{{s}}\">{{none}}"}}).value().render("t", view, Missing::error);
  CHECK(strict.error().word() == "template.not_a_url");
}

TEST_CASE("places where escaping doesn't help are refused") {
  const View view = View::Object{{"x", "y"}};
  for (const char* source :
       {"<a href={{x}}>", "<p onclick=\"{{x}}\">", "<p STYLE='{{x}}'>", "<script>{{x}}</script>", "<style>{{x}}</style>", "<!-- {{x}} -->",
        "<p {{x}}>", "<p {{x}}=\"1\">", "<{{x}}>", "<p{{x}}>", "<iframe srcdoc=\"{{x}}\">", "<p a{{x}}=\"1\">"}) {
    CHECK_MESSAGE(render(source, view) == "! template.place", source);
  }
  CHECK(render("<script>a</script><!-- - -- x --><p a='>' b=c d>{{x}}</p>a < b {{x}}", view) ==
        "<script>a</script><!-- - -- x --><p a='>' b=c d>y</p>a < b y");
}

TEST_CASE("sections and templates leave the markup as they took it up") {
  const View view = View::Object{{"x", true}};
  CHECK(render("<p{{#x}} class=\"a\"{{/x}}>", view) == "<p class=\"a\">");
  CHECK(render("<p{{#x}} class=\"a{{/x}}\">", view) == "! template.section_breaks_markup");
  CHECK(render("<s{{#x}} a=\"b\"{{/x}}cript>", view) == "! template.place");
  CHECK(render("<s{{#x}}cript{{/x}}>", view) == "! template.place");
  CHECK(render("<p", view) == "! template.breaks_markup");
}

TEST_CASE("every fault is found, with template and line") {
  const auto result = Templates::compile({{"a", "x\n{{{raw}}}\n{{#s}}\n{{/t}}"}, {"b", "{{&raw}} {{=<% %>=}} {{"}});
  REQUIRE(!result);
  std::vector<std::string> found;
  for (const Issue& issue : result.error().issues()) found.push_back(issue.pointer + " " + issue.code);
  CHECK(found == std::vector<std::string>{"/a/2 template.raw_form", "/a/4 template.section_unopened", "/a/4 template.section_unclosed",
                                          "/b/1 template.raw_form", "/b/1 template.tag_unknown", "/b/1 template.tag_unclosed"});
}

TEST_CASE("sizes are bounded") {
  CHECK(render(std::string(300 << 10, 'x'), View::Object{}) == "! template.too_large");
  View::List list(3000, View(std::string(1000, 'x')));
  CHECK(render("{{#list}}{{.}}{{/list}}", View::Object{{"list", list}}) == "! template.too_long");
}

TEST_CASE("attack lines through a text, an attribute and an address stay text") {
  const testing::Unpacked lists("sec-payload-lists/payloads.tar.xz");
  const auto templates = Templates::compile({{"t", "<p title=\"{{x}}\" lang='{{x}}'>{{x}}</p><a href=\"{{u}}\">"}}).value();
  int good = 0, total = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(lists.folder())) {
    if (file.path().extension() != ".txt") continue;
    testing::each_line(testing::read_file(file.path()), [&](std::string_view line) {
      const std::string out = templates.render("t", View::Object{{"x", line}, {"u", Url(line)}}).value();
      ++total;
      good += std::ranges::count(out, '<') == 3 && std::ranges::count(out, '"') == 4 && std::ranges::count(out, '\'') == 2 &&
              !out.contains("href=\"javascript");
    });
  }
  MESSAGE("attack lines through a template: " << good << " of " << total << " stay text");
  CHECK(good == total);
}

TEST_CASE("the readers' theme compiles") {
  const auto folder = testing::repository_folder() / "site/templates";
  Sources sources;
  std::error_code missing;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder, missing)) {
    if (file.path().extension() == ".html") sources[file.path().stem().string()] = testing::read_file(file.path());
  }
  const auto templates = Templates::compile(sources);
  if (!templates) {
    for (const Issue& issue : templates.error().issues()) MESSAGE(issue.pointer << " " << issue.code);
  }
  CHECK(sources.size() >= 5);
  CHECK(templates.has_value());
}

}  // namespace
}  // namespace galley::formats
