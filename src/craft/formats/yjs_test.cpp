#include "craft/formats/yjs.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "craft/formats/yjs_store.h"
#include "platform/base/testing/data.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

std::string bytes(std::string_view hex) {
  std::string out;
  std::string digits;
  for (const char c : hex) {
    if (c != ' ') digits += c;
  }
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) out += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  return out;
}

constexpr std::string_view kHello = "01 01 01 00 04 01 01 74 01 61 00";  // client 1 inserts "a" in text "t"
constexpr std::string_view kParagraph =                                  // client 2: <paragraph id="p1">hi<strong>B</strong></paragraph>
    "01 07 02 00 07 01 0b 70726f73656d6972726f72 03 09 706172616772617068 07 00 02 00 06 04 00 02 01 02 6869 86 02 03 06 7374726f6e67 02 "
    "7b7d "
    "84 02 04 01 42 86 02 05 06 7374726f6e67 04 6e756c6c 28 00 02 00 02 6964 01 77 02 7031 00";

Body paragraph() {
  Body out;
  out.doc.content = {block_node("paragraph", "p1", {text_node("hi"), text_node("B", {{"strong", {}}})})};
  return out;
}

Json vectors() {
  return parse_json(testing::read_file(testing::repository_folder() / "src/craft/formats/testdata/yjs_vectors.json")).value_or(Json());
}

// Sorted attributes, merged texts: the shape of the vectors.
Json sorted_attrs(const std::vector<Attr>& attrs) {
  std::map<std::string, AttrValue> by_name;
  for (const Attr& attr : attrs) by_name.emplace(attr.name, attr.value);
  Json::Object out;
  for (const auto& [name, value] : by_name) out.emplace_back(name, std::visit([](const auto& typed) { return Json(typed); }, value));
  return out;
}

Json shown(const std::vector<Node>& nodes);

Json shown(const Node& node) {
  if (node.type != "text") return Json::Object{{"type", node.type}, {"attrs", sorted_attrs(node.attrs)}, {"content", shown(node.content)}};
  Json::Array marks;
  for (const Mark& mark : node.marks) marks.emplace_back(Json::Object{{"type", mark.type}, {"attrs", sorted_attrs(mark.attrs)}});
  return Json::Object{{"type", "text"}, {"text", node.text}, {"marks", marks}};
}

Json shown(const std::vector<Node>& nodes) {
  std::vector<Node> merged;
  for (const Node& node : nodes) {
    const bool same = !merged.empty() && node.type == "text" && merged.back().type == "text" && merged.back().marks == node.marks;
    if (same)
      merged.back().text += node.text;
    else
      merged.push_back(node);
  }
  Json::Array out;
  for (const Node& node : merged) out.push_back(shown(node));
  return out;
}

YDocument document_of(const std::vector<std::string>& updates) {
  YDocument out;
  for (const std::string& update : updates) REQUIRE(out.apply(update).has_value());
  return out;
}

TEST_CASE("golden bytes of yjs 13.6") {
  YDocument text = document_of({bytes(kHello)});
  CHECK(text.text("t") == "a");
  CHECK(text.encoded_state_vector() == bytes("01 01 01"));
  CHECK(text.encode() == bytes(kHello));
  YDocument empty;
  CHECK(empty.encoded_state_vector() == bytes("00"));
  CHECK(empty.encode() == bytes("0000"));
  CHECK(empty.apply(bytes("0000")).has_value());
  YDocument body = document_of({bytes(kParagraph)});
  CHECK(normalise(body.body(), testing::counting_ids()) == paragraph());
  CHECK(body.encode() == bytes(kParagraph));
}

TEST_CASE("a seed is the golden update, and y-prosemirror's bytes for other bodies") {
  CHECK(seed_update(paragraph(), 2) == bytes(kParagraph));
  CHECK(seed_update({}) == bytes("0000"));
  const Json data = vectors();
  int equal = 0;
  for (const Json& seed : *data.find("seeds")->array()) {
    const Body body = body_from_json(*seed.find("body")).value();
    const std::string update = seed_update(body, 1);
    equal += update == bytes(seed.text("update"));
    CHECK(hex(update) == seed.text("update"));
    CHECK(normalise(document_of({update}).body(), testing::counting_ids()) == body);
  }
  MESSAGE("seeds as y-prosemirror writes them: " << equal << " of " << data.find("seeds")->array()->size());
}

