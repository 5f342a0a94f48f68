#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/store/value.h"

namespace galley::store {

enum class Engine : std::uint8_t { sqlite, postgres };

// Thrown when a statement fails: a bug or lost infrastructure. Caught at the edge of a write or a request, never by rooms.
class DatabaseError : public std::runtime_error {
 public:
  enum class Kind : std::uint8_t { constraint, serialization, full, lost, other };
  DatabaseError(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

// Runs statements inside one transaction. Placeholders are $1, $2 ... on both engines; statements are prepared once per
// connection and kept. Not safe from two threads at once; don't keep it past the call that handed it to you.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Rows query(std::string_view sql, std::span<const Value> parameters) = 0;
  virtual Engine engine() const = 0;
};

// The same with the right to change things.
class Writer : public Reader {
 public:
  virtual void script(std::string_view sql) = 0;   // several statements without parameters: migrations
};

}  // namespace galley::store
