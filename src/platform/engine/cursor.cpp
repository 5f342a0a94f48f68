#include "platform/engine/cursor.h"

#include <charconv>

namespace galley::cursor_detail {

Error bad_syntax() { return {Code::malformed, "cursor.syntax", {{"/cursor", "cursor.syntax", {}}}}; }

Result<std::pair<Time, std::string_view>> split(std::string_view cursor) {
  const auto dot = cursor.find('.');
  if (dot == std::string_view::npos || cursor.starts_with('-')) return bad_syntax();
  std::int64_t ms = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + dot, ms);
  if (error != std::errc{} || end != cursor.data() + dot) return bad_syntax();
  return std::pair{Time{ms}, cursor.substr(dot + 1)};
}

}  // namespace galley::cursor_detail
