#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "craft/text/block.h"
#include "newsroom/events/ids.h"

// Where the blocks of a text come from, found by comparison: with the revision before, and with what actions handed over into the
// document. What clients say about origin does not count. Pure, safe from every thread.
namespace galley::create {

enum class OriginKind : std::uint8_t { person, item };

struct Origin {
  std::string block;
  OriginKind kind = OriginKind::person;
  std::optional<std::string> source;   // id of the item; absent where people wrote it
  std::int64_t share = 0;              // per mille of the block's characters that stand in the source
  std::vector<Id<User>> persons;       // who may have typed in it; for a block untouched since it was handed over, who did that
  bool operator==(const Origin&) const = default;
};

struct Insertion {
  OriginKind kind;
  std::string source;
  std::string block;
  std::string content;   // plain text
  Id<User> person;
};

// A revision as the next one is compared with it.
struct Traced {
  std::vector<text::Block> blocks;
  std::vector<Origin> origins;
};

// One origin per block of `now`, in its order. A block that did not change keeps its origin, also under a new id and elsewhere.
// A changed one comes from the insertion that shares most with it, at least a fifth, else from people. `writers`: who typed
// since the revision before.
std::vector<Origin> trace(const Traced& before, const std::vector<text::Block>& now, const std::vector<Insertion>& inserted, const std::vector<Id<User>>& writers);

}  // namespace galley::create
