#include "craft/formats/date.h"

#include <array>
#include <charconv>
#include <chrono>
#include <vector>

#include "platform/base/text.h"

namespace galley::formats {
namespace {

struct Moment {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, offset_minutes = 0;
};

std::optional<Time> time_of(const Moment& m) {
  using namespace std::chrono;
  const year_month_day date{year(m.year), month(static_cast<unsigned>(m.month)), day(static_cast<unsigned>(m.day))};
  const bool midnight = m.hour == 24 && m.minute == 0 && m.second == 0;
  if (!date.ok() || m.hour < 0 || (m.hour > 23 && !midnight) || m.minute < 0 || m.minute > 59 || m.second < 0 || m.second > 60) return {};
  const auto days = sys_days(date).time_since_epoch().count();
  const std::int64_t minutes = (days * 24 + m.hour) * 60 + m.minute - m.offset_minutes;
  return Time{(minutes * 60 + m.second) * 1000};
}

std::optional<int> number(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

// Three letters are enough to know a month, and languages that borrowed the names share them.
int month_of(std::string_view text) {
  constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (text.size() < 3) return 0;
  const std::string name = lower_ascii(text.substr(0, 3));
  for (std::size_t i = 0; i < 12; ++i) {
    if (months.substr(i * 3, 3) == name) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::optional<int> zone_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, int>, 17> names{{
      {"ut", 0},
      {"gmt", 0},
      {"utc", 0},
      {"z", 0},
      {"est", -300},
      {"edt", -240},
      {"cst", -360},
      {"cdt", -300},
      {"mst", -420},
      {"mdt", -360},
      {"pst", -480},
      {"pdt", -420},
      {"bst", 60},
      {"cet", 60},
      {"cest", 120},
      {"jst", 540},
      {"msk", 180},
  }};
  const std::string lower = lower_ascii(text);
  for (const auto& [name, minutes] : names) {
    if (name == lower) return minutes;
  }
  std::string_view digits = lower;
  if (digits.starts_with("gmt") || digits.starts_with("utc")) digits.remove_prefix(3);
  if (digits.size() < 3 || (digits[0] != '+' && digits[0] != '-')) return std::nullopt;
  std::string compact;
  for (const char c : digits.substr(1)) {
    if (c != ':') compact += c;
  }
  if (compact.size() < 4) compact = std::string(compact.size() < 2 ? 1 : 0, '0') + compact + "00";
  const auto value = number(compact);
  if (compact.size() != 4 || !value || *value / 100 > 14 || *value % 100 > 59) return std::nullopt;
  const int minutes = *value / 100 * 60 + *value % 100;
  return digits[0] == '-' ? -minutes : minutes;
}

// "10:14", "10:14:55", "10:14:55.5"
bool read_clock(std::string_view text, Moment& out) {
  const auto parts = split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return false;
  const auto hour = number(parts[0]);
  const auto minute = number(parts[1]);
  const auto second = parts.size() == 3 ? number(parts[2].substr(0, parts[2].find_first_of(".,"))) : std::optional(0);
  if (!hour || !minute || !second) return false;
  out.hour = *hour;
  out.minute = *minute;
  out.second = *second;
  return true;
}

// The time and zone after a date: "T10:14:55Z", " 10:14 +0800".
bool read_iso_clock(std::string_view text, Moment& out) {
  text = trim(text.starts_with('T') || text.starts_with('t') ? text.substr(1) : text);
  if (text.empty()) return true;
  const auto zone_at = text.find_first_of("Zz+-");
  const auto zone = zone_at == std::string_view::npos ? std::string_view{} : trim(text.substr(zone_at));
  if (!zone.empty()) {
    const auto minutes = zone_of(zone);
    if (!minutes) return false;
    out.offset_minutes = *minutes;
  }
  const auto clock = trim(text.substr(0, zone_at));
  return read_clock(clock.find(':') == std::string_view::npos ? join({clock, ":00"}) : std::string(clock), out);
}

std::optional<Time> parse_iso(std::string_view text) {
  const auto date_end = std::min(text.find_first_of("Tt "), text.size());
  const auto date = text.substr(0, date_end);
  Moment out;
  const auto parts = split(date, '-');
  std::vector<std::optional<int>> numbers;
  for (const auto part : parts) numbers.push_back(number(part));
  if (parts.size() == 1 && date.size() == 8 && numbers[0]) {
    numbers = {*numbers[0] / 10000, *numbers[0] / 100 % 100, *numbers[0] % 100};
  } else if (parts[0].size() != 4 || parts.size() > 3) {
    return std::nullopt;
  }
  for (const auto& part : numbers) {
    if (!part) return std::nullopt;
  }
  out.year = *numbers[0];
  if (numbers.size() > 1) out.month = *numbers[1];
  if (numbers.size() > 2) out.day = *numbers[2];
  if (!read_iso_clock(text.substr(date_end), out)) return std::nullopt;
  return time_of(out);
}

int full_year(int year, std::size_t digits) {
  if (digits > 2) return year;
  return year < 70 ? year + 2000 : year + 1900;
}

// Words in any order: "Thu, 01 Jan 2004 19:48:21 GMT", "Jan 5 2004 9:10", "Sun Jan  4 16:29:06 2004".
std::optional<Time> parse_words(std::string_view text) {
  Moment out;
  int day = 0;
  bool has_year = false, has_month = false;
  std::string words(text);
  for (char& c : words) {
    if (c == ',' || c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  for (std::string_view word : split(words, ' ')) {
    if (word.empty()) continue;
    if (const auto value = number(word); value && word[0] != '+' && word[0] != '-') {
      if (day == 0 && *value <= 31 && word.size() <= 2)
        day = *value;
      else if (!has_year)
        out.year = full_year(*value, word.size()), has_year = true;
      else
        return std::nullopt;
    } else if (word.find(':') != std::string_view::npos && read_clock(word, out)) {
      continue;
    } else if (const int month = month_of(word); month && !has_month) {
      out.month = month;
      has_month = true;
    } else if (const auto zone = zone_of(word)) {
      out.offset_minutes = *zone;
    } else if (const auto dashed = split(word, '-'); dashed.size() == 3 && month_of(dashed[1])) {  // RFC 850: 01-Jan-04
      const auto first = number(dashed[0]), last = number(dashed[2]);
      if (!first || !last) return std::nullopt;
      day = *first;
      out.month = month_of(dashed[1]);
      out.year = full_year(*last, dashed[2].size());
      has_year = has_month = true;
    }
  }
  if (day == 0 || !has_year || !has_month) return std::nullopt;
  out.day = day;
  return time_of(out);
}

}  // namespace

std::optional<Time> parse_date(std::string_view text) {
  text = trim(text);
  if (text.size() < 4 || text.size() > 80) return std::nullopt;
  if (const auto time = parse_rfc3339(text)) return time;  // the only one with fractions of a second
  if (const auto time = parse_iso(text)) return time;
  return parse_words(text);
}

}  // namespace galley::formats
