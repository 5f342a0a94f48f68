#include "newsroom/events/gather.h"
#include "newsroom/gather/actions/items.h"
#include "newsroom/gather/actions/sources.h"
#include "newsroom/gather/gather.h"
#include "newsroom/gather/jobs.h"
#include "newsroom/gather/queries.h"
#include "newsroom/gather/store.h"

namespace galley {
std::span<const Asset> galley_gather_migrations();
}

namespace galley::gather {

namespace {

constexpr Action actions[] = {
    action<create_source>({.name = "gather.create_source", .right = "source.manage", .http = "POST /sources", .status = Status::created}),
    action<change_source, &ChangeSource::source>({.name = "gather.change_source", .right = "source.manage", .http = "PATCH /sources/{source}"}),
    action<poll_source, &PollSource::source>({.name = "gather.poll_source", .right = "source.manage", .http = "POST /sources/{source}/poll", .effect = Effect::external, .status = Status::accepted}),
    action<discard_item, &DiscardItem::item>({.name = "gather.discard_item", .right = "item.discard", .http = "POST /items/{item}/discard"}),
    action<restore_item, &RestoreItem::item>({.name = "gather.restore_item", .right = "item.discard", .http = "POST /items/{item}/restore"}),
};
constexpr Query queries[] = {
    query<list_sources>({.name = "gather.sources", .right = "item.read", .http = "GET /sources"}),
    query<list_items>({.name = "gather.items", .right = "item.read", .http = "GET /items"}),
    query<get_item>({.name = "gather.item", .right = "item.read", .http = "GET /items/{item}"}),
};
constexpr JobKind jobs[] = {job<poll>("gather.poll")};
constexpr EventType event_types[] = {event<events::SourceChanged>(), event<events::ItemReceived>(), event<events::ItemChanged>()};
constexpr std::string_view rights[] = {"item.read", "item.discard", "source.manage"};

}  // namespace

std::optional<ItemText> find_item(galley::store::Reader& reader, const Id<Item>& item) { return store::item_text(reader, item); }

Result<void> take_item(Tx& tx, const Id<Item>& id) {
  const auto item = store::item_row(tx, id);
  if (!item) return not_found("item.unknown");
  if (item->state == ItemState::discarded) return conflict("item.discarded");
  store::set_item_state(tx, id, ItemState::fetched, item->version + 1);
  tx.emit(events::ItemChanged{id, item->desk.value_or(Id<Desk>{}), item->version + 1});
  return {};
}

Room room() {
  return {.name = "gather", .actions = actions, .queries = queries, .streams = {}, .pages = {}, .jobs = jobs, .followers = {}, .events = event_types,
          .rights = rights, .migrations = galley_gather_migrations()};
}

}  // namespace galley::gather
