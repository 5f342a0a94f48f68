#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace galley::store {

struct Bytes {
  std::string data;
};

// A column or a bound parameter. Ids, enums, digests and JSON are text, times and booleans integers, in both engines.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

// What a statement gave: `columns.size()` cells per row, row after row.
struct Rows {
  std::vector<std::string> columns;
  std::vector<Value> cells;
  std::int64_t affected = 0;

  std::size_t size() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
  const Value& at(std::size_t row, std::size_t column) const { return cells[row * columns.size() + column]; }
  std::int64_t integer(std::size_t row, std::size_t column) const {
    const auto* number = std::get_if<std::int64_t>(&at(row, column));
    return number != nullptr ? *number : 0;
  }
  std::string text(std::size_t row, std::size_t column) const {
    const auto* string = std::get_if<std::string>(&at(row, column));
    return string != nullptr ? *string : std::string();
  }
};

}  // namespace galley::store
