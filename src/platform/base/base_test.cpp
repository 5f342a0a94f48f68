#include <doctest/doctest.h>

#include <cstdlib>
#include <set>

#include "platform/base/decode.h"
#include "platform/base/encode.h"
#include "platform/base/reflect.h"
#include "platform/base/schema.h"

namespace {
enum class Nowhere : std::uint8_t { here, there_ };   // its enumerators are spelt "(anonymous namespace)::Nowhere::here"
}  // namespace

namespace galley {

struct TestCase;
template <>
inline constexpr std::string_view id_prefix<TestCase> = "case";

namespace {

enum class Stage : std::uint8_t { open, in_review, default_ };
struct Holder {
  enum class Inside : std::uint8_t { a, b, c };
  enum Plain : std::uint8_t { x, y };
};
struct Inner {
  std::string name;
  std::int32_t width;
};
struct Sample {
  Id<TestCase> id;
  Text<1, 5> title;
  std::optional<Time> at;
  std::vector<Inner> parts;
  Stage stage;
  Patch<std::string> note;
  std::optional<Json> extra;
};

std::set<std::string> codes(const Error& error) {
  std::set<std::string> out;
  for (const auto& issue : error.issues()) out.insert(issue.pointer + " " + issue.code);
  return out;
}

}  // namespace

TEST_CASE("a struct survives the way through JSON and back") {
  Sample in{.id = {*parse_typeid("case", "case_01h455vb4pex5vsknk084sn02q")}, .title = {"标题"}, .at = Time{1'700'000'000'123},
            .parts = {{"a\"\n", 3}}, .stage = Stage::default_, .note = {Patch<std::string>::State::null, {}}, .extra = Json(Json::Object{{"k", Json(1)}})};
  const std::string text = encoded(type<Sample>, &in);
  CHECK(text == R"({"id":"case_01h455vb4pex5vsknk084sn02q","title":"标题","at":"2023-11-14T22:13:20.123Z","parts":[{"name":"a\"\n","width":3}],)"
                R"("stage":"default","note":null,"extra":{"k":1}})");
  auto out = decoded<Sample>(text, type<Sample>);
  REQUIRE(out);
  CHECK(encoded(type<Sample>, &*out) == text);
}

TEST_CASE("enums are read wherever they stand") {
  auto names = [](const Type& of) { return std::vector<std::string_view>(of.names, of.names + of.count); };
  CHECK(names(type<Nowhere>) == std::vector<std::string_view>{"here", "there"});
  CHECK(type<Nowhere>.name == "Nowhere");
  CHECK(names(type<Stage>) == std::vector<std::string_view>{"open", "in_review", "default"});
  CHECK(names(type<Holder::Inside>) == std::vector<std::string_view>{"a", "b", "c"});
  CHECK(names(type<Holder::Plain>) == std::vector<std::string_view>{"x", "y"});
}

TEST_CASE("the decoder reports every wrong field at once, by pointer") {
  Sample out{};
  const auto result = decode(R"({"id":"story_01h455vb4pex5vsknk084sn02q","title":"toolong","at":"2023-02-29T00:00:00Z",
    "parts":[{"name":1,"width":1.5},{"width":99999999999,"name":"x"}],"stage":"closed","stage":"open","b/c":1})", type<Sample>, &out);
  REQUIRE(!result);
  CHECK(result.error().code() == Code::invalid);
  CHECK(codes(result.error()) == std::set<std::string>{"/id id.prefix", "/title text.too_long", "/at time.syntax", "/parts/0/name type.expected",
                                                       "/parts/0/width number.integer", "/parts/1/width number.range", "/stage enum.unknown",
                                                       "/stage json.duplicate_key", "/b~1c field.unknown"});
}

