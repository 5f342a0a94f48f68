#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/type.h"

// JSON text -> struct, in one pass and without a tree in between, by the descriptors of type.h. Pure; safe from every thread.
//
// Everything wrong is reported at once (at most kMaxIssues), each with an RFC 6901 pointer and a code:
//   json.* (syntax, depth, utf8, surrogate, number_range; the pointer is where reading stopped), json.duplicate_key,
//   field.missing, field.null, field.unknown, field.in_path, type.expected {expected}, number.range {min,max},
//   number.integer, text.too_short {min,is}, text.too_long {max,is}, text.nul, enum.unknown {allowed}, id.prefix {prefix},
//   id.syntax, time.syntax, sha256.syntax
// U+0000 is refused in every text, because PostgreSQL can't store it.
namespace galley {

constexpr std::size_t kMaxIssues = 50;

enum class Unknown : std::uint8_t {
  refuse,   // our own API: an unknown key is an error
  ignore,   // answers of others
};

// `taken`: fields that the path already gave; a body that repeats one is refused. `out` holds a default-made struct.
Result<void> decode(std::string_view json, const Type& type, void* out, Unknown unknown = Unknown::refuse,
                    std::span<const std::string_view> taken = {});

// One scalar from plain text (a path segment, a query value, a database column). Adds to `issues` and returns false if it
// doesn't fit. Handles optional and patch by filling them.
bool decode_text(std::string_view text, const Type& type, void* out, std::string_view pointer, std::vector<Issue>& issues);

template <class T>
Result<T> decoded(std::string_view json, const Type& type, Unknown unknown = Unknown::ignore) {
  T out{};
  TRY(decode(json, type, &out, unknown));
  return out;
}

}  // namespace galley
