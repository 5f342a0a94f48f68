#include "craft/formats/body.h"

#include <doctest/doctest.h>

#include "craft/formats/body_schema.h"
#include "platform/base/testing/data.h"

namespace galley::formats {
namespace {

using testing::counting_ids;

Json json(std::string_view text) { return parse_json(text).value(); }

constexpr std::string_view kStory = R"({"type":"doc","content":[
  {"type":"heading","attrs":{"id":"h1","level":2},"content":[{"type":"text","text":"台风登陆"}]},
  {"type":"paragraph","attrs":{"id":"p1"},"content":[
    {"type":"text","text":"Read "},
    {"type":"text","marks":[{"type":"strong"},{"type":"link","attrs":{"href":"https://example.org/?a=1&b=2"}}],"text":"<more>"},
    {"type":"hard_break"},{"type":"text","text":"next line"}]},
  {"type":"figure","attrs":{"id":"f1","asset":"asset_1","alt":"Harbour","credit":"Ann"},"content":[
    {"type":"caption","attrs":{"id":"c1"},"content":[{"type":"text","text":"The harbour"}]}]},
  {"type":"bullet_list","attrs":{"id":"l1"},"content":[{"type":"list_item","attrs":{"id":"i1"},"content":[
    {"type":"paragraph","attrs":{"id":"p2"},"content":[{"type":"text","text":"one"}]}]}]}]})";

// A tree of any shape, also ones that the schema forbids.
Node random_node(testing::Random& random, int depth) {
  static constexpr std::string_view types[] = {"doc",        "paragraph", "heading",    "blockquote", "bullet_list",     "list_item",
                                               "figure",     "caption",   "table",      "table_row",  "table_cell",      "table_header",
                                               "code_block", "text",      "hard_break", "text",       "horizontal_rule", "strange"};
  Node node{.type = std::string(types[random.below(std::size(types))])};
  if (random.below(3) == 0) set_attr(node.attrs, "id", "r" + std::to_string(random.below(9)));
  if (random.below(3) == 0) set_attr(node.attrs, "level", static_cast<std::int64_t>(random.below(9)));
  if (random.below(4) == 0) set_attr(node.attrs, "src", std::string(random.below(2) ? "https://e.org/x.png" : "javascript:x"));
  if (random.below(4) == 0) set_attr(node.attrs, "colspan", std::string("two"));
  if (node.type == "text") node.text = std::array<std::string, 4>{"", "a", "é\x01", "汉字\n"}[random.below(4)];
  if (random.below(3) == 0) node.marks = {{"em", {}}, {"link", {{"href", std::string("vbscript:x")}}}, {"strong", {}}, {"em", {}}};
  if (depth < 9) {
    for (auto n = random.below(4); n > 0; --n) node.content.push_back(random_node(random, depth + 1));
  }
  return node;
}

TEST_CASE("a body survives the way through JSON unchanged") {
  const Body body = body_from_json(json(kStory)).value();
  CHECK(body_from_json(to_json(body)).value() == body);
  CHECK(normalise(body, counting_ids()) == body);
}

TEST_CASE("marks come out in the schema's order and equal neighbours are one text") {
  const Body body = body_from_json(json(R"({"type":"doc","content":[{"type":"paragraph","attrs":{"id":"p"},"content":[
    {"type":"text","marks":[{"type":"em"},{"type":"strong"}],"text":"a"},
    {"type":"text","marks":[{"type":"strong"},{"type":"em"}],"text":"b"}]}]})"))
                        .value();
  const Node& text = body.doc.content.at(0).content.at(0);
  CHECK(text.text == "ab");
  CHECK(text.marks == std::vector<Mark>{{"strong", {}}, {"em", {}}});
}

