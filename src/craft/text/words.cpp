#include "craft/text/words.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

namespace galley::text {
namespace {

enum class Sort { single, word, blank };

Sort sort_of(std::string_view grapheme) {
  std::int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(grapheme.data()), at, static_cast<std::int32_t>(grapheme.size()), c);
  if (u_isUWhiteSpace(c)) return Sort::blank;
  if (!u_isalnum(c) || u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return Sort::single;
  const auto line_break = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);  // ideographic class: kana and their like
  return line_break == U_LB_IDEOGRAPHIC || line_break == U_LB_CONDITIONAL_JAPANESE_STARTER ? Sort::single : Sort::word;
}

std::vector<std::string_view> ascii_bytes(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = text.substr(i).starts_with("\r\n") ? 2 : 1;
    out.push_back(text.substr(i, size));
    i += size;
  }
  return out;
}

}  // namespace

std::vector<std::string_view> graphemes(std::string_view utf8) {
  if (std::ranges::all_of(utf8, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return ascii_bytes(utf8);
  std::vector<std::string_view> out;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, decltype(&utext_close)> source(
      utext_openUTF8(nullptr, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status), &utext_close);
  const std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> breaks(ubrk_open(UBRK_CHARACTER, "en", nullptr, 0, &status), &ubrk_close);
  if (U_FAILURE(status)) return {utf8};  // only without ICU's data
  ubrk_setUText(breaks.get(), source.get(), &status);
  std::size_t begin = 0;
  for (auto end = ubrk_next(breaks.get()); end != UBRK_DONE; end = ubrk_next(breaks.get())) {
    out.push_back(utf8.substr(begin, static_cast<std::size_t>(end) - begin));
    begin = static_cast<std::size_t>(end);
  }
  return out;
}

std::vector<std::string_view> tokens(std::string_view utf8) {
  std::vector<std::string_view> out;
  Sort last = Sort::single;
  for (const std::string_view grapheme : graphemes(utf8)) {
    const Sort sort = sort_of(grapheme);
    if (sort != Sort::single && sort == last && !out.empty()) {
      out.back() = {out.back().data(), out.back().size() + grapheme.size()};
    } else {
      out.push_back(grapheme);
    }
    last = sort;
  }
  return out;
}

}  // namespace galley::text
