#include "craft/formats/feed_text.h"

#include <algorithm>

#include "craft/formats/feed_names.h"
#include "craft/formats/xml.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

bool is_name_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#'; }

// Outside Atom nothing says whether a text is markup: it is when it holds a tag or a character reference.
bool looks_like_markup(std::string_view text) {
  for (auto at = text.find_first_of("<&"); at != std::string_view::npos; at = text.find_first_of("<&", at + 1)) {
    const auto rest = text.substr(at + 1);
    if (text[at] == '<') {
      const bool tag = !rest.empty() && ((rest[0] | 0x20) >= 'a' && (rest[0] | 0x20) <= 'z');
      if ((tag || rest.starts_with('/') || rest.starts_with("!--")) && rest.contains('>')) return true;
    } else {
      const auto end = rest.substr(0, 32).find(';');
      if (end == std::string_view::npos || end == 0) continue;
      bool reference = true;
      for (const char c : rest.substr(0, end)) reference = reference && is_name_letter(c);
      if (reference) return true;
    }
  }
  return false;
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = letters.find(c);
    if (value == std::string_view::npos) continue;  // white space and padding
    bits = bits << 6 | static_cast<unsigned>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xff);
  }
  return out;
}

// Numbers 128 to 159 are control characters, but who writes &#146; means the apostrophe of windows-1252 (HTML5 13.2.5.80).
std::string with_windows_characters(std::string text) {
  constexpr std::uint16_t meant[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  for (auto at = text.find('\xC2'); at != std::string::npos && at + 1 < text.size(); at = text.find('\xC2', at + 1)) {
    const auto low = static_cast<unsigned char>(text[at + 1]);
    if (low > 0x9f) continue;
    std::string character;
    append_utf8(character, meant[low - 0x80]);
    text.replace(at, 2, character);
  }
  return text;
}

// RFC 4287 section 4.1.3.3: any other media type than text and XML is base64.
bool is_binary(std::string_view type) { return type.contains('/') && !type.starts_with("text/") && !type.ends_with("xml"); }

std::string media_type(std::string_view type, bool atom) {
  const std::string lower = lower_ascii(trim(type));
  if (lower == "html") return "text/html";
  if (lower == "xhtml") return "application/xhtml+xml";
  if (lower.contains('/')) return lower;
  return atom ? "text/plain" : "";
}

// Atom wraps inline XHTML into one div that is no part of the text.
std::string xhtml_of(const pugi::xml_node& node) {
  pugi::xml_node div;
  for (const auto& child : node.children()) {
    const bool blank = child.type() == pugi::node_pcdata && trim(child.value()).empty();
    if (blank) continue;
    if (div || child.type() != pugi::node_element || name_of(child).local != "div") return inner_markup(node);
    div = child;
  }
  return div ? inner_markup(div) : inner_markup(node);
}

}  // namespace

FeedText read_feed_text(const pugi::xml_node& node, std::string_view base_url, bool atom) {
  FeedText out;
  out.type = media_type(node.attribute("type").value(), atom);
  out.base = base_of(node, base_url);
  out.language = inherited(node, "xml:lang");
  std::ranges::replace(out.language, '_', '-');
  const std::string mode = lower_ascii(node.attribute("mode").value());
  const bool xml_type = out.type.ends_with("+xml") || out.type.ends_with("/xml");
  if (mode == "base64" || (atom && mode.empty() && is_binary(out.type))) {
    out.value = from_base64(text_of(node));
    if (!is_utf8(out.value)) out.value.clear();
    if (is_binary(out.type)) out.type.clear();
  } else if (has_elements(node)) {
    out.value = std::string_view(node.attribute("type").value()) == "xhtml" ? xhtml_of(node) : inner_markup(node);
    if (!xml_type) out.type = "text/html";  // markup that nobody escaped
  } else if (out.type == "application/xhtml+xml") {
    out.value = inner_markup(node);
  } else {
    out.value = text_of(node);
  }
  out.value = with_windows_characters(std::string(trim(out.value)));
  if (out.type.empty() || (!atom && out.type == "text/plain")) out.type = looks_like_markup(out.value) ? "text/html" : "text/plain";
  return out;
}

}  // namespace galley::formats
