#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// Small helpers on UTF-8 text. All functions are pure and safe from every thread.
namespace galley {

// A string between Min and Max code points long, checked where it enters (platform/base/decode.h).
template <std::uint32_t Min, std::uint32_t Max>
struct Text : std::string {
  using std::string::string;
  Text(std::string text) : std::string(std::move(text)) {}
};

// A password or key: decoded like text, never encoded, never logged, wiped when it goes.
struct Secret {
  std::string value;
  Secret() = default;
  explicit Secret(std::string text) : value(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) noexcept = default;
  ~Secret();
};

bool is_utf8(std::string_view bytes);                 // strict: no overlong forms, no surrogates, at most U+10FFFF
std::size_t code_points(std::string_view utf8);
void append_utf8(std::string& out, std::uint32_t code_point);
std::string join(std::initializer_list<std::string_view> parts);
std::string_view trim(std::string_view text);         // ASCII white space
std::vector<std::string_view> split(std::string_view text, char separator);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);   // ASCII
bool equal_ignoring_case(std::string_view a, std::string_view b);                 // ASCII
std::string lower_ascii(std::string_view text);
std::string hex(std::string_view bytes);
std::string base64url(std::string_view bytes);        // RFC 4648 section 5, no padding
std::string base64(std::string_view bytes);
std::string percent_decoded(std::string_view text);   // malformed escapes stay as they are
std::string percent_encoded(std::string_view text);   // everything but unreserved characters of RFC 3986
std::string cut_at(std::string_view utf8, std::size_t max_code_points);
bool constant_time_equal(std::string_view a, std::string_view b);

}  // namespace galley
