#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace galley {

// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds. RFC 3339 in JSON, the number in SQL.
struct Time {
  std::int64_t ms = 0;
  auto operator<=>(const Time&) const = default;
};

constexpr Time operator+(Time t, std::int64_t ms) { return {t.ms + ms}; }
constexpr std::int64_t operator-(Time a, Time b) { return a.ms - b.ms; }

std::string rfc3339(Time time);                              // 2026-01-05T08:30:00.000Z
std::optional<Time> parse_rfc3339(std::string_view text);    // any offset; refuses dates that don't exist
std::string http_date(Time time);                            // RFC 9110 IMF-fixdate
std::optional<Time> parse_http_date(std::string_view text);  // IMF-fixdate only

// Where "now" comes from; tests hand in their own. `now` never runs backwards inside a process: it is the wall clock read
// once plus the monotonic clock since, so that a jump of the wall clock steals no lease.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};

class SystemClock final : public Clock {
 public:
  SystemClock();
  Time now() const override;

 private:
  std::int64_t base_ms_;
};

}  // namespace galley
