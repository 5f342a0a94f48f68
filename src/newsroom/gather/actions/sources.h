#pragma once

#include "newsroom/gather/model.h"
#include "platform/base/patch.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::gather {

struct CreateSource {
  Text<1, 100> name;
  SourceKind kind;
  Text<8, 2000> url;
  std::optional<Id<Desk>> desk;
  std::int32_t interval_s;
};
Result<SourceRow> create_source(Context&, Tx&, const CreateSource&);

struct ChangeSource {
  Id<Source> source;
  std::int64_t if_match;
  std::optional<Text<1, 100>> name;
  std::optional<Text<8, 2000>> url;
  Patch<Id<Desk>> desk;
  std::optional<std::int32_t> interval_s;
  std::optional<SourceState> state;
};
Result<SourceRow> change_source(Context&, Tx&, const ChangeSource&);

struct PollSource {
  Id<Source> source;
};
Result<SourceRow> poll_source(Context&, Tx&, const PollSource&);

}  // namespace galley::gather
