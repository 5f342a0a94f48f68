#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "craft/text/block.h"
#include "newsroom/create/create.h"
#include "newsroom/events/ids.h"
#include "platform/base/json.h"
#include "platform/base/patch.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace galley::create {

enum class Stage : std::uint8_t { idea, writing, review, ready, done };
enum class ProofState : std::uint8_t { building, ready, failed };
enum class RevisionReason : std::uint8_t { submit, idle, left, restore };

// A card of the board.
struct StoryCard {
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
};

struct StoryRow {
  Id<Story> id;
  Id<Site> site;
  Id<Desk> desk;
  std::optional<Id<Item>> item;
  std::string slugline;
  Stage stage;
  bool spiked;
  std::optional<Id<User>> assignee;
  std::optional<Time> due_at;
  Id<User> created_by;
  Time created_at;
  Time updated_at;
  std::optional<Id<Proof>> proof;
  std::optional<Id<Revision>> submitted_revision;
  std::int64_t version;
};

// Its body is kept beside it (store::body_of).
struct DocumentRow {
  Id<Document> id;
  Id<Story> story;
  Id<Site> site;
  Id<Desk> desk;
  std::string kind;
  std::string headline;
  std::string deck;
  std::string kicker;
  std::string slug;
  std::string summary;
  std::string byline;
  std::string section;
  std::vector<std::string> hashtags;
  std::int64_t words;
  Time updated_at;
  std::optional<Id<User>> updated_by;
  std::int64_t version;
};

struct RevisionRow {
  Id<Revision> id;
  Id<Document> document;
  std::int64_t number;
  Time at;
  Sha256 hash;
  std::int64_t words;
  std::vector<Id<User>> persons;
  RevisionReason reason;
  std::optional<Id<Proof>> proof;
};

// What a revision holds, canonical JSON once cut: the fields and the body.
Json content_of(const DocumentRow& document, Json body);
std::vector<text::Block> blocks_of(const Json& content);   // of its body; none where it has none

// The state machine of a card: where a person may move it by hand. Submitting, signing and publishing move it by themselves.
bool may_move(Stage from, Stage to);

}  // namespace galley::create
