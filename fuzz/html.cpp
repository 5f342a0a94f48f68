#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "craft/formats/html.h"

namespace {

int next_id = 0;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley::formats;
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  for (const Profile profile : {Profile::editor, Profile::feed, Profile::comment, Profile::wechat, Profile::email, Profile::mastodon}) {
    const auto clean = sanitize(html, profile);
    if (!clean) continue;
    const auto again = sanitize(*clean, profile);
    if (again && *again != *clean) std::abort();
    if (clean->contains("<script") || clean->contains("<iframe") || clean->contains("=\"javascript:")) std::abort();
  }
  next_id = 0;
  const auto body = body_from_html(html, [] { return "b" + std::to_string(++next_id); });
  if (body && !body_from_json(to_json(*body))) std::abort();
  return 0;
}
