#pragma once

#include <cstdint>

#include "newsroom/events/ids.h"

namespace galley::events {

struct SourceChanged {
  Id<Source> source;
  Id<Desk> desk;
  std::int64_t version;
};
struct ItemReceived {
  Id<Item> item;
  Id<Source> source;
  Id<Desk> desk;
  std::int64_t version;
};
struct ItemChanged {
  Id<Item> item;
  Id<Desk> desk;
  std::int64_t version;
};

}  // namespace galley::events
