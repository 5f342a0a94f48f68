#pragma once

#include <cstdint>
#include <string>

#include "newsroom/events/ids.h"
#include "platform/base/sha256.h"

namespace galley::events {

struct CaseOpened {
  Id<Case> review_case;
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
  std::string headline;
};
struct PartSigned {
  Id<Case> review_case;
  Id<Story> story;
  Id<Proof> proof;
  Id<Desk> desk;
  std::int64_t version;
  Sha256 part;
  std::string level;
  Id<User> person;
  bool final_;                   // the last level: the part may be published
  std::string headline;
};
struct CaseReturned {
  Id<Case> review_case;
  Id<Story> story;
  Id<Proof> proof;
  Id<Desk> desk;
  std::int64_t version;
  Id<User> submitted_by;
  std::string reason;
  std::string headline;
};

}  // namespace galley::events
