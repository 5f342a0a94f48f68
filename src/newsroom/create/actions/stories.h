#pragma once

#include "newsroom/create/model.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::create {

struct DocumentName {
  Id<Document> id;
  std::string kind;
  std::string headline;
  std::int64_t version;
};
struct StoryDetail {
  Id<Story> id;
  std::string headline;
  std::string slugline;
  Id<Desk> desk;
  std::string desk_name;
  Stage stage;
  bool spiked;
  std::optional<Id<User>> assignee;
  std::optional<std::string> assignee_name;
  std::optional<Time> due_at;
  std::int64_t words;
  std::optional<Id<Item>> item;
  Time updated_at;
  Time created_at;
  Id<User> created_by;
  std::string created_by_name;
  std::optional<Id<Proof>> proof;
  std::optional<Id<Revision>> submitted_revision;
  std::int64_t version;
  std::vector<DocumentName> documents;
};
Result<StoryDetail> story_detail(galley::store::Reader& reader, const Id<Story>& story);

struct CreateStory {
  Id<Desk> desk;
  std::optional<Text<0, 300>> headline;
};
Result<StoryDetail> create_story(Context&, Tx&, const CreateStory&);

struct FetchItem {
  Id<Item> item;
  Id<Desk> desk;
};
Result<StoryDetail> fetch_item(Context&, Tx&, const FetchItem&);

struct ChangeStory {
  Id<Story> story;
  std::int64_t if_match;
  std::optional<Text<0, 100>> slugline;
  Patch<Id<User>> assignee;
  Patch<Time> due_at;
};
Result<StoryDetail> change_story(Context&, Tx&, const ChangeStory&);

struct MoveStory {
  Id<Story> story;
  Stage stage;
};
Result<StoryDetail> move_story(Context&, Tx&, const MoveStory&);

struct SpikeStory {
  Id<Story> story;
};
Result<StoryDetail> spike_story(Context&, Tx&, const SpikeStory&);
struct UnspikeStory {
  Id<Story> story;
};
Result<StoryDetail> unspike_story(Context&, Tx&, const UnspikeStory&);

// The story, if it is of the caller's newsroom and the entry's right covers its desk.
Result<StoryRow> story_in_reach(const Context& ctx, galley::store::Reader& reader, const Id<Story>& id);
void save_and_tell(Context& ctx, Tx& tx, StoryRow& story);   // version + 1, StoryChanged

}  // namespace galley::create
