#pragma once

#include <optional>
#include <string>

#include "newsroom/events/ids.h"
#include "platform/base/json.h"
#include "platform/engine/tables.h"

// The face of the gather room: everything comes in once.
namespace galley::gather {

enum class ItemState : std::uint8_t { new_, fetched, discarded };

// An item as the rooms to the right see it.
struct ItemText {
  Id<Item> id;
  Id<Site> site;
  Id<Desk> desk;
  std::string source_name;
  std::string headline;
  std::string summary;
  std::string author;
  std::string language;
  std::string url;
  Json body;
  ItemState state;
};
std::optional<ItemText> find_item(store::Reader& reader, const Id<Item>& item);

// Marks an item as taken to a desk. conflict "item.discarded" where somebody has thrown it away.
Result<void> take_item(Tx& tx, const Id<Item>& item);

Room room();

}  // namespace galley::gather
