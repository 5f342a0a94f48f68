#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "craft/formats/template.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley::formats;
  const std::string source(reinterpret_cast<const char*>(data), size);
  const auto templates = Templates::compile({{"t", source}, {"p", "{{a}}{{>t}}"}});
  if (!templates) return 0;
  const auto view_with = [](const char* hostile) {
    return View(View::Object{
        {"a", hostile}, {"b", true}, {"l", View::List{View(hostile), View(View::Object{{"a", hostile}})}}, {"u", Url(hostile)}});
  };
  // Escaped values add no tag and no quote, whatever they say.
  const auto plain = templates->render("t", view_with("word"));
  const auto hostile = templates->render("t", view_with("\"'><script>alert(1)</script>"));
  if (!plain || !hostile) return 0;
  for (const char sign : {'<', '"', '\''}) {
    if (std::ranges::count(*plain, sign) != std::ranges::count(*hostile, sign)) std::abort();
  }
  return 0;
}
