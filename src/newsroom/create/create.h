#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "newsroom/events/ids.h"
#include "platform/base/json.h"
#include "platform/base/sha256.h"
#include "platform/base/time.h"
#include "platform/engine/bell.h"
#include "platform/engine/event_log.h"
#include "platform/engine/tables.h"

// The face of the create room: stories, their documents and revisions, and the proofs that go to review.
namespace galley::create {

enum class AiUse : std::uint8_t { none, polished, drafted };

struct ProofInfo {
  Id<Proof> id;
  Id<Story> story;
  Id<Site> site;
  Id<Desk> desk;
  std::int64_t number;
  Id<User> submitted_by;
  Time submitted_at;
  AiUse ai_use;
  std::string note;
};

// One channel document of a proof: its revision and its rendered artifact. `hash` is what is signed and published.
struct PartInfo {
  Sha256 hash;
  std::string kind;
  Id<Document> document;
  Id<Revision> revision;
  std::string headline;
  std::int64_t words;
};

struct StoryHead {
  Id<Story> id;
  Id<Site> site;
  Id<Desk> desk;
  std::string headline;
  std::int64_t version;
};

std::optional<StoryHead> find_story(store::Reader& reader, const Id<Story>& story);
std::optional<ProofInfo> find_proof(store::Reader& reader, const Id<Proof>& proof);
std::optional<ProofInfo> latest_proof(store::Reader& reader, const Id<Story>& story);
std::vector<PartInfo> parts_of(store::Reader& reader, const Id<Proof>& proof);
std::vector<Id<Proof>> proofs_with(store::Reader& reader, const Sha256& part);
std::optional<Json> artifact_of(store::Reader& reader, const Sha256& part);          // craft/channels artifact as JSON
std::optional<Json> content_of(store::Reader& reader, const Sha256& part);           // the revision behind it: fields and body

// Who may not sign: everybody whose typing or PATCH entered one of the story's documents before `before`.
std::vector<Id<User>> writers_of(store::Reader& reader, const Id<Story>& story);
std::string byline_of(store::Reader& reader, const Id<Proof>& proof);
// Whether the text has moved on since this proof was cut.
bool moved_on(store::Reader& reader, const Id<Proof>& proof);

// {"blocks":[..],"fields":[..]} between two revisions' contents (null = nothing before).
Json content_diff(const Json& before, const Json& after);

class CollabHub;

// What the room keeps while the house runs: the texts that people are writing in together.
class State {
 public:
  State();
  ~State();
  void open(const Services& services, Bells& bells);   // before the first entry is called
  void start();                                        // from then on open texts are kept by a thread
  void hear(const Event& event);                       // all events, as they happen
  void close_sockets();
  void stop();                                         // after the sockets are gone, while the database is there
  CollabHub& collab() const { return *hub_; }

 private:
  std::unique_ptr<CollabHub> hub_;
};

Room room(State& state);

}  // namespace galley::create
