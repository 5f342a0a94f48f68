#pragma once

#include <cstdint>
#include <string>

#include "newsroom/events/ids.h"

namespace galley::events {

struct StoryCreated {
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
  Id<Item> item;                 // where it was fetched from, none for a story of one's own
};
struct StoryChanged {
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
};
struct StoryAssigned {
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
  Id<User> assignee;
  std::string headline;
};
struct DocumentChanged {
  Id<Document> document;
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
};
struct CommentChanged {
  Id<Comment> comment;
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
};
struct ProofReady {
  Id<Proof> proof;
  Id<Story> story;
  Id<Desk> desk;
  Id<User> submitted_by;
  std::string headline;
};

}  // namespace galley::events
