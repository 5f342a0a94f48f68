#include "newsroom/create/model.h"

#include <array>

#include "craft/formats/body.h"

namespace galley::create {

Json content_of(const DocumentRow& d, Json body) {
  Json::Array hashtags;
  for (const auto& tag : d.hashtags) hashtags.emplace_back(tag);
  return Json(Json::Object{{"kind", d.kind},       {"headline", d.headline}, {"deck", d.deck},       {"kicker", d.kicker}, {"slug", d.slug},
                           {"summary", d.summary}, {"byline", d.byline},     {"section", d.section}, {"hashtags", std::move(hashtags)}, {"body", std::move(body)}});
}

std::vector<text::Block> blocks_of(const Json& content) {
  const Json* body = content.find("body");
  if (body == nullptr) return {};
  const auto parsed = formats::body_from_json(*body);
  return parsed ? formats::blocks(*parsed) : std::vector<text::Block>{};
}

bool may_move(Stage from, Stage to) {
  // from: idea, writing, review, ready, done; to likewise. What is in review leaves it by a signature or a return.
  constexpr std::array<std::array<bool, 5>, 5> kAllowed = {{
      {false, true, false, false, true},
      {true, false, false, false, true},
      {false, false, false, false, false},
      {false, true, false, false, true},
      {false, true, false, false, false},
  }};
  return kAllowed[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
}

}  // namespace galley::create
