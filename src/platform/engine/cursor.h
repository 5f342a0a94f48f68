#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

// Where a list sorted by time and id goes on: the last row that was shown, as "MILLISECONDS.ID". Pure.
namespace galley {

template <class Tag>
std::string to_cursor(Time at, const Id<Tag>& id) {
  return join({std::to_string(at.ms), ".", id.text()});
}

namespace cursor_detail {
Result<std::pair<Time, std::string_view>> split(std::string_view cursor);
Error bad_syntax();
}  // namespace cursor_detail

// Of the field `cursor`. Anything but what to_cursor() makes is malformed "cursor.syntax" at /cursor.
template <class Tag>
Result<std::pair<Time, Id<Tag>>> parse_cursor(std::string_view cursor) {
  const auto [at, text] = TRY(cursor_detail::split(cursor));
  const auto id = Id<Tag>::parse(text);
  if (!id) return cursor_detail::bad_syntax();
  return std::pair{at, *id};
}

}  // namespace galley
