#include <cstdlib>
#include <string_view>

#include "platform/base/json.h"

// What the parser takes must come out and go in again as the same value; canonical JSON, where it exists, must be a fixed point.
namespace {

bool has_reals(const galley::Json& value) {
  if (value.real() != nullptr) return true;
  if (const auto* items = value.array())
    for (const auto& item : *items)
      if (has_reals(item)) return true;
  if (const auto* fields = value.object())
    for (const auto& [key, field] : *fields)
      if (has_reals(field)) return true;
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto value = galley::parse_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const auto again = galley::parse_json(galley::to_text(*value));
  if (!again || !(*again == *value)) std::abort();
  if (has_reals(*value)) return 0;
  const std::string text = galley::canonical(*value);
  const auto canonical = galley::parse_json(text);
  if (!canonical || galley::canonical(*canonical) != text) std::abort();
  return 0;
}
