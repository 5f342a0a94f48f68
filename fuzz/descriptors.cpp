#include <cstdlib>
#include <string_view>

#include "platform/base/decode.h"
#include "platform/base/encode.h"
#include "platform/base/reflect.h"

// A command with every kind of field: what the decoder accepts must encode to something it accepts again, unchanged.
namespace galley {
struct Fuzzed;
template <>
inline constexpr std::string_view id_prefix<Fuzzed> = "fuzz";
}  // namespace galley

namespace fuzzed {

enum class Shape : std::uint8_t { round, square };
struct Part {
  std::string name;
  std::int32_t count;
  std::vector<double> sizes;
};
struct Command {
  galley::Id<galley::Fuzzed> id;
  galley::Text<1, 20> title;
  std::optional<galley::Time> at;
  std::vector<Part> parts;
  Shape shape;
  galley::Patch<std::string> note;
  galley::Sha256 hash;
  std::int64_t number;
  bool flag;
  std::optional<galley::Json> any;
};

}  // namespace fuzzed

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace galley;
  using fuzzed::Command;
  Command command{};
  if (!decode({reinterpret_cast<const char*>(data), size}, type<Command>, &command)) return 0;
  const std::string text = encoded(type<Command>, &command);
  Command again{};
  if (!decode(text, type<Command>, &again) || encoded(type<Command>, &again) != text) std::abort();
  return 0;
}
