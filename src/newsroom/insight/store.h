#pragma once

#include <cstdint>
#include <vector>

#include "newsroom/events/ids.h"
#include "platform/base/time.h"
#include "platform/store/session.h"

// The SQL of the insight room.
namespace galley::insight::store {

using galley::store::Reader;
using galley::store::Writer;

struct Totals {
  std::int64_t reads;
  std::int64_t engaged_s;
  std::int64_t shares;
  Time since;
};
struct Minute {
  std::int64_t minute;
  std::int64_t reads;
};

void add(Writer& writer, const Id<Story>& story, std::int64_t minute, std::int64_t reads, std::int64_t engaged_s, std::int64_t shares);
Totals totals(Reader& reader, const Id<Story>& story);
std::vector<Minute> minutes(Reader& reader, const Id<Story>& story, std::int64_t from_minute);

}  // namespace galley::insight::store
