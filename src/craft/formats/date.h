#pragma once

#include <optional>
#include <string_view>

#include "platform/base/time.h"

namespace galley::formats {

// The dates that feeds really hold: RFC 3339 and its shorter relatives (2003, 2003-12, 2003-12-31, 2003-12-31T10:14, 20031231),
// RFC 822 and 2822 with their usual mistakes (no weekday, wrong weekday, full month names, two-digit years, named zones,
// missing seconds or zone), asctime. Without a zone the time is UTC. Dates that don't exist are nothing. Pure.
std::optional<Time> parse_date(std::string_view text);

}  // namespace galley::formats
