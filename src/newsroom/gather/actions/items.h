#pragma once

#include "newsroom/gather/model.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::gather {

struct DiscardItem {
  Id<Item> item;
};
Result<ItemRow> discard_item(Context&, Tx&, const DiscardItem&);
struct RestoreItem {
  Id<Item> item;
};
Result<ItemRow> restore_item(Context&, Tx&, const RestoreItem&);

}  // namespace galley::gather
