#include "newsroom/gather/actions/items.h"

#include "newsroom/events/gather.h"
#include "newsroom/gather/store.h"

namespace galley::gather {

namespace {

Result<ItemRow> move_item(Context& ctx, Tx& tx, const Id<Item>& id, ItemState from, ItemState to) {
  auto item = store::item_row(tx, id);
  if (!item || store::item_text(tx, id)->site != ctx.person.site) return not_found("item.unknown");
  const auto desk = item->desk.value_or(Id<Desk>{});
  TRY(ctx.require(desk));
  if (item->state == to) return *item;
  if (item->state != from) return conflict("item.state");
  item->state = to;
  item->version += 1;
  store::set_item_state(tx, id, to, item->version);
  tx.emit(events::ItemChanged{id, desk, item->version});
  return *std::move(item);
}

}  // namespace

Result<ItemRow> discard_item(Context& ctx, Tx& tx, const DiscardItem& in) { return move_item(ctx, tx, in.item, ItemState::new_, ItemState::discarded); }
Result<ItemRow> restore_item(Context& ctx, Tx& tx, const RestoreItem& in) { return move_item(ctx, tx, in.item, ItemState::discarded, ItemState::new_); }

}  // namespace galley::gather
