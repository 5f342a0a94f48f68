#pragma once

#include <cstdint>

#include "newsroom/events/ids.h"

namespace galley::events {

struct ArticleChanged {
  Id<Publication> article;
  Id<Story> story;
  std::int64_t version;
};

}  // namespace galley::events
