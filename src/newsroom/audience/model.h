#pragma once

#include <cstdint>
#include <string>

#include "newsroom/create/create.h"
#include "newsroom/events/ids.h"
#include "platform/base/sha256.h"
#include "platform/base/time.h"

namespace galley::audience {

enum class ArticleState : std::uint8_t { live, gone };

struct ArticleRow {
  Id<Publication> id;
  Id<Story> story;
  Id<Site> site;
  std::string section;
  std::string slug;
  std::string language;
  std::string kicker;
  std::string headline;
  std::string deck;
  std::string summary;
  std::string byline;
  std::string description;
  std::string fragment;              // the signed bytes with their slots filled
  Sha256 part;
  create::AiUse ai_use;
  Time published_at;
  Time updated_at;
  ArticleState state;
  std::int64_t version;
};

// A line in a list: everything but the text.
struct ArticleLine {
  Id<Publication> id;
  std::string section;
  std::string slug;
  std::string language;
  std::string kicker;
  std::string headline;
  std::string deck;
  std::string summary;
  std::string byline;
  create::AiUse ai_use;
  Time published_at;
  Time updated_at;
  std::int64_t version;
};

}  // namespace galley::audience