TEST_CASE("missing, null, NUL and fields of the path are refused") {
  Sample out{};
  const std::string_view taken[] = {"id"};
  const auto result = decode(R"({"id":"case_01h455vb4pex5vsknk084sn02q","title":"a\u0000b","stage":null})", type<Sample>, &out, Unknown::refuse, taken);
  REQUIRE(!result);
  CHECK(codes(result.error()) == std::set<std::string>{"/id field.in_path", "/title text.nul", "/stage field.null"});
  const auto empty = decode("{}", type<Sample>, &out);
  REQUIRE(!empty);
  CHECK(codes(empty.error()) == std::set<std::string>{"/id field.missing", "/title field.missing", "/stage field.missing"});
}

TEST_CASE("broken JSON names the place") {
  Sample out{};
  const auto result = decode(R"({"parts":[{"name":"\ud800"}]})", type<Sample>, &out);
  REQUIRE(!result);
  CHECK(result.error().code() == Code::malformed);
  CHECK(result.error().word() == "json.surrogate");
  CHECK(result.error().issues()[0].pointer == "/parts/0/name");
}

TEST_CASE("numbers too large for a double and too deep nesting are refused") {
  CHECK(!parse_json("1e400"));
  CHECK(parse_json("1e308"));
  CHECK(parse_json(std::string(64, '[') + std::string(64, ']')));
  CHECK(!parse_json(std::string(65, '[') + std::string(65, ']')));
  CHECK(!parse_json(R"({"a":1,"a":2})"));
  CHECK(!parse_json("\xEF\xBB\xBF{}"));
  CHECK(!parse_json("[1,]"));
}

TEST_CASE("canonical JSON sorts by UTF-16 code units") {
  const auto value = parse_json(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})");
  REQUIRE(value);
  CHECK(canonical(*value) == "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"\xC3\xB6\":7,\"\xE2\x82\xAC\":1,\"\xF0\x9F\x98\x80\":5,\"\xEF\xAC\xB3\":3}");
}

TEST_CASE("TypeIDs follow the specification's example") {
  const auto uuid = parse_typeid("prefix", "prefix_01h455vb4pex5vsknk084sn02q");
  REQUIRE(uuid);
  CHECK(hex({reinterpret_cast<const char*>(uuid->bytes.data()), 16}) == "01890a5dac96774bbcceb302099a8057");
  CHECK(typeid_text("prefix", *uuid) == "prefix_01h455vb4pex5vsknk084sn02q");
  CHECK(!parse_typeid("prefix", "prefix_81h455vb4pex5vsknk084sn02q"));
  CHECK(!parse_typeid("prefix", "prefix_01h455vb4pex5vsknk084sn02u"));
}

TEST_CASE("ids ascend, also within one millisecond") {
  struct Still final : Clock {
    Time now() const override { return {1'700'000'000'000}; }
  } clock;
  Ids ids(clock);
  Uuid last = ids.next();
  for (int i = 0; i < 10'000; ++i) {
    const Uuid next = ids.next();
    REQUIRE(next > last);
    last = next;
  }
}

TEST_CASE("times: offsets are applied, impossible dates refused") {
  CHECK(parse_rfc3339("2026-01-05T08:30:00+08:00")->ms == parse_rfc3339("2026-01-05T00:30:00Z")->ms);
  CHECK(!parse_rfc3339("2023-02-29T00:00:00Z"));
  CHECK(!parse_rfc3339("2023-02-28T24:00:00Z"));
  CHECK(!parse_rfc3339("2023-02-28T00:00:00"));
  CHECK(rfc3339(*parse_rfc3339("1969-12-31T23:59:59.5Z")) == "1969-12-31T23:59:59.500Z");
  CHECK(parse_http_date(http_date({1'700'000'000'000}))->ms == 1'700'000'000'000);
}

TEST_CASE("schemas name each struct once") {
  SchemaWriter writer;
  CHECK(to_text(writer.ref(type<Sample>)) == R"({"$ref":"#/components/schemas/Sample"})");
  const Json all(writer.take());
  CHECK(all.find("Inner") != nullptr);
  CHECK(to_text(*all.find("Stage")) == R"({"type":"string","enum":["open","in_review","default"]})");
}

}  // namespace galley
