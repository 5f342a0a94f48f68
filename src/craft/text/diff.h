#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "craft/text/block.h"
#include "platform/base/json.h"

// What changed between two versions of a text, for review, print and provenance. Within a block by words (ideographs one by
// one), never inside a user-perceived character; between blocks by block id. Myers, "An O(ND) difference algorithm", 1986;
// texts that differ in more than some 1,500 tokens are shown as replaced. Pure, safe from every thread.
namespace galley::text {

enum class Change : std::uint8_t { same, added, removed };

struct Run {
  Change op;
  std::string text;
  bool operator==(const Run&) const = default;
};

// Runs alternate; where both happen at one place, removed comes before added. The texts of same + removed joined are `before`,
// same + added are `after`. Blanks and punctuation alone between two changes belong to the change.
std::vector<Run> diff_text(std::string_view before, std::string_view after);

enum class BlockChange : std::uint8_t { same, added, removed, changed };

struct BlockDiff {
  BlockChange op;
  std::string id;  // of the version after, or before where it was removed
  std::string type;
  bool moved = false;     // stands elsewhere than before, whether changed or not
  std::vector<Run> runs;  // one run where op is not changed; a change of attributes or marks alone is one "same" run
};

// In the order of the version after; removed blocks stand where they were. Blocks are matched by id, and what is left over by
// equal text.
std::vector<BlockDiff> diff_blocks(const std::vector<Block>& before, const std::vector<Block>& after);

// {"blocks":[{"op":"changed","id":"..","type":"paragraph","moved":true,"runs":[{"op":"same","text":".."}]}]}, `moved` only where true
Json to_json(const std::vector<BlockDiff>& blocks);

}  // namespace galley::text
