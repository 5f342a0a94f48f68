#include "craft/text/count.h"

#include <doctest/doctest.h>

namespace galley::text {
namespace {

TEST_CASE("Chinese counts by character, other scripts by word") {
  const auto count = count_words("台风“海燕”登陆，GDP grew 3.5% in New York's 1,200-year-old port.");
  CHECK(count.han == 6);
  CHECK(count.others == 8);
  CHECK(count.words == 14);
  CHECK(count_words("").words == 0);
  CHECK(count_words("ひらがな カタカナ").han == 8);
  CHECK(count_words("안녕 세계").others == 2);
  CHECK(count_words("a中b").words == 3);
  CHECK(count_words("end. Start").others == 2);
}

TEST_CASE("units differ where platforms differ") {
  constexpr std::string_view family = "a中\U0001F468‍\U0001F469‍\U0001F467";
  CHECK(count_units(family, Unit::codepoint) == 7);
  CHECK(count_units(family, Unit::utf16) == 10);
  CHECK(count_units(family, Unit::grapheme) == 3);
  CHECK(count_units("ab中文", Unit::weighted) == 6);
  CHECK(count_units("abc中文", Unit::cjk_half) == 4);
  CHECK(count_units("é", Unit::byte) == 2);
  CHECK(count_units("\xff", Unit::codepoint) == 1);
}

}  // namespace
}  // namespace galley::text
