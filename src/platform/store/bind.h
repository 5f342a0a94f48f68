#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/encode.h"
#include "platform/base/reflect.h"
#include "platform/store/session.h"

// Typed access for the rooms' store.cpp: parameters from the types of the house, rows into plain structs by column name.
// A column without a field and a field without a column are bugs; the mapper throws std::logic_error for them.
namespace galley::store {

inline Value to_value(std::nullptr_t) { return {}; }
inline Value to_value(bool flag) { return static_cast<std::int64_t>(flag); }
template <std::signed_integral T>
Value to_value(T number) {
  return static_cast<std::int64_t>(number);
}
inline Value to_value(double number) { return number; }
inline Value to_value(std::string_view text) { return std::string(text); }
inline Value to_value(const std::string& text) { return text; }
inline Value to_value(const char* text) { return std::string(text); }
inline Value to_value(const Bytes& bytes) { return bytes; }
inline Value to_value(Time time) { return time.ms; }
inline Value to_value(const Sha256& hash) { return hash ? Value(hash.hex()) : Value(); }
inline Value to_value(const Json& json) { return to_text(json); }
template <class Tag>
Value to_value(const Id<Tag>& id) {
  return id ? Value(id.text()) : Value();
}
template <class E>
  requires std::is_enum_v<E>
Value to_value(E value) {
  return scalar_text(type<E>, &value);
}
template <class T>
Value to_value(const std::optional<T>& held) {
  return held ? to_value(*held) : Value();
}
template <class T>
Value to_value(const std::vector<T>& list) {
  return encoded(type<std::vector<T>>, &list);   // lists and nested structs are JSON text
}

void map_row(const Rows& rows, std::size_t row, const Type& type, void* out);

template <class... A>
Rows query(Reader& reader, std::string_view sql, const A&... parameters) {
  const std::array<Value, sizeof...(A)> values{to_value(parameters)...};
  return reader.query(sql, values);
}

// The number of rows changed.
template <class... A>
std::int64_t run(Writer& writer, std::string_view sql, const A&... parameters) {
  return query(writer, sql, parameters...).affected;
}

template <class T, class... A>
std::vector<T> all(Reader& reader, std::string_view sql, const A&... parameters) {
  const Rows rows = query(reader, sql, parameters...);
  std::vector<T> out(rows.size());
  for (std::size_t i = 0; i < out.size(); ++i) map_row(rows, i, type<T>, &out[i]);
  return out;
}

template <class T, class... A>
std::optional<T> first(Reader& reader, std::string_view sql, const A&... parameters) {
  const Rows rows = query(reader, sql, parameters...);
  if (rows.size() == 0) return std::nullopt;
  std::optional<T> out(std::in_place);
  map_row(rows, 0, type<T>, &*out);
  return out;
}

// The one number a statement gives: a count, a maximum (0 where null or nothing came).
template <class... A>
std::int64_t number(Reader& reader, std::string_view sql, const A&... parameters) {
  const Rows rows = query(reader, sql, parameters...);
  return rows.size() == 0 ? 0 : rows.integer(0, 0);
}

}  // namespace galley::store
