#include "craft/text/count.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "craft/text/words.h"

namespace galley::text {
namespace {

class CodePoints {
 public:
  explicit CodePoints(std::string_view utf8) : text_(utf8) {}
  bool next(UChar32& out) {
    if (at_ >= static_cast<std::int32_t>(text_.size())) return false;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text_.data()), at_, static_cast<std::int32_t>(text_.size()), out);
    return true;
  }

 private:
  std::string_view text_;
  std::int32_t at_ = 0;
};

bool counts_alone(UChar32 c) {
  if (c < 0x2e80) return false;
  if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return true;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

bool continues_word(UChar32 c) { return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }
bool joins_word(UChar32 c) { return c == '\'' || c == 0x2019 || c == '-' || c == '.' || c == ','; }

bool is_half_width(UChar32 c) {
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width != U_EA_WIDE && width != U_EA_FULLWIDTH;
}

}  // namespace

WordCount count_words(std::string_view utf8) {
  WordCount out;
  CodePoints points(utf8);
  UChar32 c = 0;
  bool in_word = false;
  bool after_joiner = false;
  while (points.next(c)) {
    if (!u_isUWhiteSpace(c)) ++out.characters;
    if (counts_alone(c)) {
      ++out.han;
      in_word = after_joiner = false;
    } else if (continues_word(c)) {
      if (!in_word) ++out.others;
      in_word = true;
      after_joiner = false;
    } else if (in_word && joins_word(c) && !after_joiner) {
      after_joiner = true;
    } else {
      in_word = after_joiner = false;
    }
  }
  out.words = out.han + out.others;
  return out;
}

std::int64_t count_units(std::string_view utf8, Unit unit) {
  if (unit == Unit::byte) return static_cast<std::int64_t>(utf8.size());
  if (unit == Unit::grapheme) return static_cast<std::int64_t>(graphemes(utf8).size());
  std::int64_t count = 0;
  CodePoints points(utf8);
  for (UChar32 c = 0; points.next(c);) {
    switch (unit) {
      case Unit::utf16: count += U16_LENGTH(c); break;
      case Unit::weighted:
      case Unit::cjk_half: count += is_half_width(c) ? 1 : 2; break;
      default: ++count;
    }
  }
  return unit == Unit::cjk_half ? (count + 1) / 2 : count;
}

std::string_view name(Unit unit) {
  constexpr std::string_view names[] = {"codepoint", "utf16", "grapheme", "weighted", "byte", "cjk_half"};
  return names[static_cast<std::size_t>(unit)];
}

}  // namespace galley::text
