#include "platform/base/time.h"

#include <time.h>

#include <array>
#include <chrono>
#include <charconv>
#include <cstdio>

namespace galley {

namespace {

using namespace std::chrono;
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

struct Parts {
  year_month_day date;
  hh_mm_ss<milliseconds> time;
  weekday day;
};

Parts parts_of(Time t) {
  const sys_time<milliseconds> at{milliseconds{t.ms}};
  const auto day = floor<days>(at);
  return {year_month_day{day}, hh_mm_ss{at - day}, weekday{day}};
}

// Reads exactly `digits` decimal digits at `at`; -1 if they are not there.
int number_at(std::string_view s, std::size_t at, std::size_t digits) {
  if (at + digits > s.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (s[i] < '0' || s[i] > '9') return -1;
    value = value * 10 + (s[i] - '0');
  }
  return value;
}

std::int64_t clock_ms(clockid_t id) {
  timespec now{};
  clock_gettime(id, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

std::optional<Time> assemble(int y, int mo, int d, int h, int mi, int s, int ms) {
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (y < 0 || mo < 1 || d < 1 || !date.ok() || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 59) return std::nullopt;
  const auto at = sys_days{date} + hours{h} + minutes{mi} + seconds{s} + milliseconds{ms};
  return Time{duration_cast<milliseconds>(at.time_since_epoch()).count()};
}

}  // namespace

std::string rfc3339(Time t) {
  const auto p = parts_of(t);
  std::array<char, 48> buffer;
  const int n = std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(p.date.year()),
                              static_cast<unsigned>(p.date.month()), static_cast<unsigned>(p.date.day()),
                              static_cast<int>(p.time.hours().count()), static_cast<int>(p.time.minutes().count()),
                              static_cast<int>(p.time.seconds().count()), static_cast<int>(p.time.subseconds().count()));
  return {buffer.data(), static_cast<std::size_t>(n)};
}

std::optional<Time> parse_rfc3339(std::string_view s) {
  if (s.size() < 20 || s[4] != '-' || s[7] != '-' || (s[10] != 'T' && s[10] != 't') || s[13] != ':' || s[16] != ':') return std::nullopt;
  std::size_t at = 19;
  int ms = 0;
  if (s[at] == '.') {
    std::size_t digits = 0;
    for (++at; at < s.size() && s[at] >= '0' && s[at] <= '9'; ++at, ++digits)
      if (digits < 3) ms = ms * 10 + (s[at] - '0');
    if (digits == 0) return std::nullopt;
    for (; digits < 3; ++digits) ms *= 10;
  }
  if (at >= s.size()) return std::nullopt;
  std::int64_t offset_ms = 0;
  if (s[at] == 'Z' || s[at] == 'z') {
    ++at;
  } else if ((s[at] == '+' || s[at] == '-') && at + 6 <= s.size() && s[at + 3] == ':') {
    const int h = number_at(s, at + 1, 2), m = number_at(s, at + 4, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
    offset_ms = (s[at] == '-' ? -1 : 1) * (h * 60 + m) * 60'000LL;
    at += 6;
  }
  if (at != s.size() || (s[s.size() - 1] != 'Z' && s[s.size() - 1] != 'z' && s[s.size() - 3] != ':')) return std::nullopt;
  auto time = assemble(number_at(s, 0, 4), number_at(s, 5, 2), number_at(s, 8, 2), number_at(s, 11, 2), number_at(s, 14, 2),
                       number_at(s, 17, 2), ms);
  if (time) time->ms -= offset_ms;
  return time;
}

std::string http_date(Time t) {
  const auto p = parts_of(t);
  std::array<char, 48> buffer;
  const int n = std::snprintf(buffer.data(), buffer.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", kDays[p.day.c_encoding()].data(),
                              static_cast<unsigned>(p.date.day()), kMonths[static_cast<unsigned>(p.date.month()) - 1].data(),
                              static_cast<int>(p.date.year()), static_cast<int>(p.time.hours().count()),
                              static_cast<int>(p.time.minutes().count()), static_cast<int>(p.time.seconds().count()));
  return {buffer.data(), static_cast<std::size_t>(n)};
}

std::optional<Time> parse_http_date(std::string_view s) {
  if (s.size() != 29 || s.substr(25) != " GMT") return std::nullopt;
  for (int month = 0; month < 12; ++month)
    if (s.substr(8, 3) == kMonths[static_cast<std::size_t>(month)])
      return assemble(number_at(s, 12, 4), month + 1, number_at(s, 5, 2), number_at(s, 17, 2), number_at(s, 20, 2), number_at(s, 23, 2), 0);
  return std::nullopt;
}

SystemClock::SystemClock() : base_ms_(clock_ms(CLOCK_REALTIME) - clock_ms(CLOCK_MONOTONIC)) {}
Time SystemClock::now() const { return {base_ms_ + clock_ms(CLOCK_MONOTONIC)}; }

}  // namespace galley
