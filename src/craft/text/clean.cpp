#include "craft/text/clean.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <vector>

#include "platform/base/text.h"

namespace galley::text {
namespace {

// Every code point below U+0300 is its own NFC form and starts no composition with another one of them.
bool is_surely_nfc(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0xcc; });
}

Result<std::string> nfc(std::string text) {
  if (is_surely_nfc(text)) return text;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* form = unorm2_getNFCInstance(&status);
  std::vector<UChar> in(text.size() + 1);
  std::int32_t length = 0;
  u_strFromUTF8(in.data(), static_cast<std::int32_t>(in.size()), &length, text.data(), static_cast<std::int32_t>(text.size()), &status);
  if (U_SUCCESS(status) && unorm2_isNormalized(form, in.data(), length, &status)) return text;
  std::vector<UChar> out(static_cast<std::size_t>(length) * 3 + 8);  // Unicode's bound for NFC in UTF-16 code units
  const auto size = unorm2_normalize(form, in.data(), length, out.data(), static_cast<std::int32_t>(out.size()), &status);
  std::string utf8(static_cast<std::size_t>(std::max(size, 0)) * 3, '\0');
  std::int32_t written = 0;
  u_strToUTF8(utf8.data(), static_cast<std::int32_t>(utf8.size()), &written, out.data(), size, &status);
  if (U_FAILURE(status)) return internal(std::string("ICU normalisation: ") + u_errorName(status));
  utf8.resize(static_cast<std::size_t>(written));
  return utf8;
}

}  // namespace

std::string without_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
    } else if ((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) || c == '\n' || c == '\t') {
      const bool c1 = c == '\xC2' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;  // U+0080 to U+009F
      if (c1)
        ++i;
      else
        out += c;
    }
  }
  return out;
}

Result<std::string> clean(std::string_view text) {
  if (text.size() > (1U << 30) || !is_utf8(text)) return invalid("text.not_utf8");
  if (text.contains('\0')) return invalid("text.nul");
  return nfc(without_controls(text));
}

Result<std::string> clean_line(std::string_view text) {
  std::string out = TRY(clean(text));
  std::ranges::replace_if(out, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return std::string(trim(out));
}

}  // namespace galley::text
