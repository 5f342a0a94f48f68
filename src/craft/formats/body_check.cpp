#include "craft/formats/body_check.h"

#include <algorithm>

#include "craft/formats/url.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

AttrCheck check_url(const AttrSpec& spec, std::string_view text) {
  if (text.empty()) return {{}, "body.attr_missing"};
  auto url = safe_url(text, spec.kind == AttrKind::link ? UrlUse::link : UrlUse::picture_or_data);
  if (!url || url->empty()) return {{}, "body.url_scheme"};
  return {std::move(*url), {}};
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

bool has_control_character(std::string_view text) {
  const auto control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') || c == 0x7f; };
  return std::ranges::any_of(text, control) || !is_utf8(text);
}

AttrCheck check_attr(const AttrSpec& spec, AttrValue value) {
  if (spec.kind == AttrKind::integer) {
    const auto* number = std::get_if<std::int64_t>(&value);
    if (!number) return {{}, "body.attr_type"};
    if (*number < spec.min || *number > spec.max) return {{}, "body.attr_range"};
    return {*number, {}};
  }
  const auto* text = std::get_if<std::string>(&value);
  if (!text) return {{}, "body.attr_type"};
  if (has_control_character(*text)) return {{}, "body.control_character"};
  if (spec.kind == AttrKind::id) return is_id(*text) ? AttrCheck{std::move(value), {}} : AttrCheck{{}, "body.attr_range"};
  if (code_points(*text) > static_cast<std::size_t>(spec.max)) return {{}, "body.attr_range"};
  if (spec.kind == AttrKind::text) return {std::move(value), {}};
  return check_url(spec, *text);
}

}  // namespace galley::formats
