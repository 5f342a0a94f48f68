#include "craft/formats/url.h"

#include <array>
#include <vector>

#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= 0x20; }

// Browsers drop tabs and line breaks anywhere in an address, which hides schemes ("java\nscript:"); other control
// characters go too.
std::string without_blanks(std::string_view url) {
  while (!url.empty() && is_blank(url.front())) url.remove_prefix(1);
  while (!url.empty() && is_blank(url.back())) url.remove_suffix(1);
  std::string out;
  out.reserve(url.size());
  for (const char c : url) {
    if (c == ' ')
      out += "%20";
    else if (!is_blank(c) && c != 0x7f)
      out += c;
  }
  return out;
}

// What stands before the first colon, if no slash, question mark or hash comes earlier.
std::optional<std::string_view> scheme_of(std::string_view url) {
  const auto end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return std::nullopt;
  return url.substr(0, end);
}

bool is_raster_data(std::string_view url) {
  constexpr std::array kinds{"data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"};
  for (const std::string_view kind : kinds) {
    if (!starts_with_ignoring_case(url, kind)) continue;
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    return url.substr(kind.size()).find_first_not_of(letters) == std::string_view::npos;
  }
  return false;
}

bool allowed(std::string_view scheme, std::string_view url, UrlUse use) {
  if (equal_ignoring_case(scheme, "http") || equal_ignoring_case(scheme, "https")) return true;
  if (use == UrlUse::link) return equal_ignoring_case(scheme, "mailto") || equal_ignoring_case(scheme, "tel");
  return use == UrlUse::picture_or_data && is_raster_data(url);
}

struct Parts {
  std::string_view scheme, authority, path, query, fragment;  // query and fragment with their ? and #
  bool has_authority = false;
};

Parts split_url(std::string_view url) {
  Parts parts;
  if (const auto scheme = scheme_of(url)) {
    parts.scheme = *scheme;
    url.remove_prefix(scheme->size() + 1);
  }
  if (const auto hash = url.find('#'); hash != std::string_view::npos) {
    parts.fragment = url.substr(hash);
    url = url.substr(0, hash);
  }
  if (const auto mark = url.find('?'); mark != std::string_view::npos) {
    parts.query = url.substr(mark);
    url = url.substr(0, mark);
  }
  if (url.starts_with("//")) {
    parts.has_authority = true;
    const auto slash = url.find('/', 2);
    parts.authority = url.substr(2, slash == std::string_view::npos ? slash : slash - 2);
    url = slash == std::string_view::npos ? std::string_view{} : url.substr(slash);
  }
  parts.path = url;
  return parts;
}

// RFC 3986 section 5.2.4, on whole segments.
std::string without_dots(std::string_view path) {
  if (path.empty()) return {};
  const bool absolute = path.front() == '/';
  std::vector<std::string_view> kept;
  const auto segments = split(absolute ? path.substr(1) : path, '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool last = i + 1 == segments.size();
    const bool up = segments[i] == "..";
    if (!up && segments[i] != ".") {
      kept.push_back(segments[i]);
      continue;
    }
    if (up && !kept.empty()) kept.pop_back();
    if (last) kept.emplace_back();
  }
  std::string out;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i > 0 || absolute) out += '/';
    out += kept[i];
  }
  return out;
}

std::string merged_path(const Parts& base, std::string_view path) {
  if (base.path.empty()) return join({"/", path});
  const auto slash = base.path.rfind('/');
  return join({slash == std::string_view::npos ? std::string_view{} : base.path.substr(0, slash + 1), path});
}

}  // namespace

std::optional<std::string> safe_url(std::string_view url, UrlUse use) {
  std::string clean = without_blanks(url);
  const auto scheme = scheme_of(clean);
  if (scheme && !allowed(*scheme, clean, use)) return std::nullopt;
  return clean;
}

std::string resolve_url(std::string_view base_url, std::string_view reference) {
  const Parts base = split_url(base_url);
  const Parts ref = split_url(reference);
  if (!ref.scheme.empty() || base.scheme.empty() || !base.has_authority) return std::string(reference);
  if (ref.has_authority) return join({base.scheme, ":", reference});
  std::string out = join({base.scheme, "://", base.authority});
  if (ref.path.empty()) {
    out += join({base.path, ref.query.empty() ? base.query : ref.query, ref.fragment});
    return out;
  }
  out += without_dots(ref.path.front() == '/' ? std::string(ref.path) : merged_path(base, ref.path));
  out += join({ref.query, ref.fragment});
  return out;
}

}  // namespace galley::formats
