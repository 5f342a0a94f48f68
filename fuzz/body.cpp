#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "craft/formats/body.h"
#include "craft/formats/body_schema.h"

namespace {

using namespace galley::formats;
using galley::Json;

std::vector<Attr> loose_attrs(const Json* json) {
  std::vector<Attr> out;
  if (!json || !json->object()) return out;
  for (const auto& [key, value] : *json->object()) {
    if (value.integer()) out.push_back({key, *value.integer()});
    if (value.string()) out.push_back({key, *value.string()});
  }
  return out;
}

// Takes any JSON for a tree, as concurrent edits might leave one.
Node loose_node(const Json& json) {
  Node out{.type = std::string(json.text("type")), .attrs = loose_attrs(json.find("attrs")), .text = std::string(json.text("text"))};
  if (const Json* marks = json.find("marks"); marks && marks->array()) {
    for (const Json& mark : *marks->array()) out.marks.push_back({std::string(mark.text("type")), loose_attrs(mark.find("attrs"))});
  }
  if (const Json* content = json.find("content"); content && content->array()) {
    for (const Json& child : *content->array()) out.content.push_back(loose_node(child));
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = galley::parse_json(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!json) return 0;
  if (const auto body = body_from_json(*json); body && body_from_json(to_json(*body)).value() != *body) std::abort();
  int id = 0;
  const auto make_id = [&] { return "b" + std::to_string(++id); };
  const Body once = normalise({loose_node(*json)}, make_id);
  const auto read = body_from_json(to_json(once));
  if (!read || *read != once) std::abort();
  if (normalise(once, make_id) != once) std::abort();
  (void)to_html(once);
  (void)blocks(once);
  return 0;
}
