#include <doctest/doctest.h>

#include "platform/base/testing/data.h"
#include "craft/text/clean.h"
#include "craft/text/diff.h"
#include "craft/text/slug.h"
#include "craft/text/words.h"

namespace galley::text {
namespace {

std::string shown(const std::vector<Run>& runs) {
  std::string out;
  for (const Run& run : runs) out += run.op == Change::same ? run.text : (run.op == Change::added ? "{+" : "{-") + run.text + "}";
  return out;
}

std::string side(const std::vector<Run>& runs, Change without) {
  std::string out;
  for (const Run& run : runs) {
    if (run.op != without) out += run.text;
  }
  return out;
}

TEST_CASE("clean: NFC, line ends, control characters") {
  CHECK(clean("e\u0301\r\na\rb\x01\u0085").value() == "é\na\nb");
  CHECK(clean_line(" a\tb\n ").value() == "a b");
  CHECK(clean(std::string_view("a\0b", 3)).error().word() == "text.nul");
  CHECK(clean("\xff").error().word() == "text.not_utf8");
  CHECK(clean("한").value() == "한");
}

TEST_CASE("naughty strings survive cleaning, and twice is once") {
  const auto list = parse_json(testing::read_file(testing::data_folder() / "sec-naughty-strings/blns.json")).value();
  int stable = 0, total = 0;
  for (const Json& entry : *list.array()) {
    const auto once = clean(*entry.string());
    ++total;
    stable += once && clean(*once).value() == *once;
  }
  MESSAGE("sec-naughty-strings: " << stable << " of " << total << " clean and stable");
  CHECK(total == 515);
  CHECK(stable == total);
}

TEST_CASE("slugs of Chinese and English headlines") {
  CHECK(slug("台风“海燕”登陆福建") == "tai-feng-hai-yan-deng-lu-fu-jian");
  CHECK(slug("Don't panic: Café №5 opens!") == "dont-panic-cafe-no-5-opens");
  CHECK(slug("中国GDP增长5.2%") == "zhong-guo-gdp-zeng-zhang-5-2");
  CHECK(slug("one two three", 9) == "one-two");
  CHECK(slug("abcdefghij", 4) == "abcd");
  CHECK(slug("！！！") == "");
  CHECK(slug("Привет мир") == "privet-mir");
}

TEST_CASE("tokens are whole graphemes") {
  CHECK(tokens("ab 中文x").size() == 5);
  CHECK(tokens("\U0001F468‍\U0001F469‍\U0001F467e\u0301").size() == 2);
}

TEST_CASE("words, ideographs and signs are compared as wholes") {
  CHECK(shown(diff_text("The red car stops.", "The blue car stops!")) == "The {-red}{+blue} car stops{-.}{+!}");
  CHECK(shown(diff_text("The red car", "The blue bike")) == "The {-red car}{+blue bike}");
  CHECK(shown(diff_text("今天北京下雨", "今天上海下雨")) == "今天{-北京}{+上海}下雨");
  CHECK(shown(diff_text("", "new")) == "{+new}");
  CHECK(shown(diff_text("a\U0001F468‍\U0001F469", "a\U0001F468‍\U0001F467")) ==
        "a{-\U0001F468‍\U0001F469}{+\U0001F468‍\U0001F467}");
  CHECK(diff_text("same", "same") == std::vector<Run>{{Change::same, "same"}});
}

TEST_CASE("both versions can be read off any diff, also of texts with nothing in common") {
  testing::Random random(5);
  for (int i = 0; i < 2000; ++i) {
    std::string a, b;
    static constexpr std::string_view pieces[] = {"a", "bc", " ", "中", "，", "é", "👍🏽", "\n"};
    for (auto n = random.below(30); n > 0; --n) a += pieces[random.below(8)];
    for (auto n = random.below(30); n > 0; --n) b += pieces[random.below(8)];
    const auto runs = diff_text(a, b);
    REQUIRE(side(runs, Change::added) == a);
    REQUIRE(side(runs, Change::removed) == b);
  }
  std::string a, b;
  for (int i = 0; i < 5000; ++i) a += "x ", b += "y,";
  CHECK(diff_text(a, b).size() == 2);
}

TEST_CASE("blocks: same, changed, added, removed, moved") {
  const auto block = [](std::string id, std::string text, std::string form = "") { return Block{id, "paragraph", text, form}; };
  const std::vector before{block("a", "one"), block("b", "two"), block("c", "three"), block("d", "four"), block("e", "five", "x")};
  const std::vector after{block("c", "three"), block("a", "one"), block("d", "four more"),
                          block("n", "new"),   block("z", "two"), block("e", "five", "y")};
  std::vector<std::string> ops;
  for (const auto& diff : diff_blocks(before, after)) {
    constexpr std::string_view names[] = {"same", "added", "removed", "changed"};
    ops.push_back(std::string(names[static_cast<int>(diff.op)]) + " " + diff.id + (diff.moved ? " moved" : "") + " " + shown(diff.runs));
  }
  CHECK(ops == std::vector<std::string>{"same c moved three", "same a one", "changed d moved four{+ more}", "added n {+new}", "same z two",
                                        "changed e five"});
  CHECK(to_text(to_json(diff_blocks({block("a", "x")}, {}))) ==
        R"({"blocks":[{"op":"removed","id":"a","type":"paragraph","runs":[{"op":"removed","text":"x"}]}]})");
}

}  // namespace
}  // namespace galley::text
