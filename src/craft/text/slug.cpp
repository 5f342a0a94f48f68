#include "craft/text/slug.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "craft/text/words.h"
#include "platform/base/text.h"

namespace galley::text {
namespace {

constexpr std::size_t kMaxHeadline = 400;  // code points that can matter for the longest slug

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// "增长5.2%": romanised, nothing would part the word from the number.
std::string with_blanks_between_scripts(std::string_view headline) {
  std::string out;
  bool last_is_ascii = true;
  for (const auto token : tokens(headline)) {
    if (!out.empty() && is_ascii(token) != last_is_ascii) out += ' ';
    last_is_ascii = is_ascii(token);
    out += token;
  }
  return out;
}

std::string romanised(std::string_view headline) {
  if (is_ascii(headline)) return std::string(headline);
  const std::string utf8 = with_blanks_between_scripts(headline);
  UErrorCode status = U_ZERO_ERROR;
  const UChar* rules = u"Any-Latin; Latin-ASCII; Lower";
  const std::unique_ptr<UTransliterator, decltype(&utrans_close)> transliterator(
      static_cast<UTransliterator*>(utrans_openU(rules, -1, UTRANS_FORWARD, nullptr, 0, nullptr, &status)), &utrans_close);
  if (U_FAILURE(status)) return {};
  std::vector<UChar> text(utf8.size() * 12 + 64);  // the longest syllable of one ideograph, with room
  std::int32_t length = 0;
  u_strFromUTF8Lenient(text.data(), static_cast<std::int32_t>(text.size()), &length, utf8.data(), static_cast<std::int32_t>(utf8.size()),
                       &status);
  std::int32_t limit = length;
  utrans_transUChars(transliterator.get(), text.data(), &length, static_cast<std::int32_t>(text.size()), 0, &limit, &status);
  std::string out(static_cast<std::size_t>(std::max(length, 0)) * 3 + 1, '\0');
  std::int32_t written = 0;
  u_strToUTF8(out.data(), static_cast<std::int32_t>(out.size()), &written, text.data(), length, &status);
  if (U_FAILURE(status)) return {};
  out.resize(static_cast<std::size_t>(written));
  return out;
}

}  // namespace

std::string slug(std::string_view headline, std::size_t max) {
  std::string out;
  std::size_t last_word = 0;  // where the last whole word ends
  bool between = false;
  for (char c : romanised(cut_at(headline, kMaxHeadline))) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (c == '\'') continue;  // don't, xi'an
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
      between = true;
      continue;
    }
    if (between && !out.empty()) {
      last_word = out.size();
      out += '-';
    }
    between = false;
    out += c;
    if (out.size() <= max) continue;
    out.resize(last_word > 0 ? last_word : max);
    break;
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

}  // namespace galley::text
