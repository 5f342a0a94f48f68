#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "newsroom/gather/gather.h"
#include "platform/base/json.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace galley::gather {

enum class SourceState : std::uint8_t { active, paused, failing };
enum class SourceKind : std::uint8_t { feed };

struct SourceRow {
  Id<Source> id;
  std::string name;
  SourceKind kind;
  std::string url;
  std::optional<Id<Desk>> desk;
  std::int32_t interval_s;
  SourceState state;
  std::optional<Time> last_polled_at;
  std::optional<Time> last_item_at;
  std::int64_t failures;
  std::optional<std::string> last_error;
  std::int64_t items;
  std::int64_t version;
};

// What a conditional request needs.
struct PollState {
  Id<Site> site;
  std::string etag;
  std::string last_modified;
};

struct NewItem {
  Id<Item> id;
  std::string guid;
  std::string headline;
  std::string summary;
  std::string language;
  std::string url;
  std::string author;
  std::string picture;
  Json body;
  Sha256 raw;
  std::optional<Time> published_at;
  std::optional<Id<Item>> duplicate_of;
  std::int64_t pictures;
};

// A line of the inbox.
struct ItemRow {
  Id<Item> id;
  Id<Source> source;
  std::string source_name;
  std::optional<Id<Desk>> desk;
  std::string headline;
  std::string summary;
  std::string language;
  std::string url;
  std::string author;
  std::optional<Time> published_at;
  Time received_at;
  ItemState state;
  std::optional<Id<Item>> duplicate_of;
  std::int64_t pictures;
  std::int64_t version;
};
struct ItemContent {
  Json body;
  Sha256 raw;
};

constexpr int kFailuresUntilFailing = 3;

}  // namespace galley::gather
