#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "platform/base/result.h"

namespace galley {

// Any JSON value, for content whose shape is data (document bodies, event payloads, preferences). Objects keep their order.
// A plain value: copy it, share it as const from every thread.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(int value) : value_(static_cast<std::int64_t>(value)) {}
  Json(std::int64_t value) : value_(value) {}
  Json(double value) : value_(value) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
  const double* real() const { return std::get_if<double>(&value_); }
  const std::string* string() const { return std::get_if<std::string>(&value_); }
  const Array* array() const { return std::get_if<Array>(&value_); }
  const Object* object() const { return std::get_if<Object>(&value_); }
  Array* array() { return std::get_if<Array>(&value_); }
  Object* object() { return std::get_if<Object>(&value_); }

  const Json* find(std::string_view key) const;                    // nullptr where absent or not an object
  std::string_view text(std::string_view key) const;               // "" where absent or not a string
  std::int64_t number(std::string_view key, std::int64_t otherwise = 0) const;
  void set(std::string_view key, Json value);                      // replaces or appends; makes an object of null
  bool operator==(const Json& other) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

// RFC 8259, strictly: UTF-8 without a byte order mark, no duplicate keys, no lone surrogates, numbers in the range of a
// 64-bit integer or a finite double, depth at most 64. Errors: malformed "json.*" with the byte offset in the detail.
Result<Json> parse_json(std::string_view text);

std::string to_text(const Json& value);                            // compact, keys in their order
// RFC 8785 for values without fractions: keys sorted by UTF-16 code units, no white space. A double is a bug: it throws.
std::string canonical(const Json& value);
void append_json_string(std::string& out, std::string_view utf8);  // with quotes and escapes

}  // namespace galley
