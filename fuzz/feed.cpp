#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "craft/formats/feed.h"
#include "craft/formats/html.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto feed = parse_feed(bytes, {.content_type = "text/xml", .base_url = "https://example.org/feed"});
  if (!feed) return 0;
  for (const FeedEntry& entry : feed->entries) {
    if (entry.guid.empty()) std::abort();
    const auto again = sanitize(entry.html, Profile::feed);
    if (again && *again != entry.html) std::abort();
  }
  return 0;
}
