#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "craft/formats/yjs.h"

// The input is a list of updates, each behind its length in one byte (0 = all that is left).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley::formats;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  YDocument document({.structs = 20'000, .steps = 200'000});
  while (!input.empty()) {
    const auto length = static_cast<std::uint8_t>(input.front());
    input.remove_prefix(1);
    const auto update = length == 0 ? input : input.substr(0, length);
    input.remove_prefix(update.size());
    const auto result = document.apply(update);
    if (!result && result.error().word() == "yjs.too_complex") return 0;
    if (result && document.holds_news(update).value()) std::abort();
  }
  // What we write reads back as the same document.
  YDocument copy;
  if (!copy.apply(document.encode())) std::abort();
  if (copy.state_vector() != document.state_vector() || copy.is_waiting()) std::abort();
  if (to_html(copy.body()) != to_html(document.body())) std::abort();
  int id = 0;
  const Body body = normalise(document.body(), [&] { return "b" + std::to_string(++id); });
  if (!body_from_json(to_json(body))) std::abort();
  // A seed of what it says says the same.
  YDocument seeded;
  if (!seeded.apply(seed_update(body))) std::abort();
  if (normalise(seeded.body(), [&] { return "b" + std::to_string(++id); }) != body) std::abort();
  return 0;
}
