#include "platform/base/encode.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include "platform/base/id.h"
#include "platform/base/json.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace galley {

namespace {

const void* at(const void* base, std::size_t offset) { return static_cast<const char*>(base) + offset; }

bool is_absent_patch(const Type& type, const void* value) {
  if (type.kind != Kind::patch) return false;
  const Items items = type.items(value);
  return items.count == 0 && !items.null;
}

void encode_object(const Type& type, const void* value, std::string& out) {
  out += '{';
  bool first = true;
  for (std::uint32_t i = 0; i < type.count; ++i) {
    const Field& field = type.fields[i];
    const void* member = at(value, field.offset);
    if (is_absent_patch(*field.type, member)) continue;
    if (!first) out += ',';
    first = false;
    out += '"';
    out += field.name;   // an identifier: nothing to escape
    out += "\":";
    encode(*field.type, member, out);
  }
  out += '}';
}

}  // namespace

std::string scalar_text(const Type& type, const void* value) {
  switch (type.kind) {
    case Kind::boolean: return *static_cast<const bool*>(value) ? "true" : "false";
    case Kind::int32: return std::to_string(*static_cast<const std::int32_t*>(value));
    case Kind::int64: return std::to_string(*static_cast<const std::int64_t*>(value));
    case Kind::real: {
      std::array<char, 32> buffer;
      const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *static_cast<const double*>(value));
      return {buffer.data(), end};
    }
    case Kind::text: return *static_cast<const std::string*>(value);
    case Kind::secret: return "***";
    case Kind::id: return typeid_text(type.name, *static_cast<const Uuid*>(value));
    case Kind::time: return rfc3339(*static_cast<const Time*>(value));
    case Kind::sha256: return static_cast<const Sha256*>(value)->hex();
    case Kind::enumeration: {
      const auto index = *static_cast<const std::uint8_t*>(value);
      return std::string(index < type.count ? type.names[index] : std::string_view());
    }
    case Kind::json:
    case Kind::object:
    case Kind::list:
    case Kind::optional:
    case Kind::patch: break;
  }
  throw std::logic_error("not a scalar");
}

void encode(const Type& type, const void* value, std::string& out) {
  switch (type.kind) {
    case Kind::object: return encode_object(type, value, out);
    case Kind::list: {
      const Items items = type.items(value);
      out += '[';
      for (std::size_t i = 0; i < items.count; ++i) {
        if (i > 0) out += ',';
        encode(*type.element, at(items.first, i * type.element->size), out);
      }
      out += ']';
      return;
    }
    case Kind::optional:
    case Kind::patch: {
      const Items items = type.items(value);
      if (items.count == 0) {
        out += "null";
      } else {
        encode(*type.element, items.first, out);
      }
      return;
    }
    case Kind::json: out += to_text(*static_cast<const Json*>(value)); return;
    case Kind::text: return append_json_string(out, *static_cast<const std::string*>(value));
    case Kind::boolean:
    case Kind::int32:
    case Kind::int64:
    case Kind::real: out += scalar_text(type, value); return;
    case Kind::secret:
    case Kind::id:
    case Kind::time:
    case Kind::sha256:
    case Kind::enumeration:
      out += '"';
      out += scalar_text(type, value);   // none of these needs escaping
      out += '"';
      return;
  }
}

}  // namespace galley
