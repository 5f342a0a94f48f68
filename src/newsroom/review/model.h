#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsroom/create/create.h"
#include "newsroom/events/ids.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace galley {
struct Signature;
struct Return;
template <> inline constexpr std::string_view id_prefix<Signature> = "sig";
template <> inline constexpr std::string_view id_prefix<Return> = "return";
}  // namespace galley

namespace galley::review {

enum class CaseState : std::uint8_t { open, returned, signed_ };

// One step of a policy: who holds `right` on the desk may sign it.
struct Level {
  std::string key;
  std::string name;
  std::string right;
};

struct PolicyRow {
  Id<Policy> id;
  std::string name;
  std::optional<Id<Desk>> desk;      // none: the whole newsroom
  std::vector<Level> levels;
  std::int64_t version;
};

struct CaseRow {
  Id<Case> id;
  Id<Story> story;
  Id<Site> site;
  Id<Desk> desk;
  Id<Proof> proof;
  CaseState state;
  std::vector<Level> levels;
  std::int32_t level;                // index of the level that is asked now; levels.size() once all have signed
  std::string headline;
  Id<User> submitted_by;
  Time submitted_at;
  create::AiUse ai_use;
  std::int64_t version;
};

struct SignatureRow {
  Id<Signature> id;
  Id<Proof> proof;
  Sha256 part;
  std::string level;
  std::int32_t number;               // index of the level
  Id<User> person;
  std::string note;
  Time at;
  std::optional<Id<Proof>> carried_from;
};

struct ReturnRow {
  Id<Return> id;
  Id<Proof> proof;
  Id<User> person;
  std::string reason;
  Time at;
};

enum class Step : std::uint8_t { sign, last_sign, send_back, renew };

// The state machine of a case: what a step makes of it, none where it is not allowed.
//             sign     last_sign  send_back  renew
// open        open     signed     returned   open
// returned    -        -          -          open
// signed      -        -          -          open
std::optional<CaseState> next_state(CaseState state, Step step);

inline constexpr std::string_view kLevelRights[] = {"review.first", "review.second", "review.final"};
std::vector<Level> default_levels(std::string_view locale);   // one level: the responsible editor's

}  // namespace galley::review
