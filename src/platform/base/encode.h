#pragma once

#include <string>
#include <string_view>

#include "platform/base/type.h"

// Struct -> JSON text by the descriptors of type.h. Pure; safe from every thread.
namespace galley {

// An empty optional becomes null, an absent Patch is left out, a Secret becomes "***" (so that an audit row may hold it).
void encode(const Type& type, const void* value, std::string& out);

// A scalar as the text that decode_text reads back: what stands in a path, a query or a database column.
std::string scalar_text(const Type& type, const void* value);

inline std::string encoded(const Type& type, const void* value) {
  std::string out;
  encode(type, value, out);
  return out;
}

}  // namespace galley