TEST_CASE("random concurrent sessions read as in yjs: in order, shuffled, doubled, merged, as full state, and encoded by us") {
  const Json data = vectors();
  REQUIRE(data.find("sessions"));
  testing::Random random(3);
  int good = 0, total = 0;
  for (const Json& session : *data.find("sessions")->array()) {
    std::vector<std::string> updates;
    for (const Json& update : *session.find("updates")->array()) updates.push_back(bytes(*update.string()));
    auto shuffled = updates;
    shuffled.insert(shuffled.end(), updates.begin(), updates.end());
    for (std::size_t i = shuffled.size(); i > 1; --i) std::swap(shuffled[i - 1], shuffled[random.below(i)]);
    const std::string encoded = document_of(updates).encode();
    for (const auto& list : {updates, shuffled, {bytes(session.text("merged"))}, {bytes(session.text("full"))}, {encoded}}) {
      const YDocument document = document_of(list);
      const bool same = to_text(shown(document.body().doc.content)) == to_text(*session.find("content")) && !document.is_waiting() &&
                        document.encoded_state_vector() == bytes(session.text("vector"));
      good += same;
      ++total;
    }
  }
  MESSAGE("yjs sessions: " << good << " of " << total << " readings equal");
  CHECK(total == 55);
  CHECK(good == total);
}

TEST_CASE("what is known is no news; what is missing waits") {
  const Json data = vectors();
  const Json& session = data.find("sessions")->array()->front();
  std::vector<std::string> updates;
  for (const Json& update : *session.find("updates")->array()) updates.push_back(bytes(*update.string()));
  YDocument document;
  int news = 0;
  for (auto update = updates.rbegin(); update != updates.rend(); ++update) {
    news += document.holds_news(*update).value();
    REQUIRE(document.apply(*update).has_value());
    CHECK(!document.holds_news(*update).value());
  }
  CHECK(news == static_cast<int>(updates.size()));
  CHECK(!document.holds_news(bytes(session.text("full"))).value());
  CHECK(!document.is_waiting());
  YDocument late;
  CHECK(late.apply(updates.back()).has_value());
  CHECK(late.is_waiting());
}

TEST_CASE("an update names the clients that it touches") {
  const YUpdateFacts facts = inspect_update(bytes(kParagraph)).value();
  CHECK(facts.clients == std::vector<YClient>{2});
  CHECK(facts.deletes_of.empty());
  CHECK(facts.structs == 7);
  CHECK(facts.reaches == YStateVector{{2, 8}});
  CHECK(inspect_update(bytes("00 01 05 01 00 01")).value().deletes_of == std::vector<YClient>{5});
}

TEST_CASE("state vectors go both ways") {
  const YStateVector vector{{1, 5}, {900, 7}};
  CHECK(decode_state_vector(encode_state_vector(vector)).value() == vector);
  CHECK(!decode_state_vector("\x01"));
}

TEST_CASE("hostile updates are refused and leave the document as it was") {
  YDocument document = document_of({bytes(kHello)});
  for (const char* update : {"", "01", "01 01 01 00", "01 01 01 01 84 01 05 01 61 00",  // an origin of its own future
                             "01 01 02 00 04 01 01 74 00 00",                           // nothing inserted
                             "01 01 02 00 04 01 01 74 02 c3 28 00",                     // no UTF-8
                             "01 01 02 00 1f 00", "ff ff ff ff ff ff ff ff ff 01", "00 00 00"}) {
    CHECK_MESSAGE(document.apply(bytes(update)).error().word() == "yjs.malformed", update);
  }
  CHECK(document.apply(bytes("01 01 02 00 00 ff ff ff ff ff 7f 00")).error().word() == "yjs.too_large");  // a clock beyond 2^32
  YDocument small({.update_bytes = 5});
  CHECK(small.apply(bytes(kHello)).error().word() == "yjs.too_large");
  YDocument few({.structs = 3});
  CHECK(few.apply(bytes(kParagraph)).error().word() == "yjs.too_large");
  CHECK(document.text("t") == "a");
  CHECK(document.encode() == bytes(kHello));
}

TEST_CASE("elements inside elements end at the limit") {
  std::string structs;
  append_var_string(structs, "prosemirror");
  structs = "\x07\x01" + structs + "\x03\x01q";
  for (YClock i = 0; i < 5'000; ++i) {
    structs += std::string("\x07\0", 2);
    append_id(structs, {9, i});
    structs += "\x03\x01q";
  }
  std::string update = "\x01";
  append_var_uint(update, 5'001);
  append_id(update, {9, 0});
  update += structs + std::string(1, '\0');
  const YDocument document = document_of({update});
  const Body body = normalise(document.body(), testing::counting_ids());
  CHECK(body_from_json(to_json(body)).has_value());
}

}  // namespace
}  // namespace galley::formats
