#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// What a plain struct looks like, as data. One decoder, one encoder, one schema writer and one row mapper walk it
// (decode.h, encode.h, schema.h, store/rows.h); reflect.h makes it from the struct itself.
namespace galley {

enum class Kind : std::uint8_t {
  boolean, int32, int64, real,
  text,         // std::string or Text<Min, Max>
  secret,       // Secret: decoded, never encoded
  id,           // Id<Tag>; name is the prefix
  time, sha256,
  enumeration,  // one byte, names[value]
  json,         // Json
  object, list,
  optional,     // std::optional<T>: may be absent or null
  patch,        // Patch<T>: absent | null | value
};

struct Type;

struct Field {
  std::string_view name;
  std::uint32_t offset;
  const Type* type;
};

// The values held by a list, an optional or a patch: `count` of them, one `element->size` apart.
struct Items {
  const void* first;
  std::size_t count;
  bool null;               // an explicit null of a patch
};

struct Type {
  Kind kind;
  std::uint32_t size = 0;
  std::string_view name;                    // struct, enum or id prefix
  const Field* fields = nullptr;            // object
  const std::string_view* names = nullptr;  // enumeration
  std::uint32_t count = 0;                  // of fields or names
  std::uint32_t min = 0, max = 0;           // text: code points, 0 = no bound of its own
  const Type* element = nullptr;            // list, optional, patch
  void* (*add)(void*) = nullptr;            // appends or emplaces an element and returns it
  void (*set_null)(void*) = nullptr;        // patch
  Items (*items)(const void*) = nullptr;

  constexpr const Field* find(std::string_view field) const {
    for (std::uint32_t i = 0; i < count; ++i)
      if (fields[i].name == field) return &fields[i];
    return nullptr;
  }
};

}  // namespace galley
