#include "craft/formats/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "platform/base/text.h"

namespace galley::formats {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

std::optional<std::string> convert(std::string_view bytes, const std::string& charset, bool strict) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter from(ucnv_open(charset.c_str(), &status), &ucnv_close);
  const Converter to(ucnv_open("UTF-8", &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  if (strict) ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::string out(bytes.size() + bytes.size() / 2 + 64, '\0');
  std::vector<UChar> pivot(4096);
  const char* source = bytes.data();
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  std::size_t written = 0;
  for (bool first = true;; first = false) {
    char* target = out.data() + written;
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, bytes.data() + bytes.size(), pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), first, true, &status);
    written = static_cast<std::size_t>(target - out.data());
    if (status != U_BUFFER_OVERFLOW_ERROR) break;
    out.resize(out.size() * 2);
  }
  if (U_FAILURE(status)) return std::nullopt;
  out.resize(written);
  if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
  return out;
}

struct Mark {
  std::string_view bytes;
  std::string_view charset;
};
using namespace std::string_view_literals;

// UTF-32 before UTF-16, whose mark it begins with.
constexpr std::array kByteOrderMarks{Mark{"\xFF\xFE\0\0"sv, "utf-32le"}, Mark{"\0\0\xFE\xFF"sv, "utf-32be"},
                                     Mark{"\xEF\xBB\xBF"sv, "utf-8"}, Mark{"\xFF\xFE"sv, "utf-16le"}, Mark{"\xFE\xFF"sv, "utf-16be"}};
// How "<?" or "<r" looks without a mark (XML 1.0 appendix F).
constexpr std::array kFirstBytes{Mark{"<\0\0\0"sv, "utf-32le"}, Mark{"\0\0\0<"sv, "utf-32be"}, Mark{"<\0"sv, "utf-16le"},
                                 Mark{"\0<"sv, "utf-16be"}, Mark{"\x4C\x6F\xA7\x94"sv, "ibm037"}};

template <class Marks>
std::string by_first_bytes(const Marks& marks, std::string_view bytes) {
  for (const Mark& mark : marks) {
    if (bytes.starts_with(mark.bytes)) return std::string(mark.charset);
  }
  return {};
}

// The quoted or bare value after `key=`, e.g. in `text/xml; charset="utf-8"` or `<?xml encoding='gbk'?>`.
std::string value_after(std::string_view text, std::string_view key) {
  const std::string lower = lower_ascii(text);
  auto at = lower.find(key);
  if (at == std::string::npos) return {};
  at = lower.find_first_not_of(" \t\r\n", at + key.size());
  if (at == std::string::npos || lower[at] != '=') return {};
  at = lower.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == std::string::npos) return {};
  return lower.substr(at, lower.find_first_of(" \t\r\n\"';?>", at) - at);
}

std::string declared_in_xml(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  return value_after(bytes.substr(0, bytes.find("?>")), "encoding");
}

std::string browser_charset(std::string charset) {
  if (charset == "gb2312" || charset == "gbk" || charset == "gb_2312-80" || charset == "x-gbk") return "gb18030";
  if (charset == "iso-8859-1" || charset == "latin1" || charset == "us-ascii" || charset == "ascii") return "windows-1252";
  if (charset == "utf8") return "utf-8";
  return charset;
}

std::string detected(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 64 << 10);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(sample), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || !match) return {};
  if (ucsdet_getConfidence(match, &status) < 20) return {};
  return lower_ascii(ucsdet_getName(match, &status));
}

std::optional<std::string> read_strictly(std::string_view bytes, const std::string& charset) {
  if (charset.empty() || charset.size() > 60) return std::nullopt;
  if (charset == "utf-8") return is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  return convert(bytes, browser_charset(charset), true);
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view content_type) {
  if (const std::string marked = by_first_bytes(kByteOrderMarks, bytes); !marked.empty()) {
    if (marked == "utf-8" && is_utf8(bytes.substr(3))) return {std::string(bytes.substr(3)), marked, false};
    if (auto text = convert(bytes, marked, false)) return {std::move(*text), marked, false};
  }
  bool guessed = false;
  for (std::string charset :
       {value_after(content_type, "charset"), by_first_bytes(kFirstBytes, bytes), declared_in_xml(bytes), std::string("utf-8")}) {
    // An EBCDIC declaration names its own code page, in EBCDIC.
    if (charset == "ibm037") {
      if (const auto text = convert(bytes, charset, false); text && !declared_in_xml(*text).empty()) charset = declared_in_xml(*text);
    }
    if (charset == "utf-16" || charset == "utf-32") continue;  // without mark and first bytes they are neither
    if (auto text = read_strictly(bytes, charset)) return {std::move(*text), browser_charset(charset), guessed};
    guessed = guessed || !charset.empty();
  }
  if (auto text = read_strictly(bytes, detected(bytes))) return {std::move(*text), detected(bytes), true};
  return {convert(bytes, "windows-1252", false).value_or(std::string()), "windows-1252", true};
}

}  // namespace galley::formats
