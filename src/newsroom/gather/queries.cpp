#include "newsroom/gather/queries.h"

#include <algorithm>

#include "newsroom/gather/store.h"
#include "platform/engine/cursor.h"

namespace galley::gather {

Result<Sources> list_sources(Context& ctx, Reader& reader, const ListSources&) {
  Sources out;
  const Scope scope = ctx.scope();
  for (auto& source : store::list_sources(reader, ctx.person.site))
    if (scope.covers(source.desk.value_or(Id<Desk>{}))) out.items.push_back(std::move(source));
  return out;
}

Result<Items> list_items(Context& ctx, Reader& reader, const ListItems& in) {
  store::ItemFilter filter{.site = ctx.person.site, .scope = ctx.scope().text(), .state = in.state, .source = in.source, .q = in.q.value_or(Text<0, 200>()),
                           .before = {}, .limit = std::clamp(in.limit.value_or(50), 1, 200)};
  if (in.cursor) filter.before = TRY(parse_cursor<Item>(*in.cursor));
  Items out{.items = store::list_items(reader, filter), .next = {}, .total = store::count_items(reader, filter)};
  if (static_cast<int>(out.items.size()) == filter.limit) out.next = to_cursor(out.items.back().received_at, out.items.back().id);
  return out;
}

Result<ItemDetail> get_item(Context& ctx, Reader& reader, const GetItem& in) {
  const auto row = store::item_row(reader, in.item);
  if (!row || store::item_text(reader, in.item)->site != ctx.person.site) return not_found("item.unknown");
  TRY(ctx.require(row->desk.value_or(Id<Desk>{})));
  auto content = *store::item_content(reader, in.item);
  return ItemDetail{row->id, row->source, row->source_name, row->desk, row->headline, row->summary, row->language, row->url, row->author, row->published_at,
                    row->received_at, row->state, row->duplicate_of, row->pictures, row->version, std::move(content.body), content.raw};
}

}  // namespace galley::gather