TEST_CASE("the strict reader reports every fault with its place") {
  const auto result = body_from_json(json(R"({"type":"doc","content":[
    {"type":"paragraph","content":[{"type":"text","text":""}]},
    {"type":"heading","attrs":{"id":"a","level":7,"x":1}},
    {"type":"table","attrs":{"id":"a"}},
    {"type":"video"},
    {"type":"paragraph","attrs":{"id":"b"},"content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"javascript:1"}}]}]},
    {"type":"list_item","attrs":{"id":"c"}}]})"));
  REQUIRE(!result);
  std::vector<std::string> found;
  for (const Issue& issue : result.error().issues()) found.push_back(issue.pointer + " " + issue.code);
  CHECK(found == std::vector<std::string>{"/content/0/attrs/id body.attr_missing", "/content/0/content/0/text body.text_empty",
                                          "/content/1/attrs/x body.unknown_attr", "/content/1/attrs/level body.attr_range",
                                          "/content/2/attrs/id body.id_duplicate", "/content/2 body.content_missing",
                                          "/content/3/type body.unknown_node", "/content/4/content/0/marks/0/attrs/href body.url_scheme",
                                          "/content/5 body.not_allowed_here"});
}

TEST_CASE("limits are kept") {
  CHECK(!body_from_json(json(kStory), {.nodes = 5}));
  CHECK(!body_from_json(json(kStory), {.text_bytes = 10}));
  CHECK(!body_from_json(json(kStory), {.depth = 2}));
  CHECK(!body_from_json(json("[]")));
}

TEST_CASE("normalise turns any tree into one that the strict reader accepts, and only once") {
  testing::Random random(7);
  int good = 0;
  constexpr int kTrees = 3000;
  for (int i = 0; i < kTrees; ++i) {
    Body body;
    body.doc = random_node(random, 0);
    const BodyLimits limits{.depth = 5};
    const Body once = normalise(std::move(body), counting_ids(), limits);
    const auto read = body_from_json(to_json(once), limits);
    good += read && *read == once && normalise(once, counting_ids(), limits) == once;
  }
  CHECK(good == kTrees);
}

TEST_CASE("normalise keeps the text of what it takes apart") {
  Body body;
  body.doc.content = {text_node("loose"),
                      {.type = "strange", .content = {block_node("paragraph", "p", {text_node("inside")})}},
                      block_node("bullet_list", "l", {block_node("paragraph", "p", {text_node("item")})}),
                      block_node("paragraph", "")};
  const Body fixed = normalise(std::move(body), counting_ids());
  CHECK(to_plain_text(fixed) == "loose\n\ninside\n\nitem");
  CHECK(fixed.doc.content.size() == 3);
  CHECK(text_attr(fixed.doc.content[1].attrs, "id") == "p");
  CHECK(text_attr(fixed.doc.content[2].content[0].content[0].attrs, "id") != "p");
}

TEST_CASE("an empty body is one empty paragraph") {
  CHECK(normalise({}, counting_ids()).doc.content == std::vector{block_node("paragraph", "b1")});
}

TEST_CASE("HTML is escaped and holds only allowed addresses") {
  Body body = body_from_json(json(kStory)).value();
  CHECK(to_html(body) ==
        "<h2>台风登陆</h2><p>Read <a href=\"https://example.org/?a=1&amp;b=2\"><strong>&lt;more&gt;</strong></a><br>next line</p>"
        "<figure><figcaption>The harbour</figcaption><small>Ann</small></figure><ul><li>one</li></ul>");
  body.doc.content[1].content[1].marks[0].attrs[0].value = "java\nscript:alert(1)";
  CHECK(!to_html(body).contains("script"));
}

TEST_CASE("blocks are what diff and provenance compare") {
  const auto list = blocks(body_from_json(json(kStory)).value());
  std::vector<std::string> ids;
  for (const auto& block : list) ids.push_back(block.id + " " + block.type);
  CHECK(ids == std::vector<std::string>{"h1 heading", "p1 paragraph", "f1 figure", "c1 caption", "p2 paragraph"});
  CHECK(list[1].text == "Read <more>\nnext line");
  CHECK(list[2].form == "asset=asset_1;alt=Harbour;credit=Ann;");
}

TEST_CASE("the schema is written for the editor's comparison") {
  const Json schema = schema_json();
  CHECK(schema.find("nodes")->array()->size() == node_specs().size());
  CHECK(
      to_text(schema.find("nodes")->array()->at(10)) ==
      R"({"type":"table_row","group":"","content":"(table_cell | table_header)+","marks":"","attrs":[{"name":"id","kind":"id","required":true}]})");
}

}  // namespace
}  // namespace galley::formats
