#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/gather/gather.h"
#include "newsroom/gather/model.h"
#include "platform/store/session.h"

// The SQL of the gather room.
namespace galley::gather::store {

using galley::store::Reader;
using galley::store::Writer;

std::vector<SourceRow> list_sources(Reader& reader, const Id<Site>& site);
std::optional<SourceRow> find_source(Reader& reader, const Id<Source>& id);
std::optional<PollState> poll_state(Reader& reader, const Id<Source>& id);
void add_source(Writer& writer, const SourceRow& source, const Id<Site>& site);
void save_source(Writer& writer, const SourceRow& source);
void note_poll(Writer& writer, const Id<Source>& id, std::string_view etag, std::string_view last_modified, std::int64_t new_items, Time now);
void note_poll_failure(Writer& writer, const Id<Source>& id, std::string_view error, Time now);

bool add_item(Writer& writer, const NewItem& item, const SourceRow& source, const Id<Site>& site, Time now);   // false: known already
std::optional<Id<Item>> same_headline(Reader& reader, const Id<Site>& site, std::string_view headline, const Id<Source>& but, Time since);

struct ItemFilter {
  Id<Site> site;
  std::string scope;
  std::optional<ItemState> state;
  std::optional<Id<Source>> source;
  std::string q;
  std::optional<std::pair<Time, Id<Item>>> before;
  int limit;
};
std::vector<ItemRow> list_items(Reader& reader, const ItemFilter& filter);
std::int64_t count_items(Reader& reader, const ItemFilter& filter);
std::optional<ItemRow> item_row(Reader& reader, const Id<Item>& id);
std::optional<ItemContent> item_content(Reader& reader, const Id<Item>& id);
std::optional<ItemText> item_text(Reader& reader, const Id<Item>& id);
void set_item_state(Writer& writer, const Id<Item>& id, ItemState state, std::int64_t version);

}  // namespace galley::gather::store
