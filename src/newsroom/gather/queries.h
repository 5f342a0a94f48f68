#pragma once

#include <string>
#include <vector>

#include "newsroom/gather/model.h"
#include "platform/engine/context.h"
#include "platform/store/session.h"

namespace galley::gather {

using galley::store::Reader;

struct ListSources {};
struct Sources {
  std::vector<SourceRow> items;
};
Result<Sources> list_sources(Context&, Reader&, const ListSources&);

struct ListItems {
  std::optional<ItemState> state;
  std::optional<Id<Source>> source;
  std::optional<Text<0, 200>> q;
  std::optional<Text<0, 200>> cursor;
  std::optional<std::int32_t> limit;
};
struct Items {
  std::vector<ItemRow> items;
  std::optional<std::string> next;
  std::int64_t total;
};
Result<Items> list_items(Context&, Reader&, const ListItems&);

struct GetItem {
  Id<Item> item;
};
struct ItemDetail {
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
  Json body;
  Sha256 raw;
};
Result<ItemDetail> get_item(Context&, Reader&, const GetItem&);

}  // namespace galley::gather
