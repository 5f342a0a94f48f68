#include "craft/text/local_time.h"

#include <unicode/timezone.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <memory>

namespace galley::text {

LocalTime local_time(Time time, std::string_view zone) {
  using namespace std::chrono;
  const std::unique_ptr<icu::TimeZone> place(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8({zone.data(), static_cast<std::int32_t>(zone.size())})));
  std::int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  place->getOffset(static_cast<UDate>(time.ms), 0, raw, summer, status);
  if (U_FAILURE(status) != 0) raw = summer = 0;
  const std::int64_t offset = raw + summer;
  const sys_time<milliseconds> at{milliseconds{time.ms + offset}};
  const auto date = floor<days>(at);
  const year_month_day ymd{date};
  const hh_mm_ss clock{at - date};
  return {static_cast<int>(ymd.year()),
          static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day())),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(weekday{date}.c_encoding()),
          static_cast<int>(offset / 60'000)};
}

std::string rfc3339_local(Time time, std::string_view zone) {
  const LocalTime t = local_time(time, zone);
  std::array<char, 48> buffer;
  const int east = t.offset_minutes < 0 ? -t.offset_minutes : t.offset_minutes;
  const int n = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", t.year, t.month, t.day, t.hour,
                              t.minute, static_cast<int>(time.ms / 1000 % 60), t.offset_minutes < 0 ? '-' : '+', east / 60, east % 60);
  return {buffer.data(), static_cast<std::size_t>(n)};
}

}  // namespace galley::text
