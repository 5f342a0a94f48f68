#include "newsroom/create/actions/comments.h"
#include "newsroom/create/actions/documents.h"
#include "newsroom/create/actions/stories.h"
#include "newsroom/create/collab/hub.h"
#include "newsroom/create/collab/peer_socket.h"
#include "newsroom/create/create.h"
#include "newsroom/create/follow.h"
#include "newsroom/create/jobs.h"
#include "newsroom/create/queries.h"
#include "newsroom/create/store.h"
#include "newsroom/events/create.h"
#include "platform/engine/event_log.h"

namespace galley {
std::span<const Asset> galley_create_migrations();
}

namespace galley::create {

namespace {

constexpr Action actions[] = {
    action<create_story>({.name = "create.create_story", .right = "story.create", .http = "POST /stories", .status = Status::created}),
    action<fetch_item, &FetchItem::item>({.name = "create.fetch_item", .right = "item.fetch", .http = "POST /items/{item}/fetch", .status = Status::created}),
    action<change_story, &ChangeStory::story>({.name = "create.change_story", .right = "story.edit", .http = "PATCH /stories/{story}"}),
    action<move_story, &MoveStory::story>({.name = "create.move_story", .right = "story.edit", .http = "POST /stories/{story}/move"}),
    action<spike_story, &SpikeStory::story>({.name = "create.spike_story", .right = "story.spike", .http = "POST /stories/{story}/spike"}),
    action<unspike_story, &UnspikeStory::story>({.name = "create.unspike_story", .right = "story.spike", .http = "POST /stories/{story}/unspike"}),
    action<change_document, &ChangeDocument::document>({.name = "create.change_document", .right = "story.edit", .http = "PATCH /documents/{document}"}),
    action<restore_revision, &RestoreRevision::document, settle_restored>({.name = "create.restore_revision", .right = "story.edit", .http = "POST /documents/{document}/restore"}),
    action<submit, &Submit::story, settle_submitted>({.name = "create.submit", .right = "story.submit", .http = "POST /stories/{story}/submit", .status = Status::accepted}),
    action<add_comment, &AddComment::story>({.name = "create.add_comment", .right = "story.read", .http = "POST /stories/{story}/comments", .status = Status::created}),
    action<change_comment, &ChangeComment::comment>({.name = "create.change_comment", .right = "story.read", .http = "PATCH /comments/{comment}"}),
    action<remove_comment, &RemoveComment::comment>({.name = "create.remove_comment", .right = "story.read", .http = "DELETE /comments/{comment}"}),
    action<resolve_comment, &ResolveComment::comment>({.name = "create.resolve_comment", .right = "story.read", .http = "POST /comments/{comment}/resolve"}),
    action<reopen_comment, &ReopenComment::comment>({.name = "create.reopen_comment", .right = "story.read", .http = "POST /comments/{comment}/reopen"}),
};
constexpr Query queries[] = {
    query<list_stories>({.name = "create.stories", .right = "story.read", .http = "GET /stories"}),
    query<get_story>({.name = "create.story", .right = "story.read", .http = "GET /stories/{story}"}),
    query<get_document>({.name = "create.document", .right = "story.read", .http = "GET /documents/{document}"}),
    query<get_preview>({.name = "create.preview", .right = "story.read", .http = "GET /documents/{document}/preview"}),
    query<list_revisions>({.name = "create.revisions", .right = "story.read", .http = "GET /documents/{document}/revisions"}),
    query<get_revision>({.name = "create.revision", .right = "story.read", .http = "GET /revisions/{revision}"}),
    query<diff_revision>({.name = "create.diff", .right = "story.read", .http = "GET /revisions/{revision}/diff"}),
    query<get_provenance>({.name = "create.provenance", .right = "story.read", .http = "GET /revisions/{revision}/provenance"}),
    query<get_proof>({.name = "create.proof", .right = "story.read", .http = "GET /proofs/{proof}"}),
    query<list_comments>({.name = "create.comments", .right = "story.read", .http = "GET /stories/{story}/comments"}),
};
constexpr Stream streams[] = {
    {{.name = "create.collab", .right = "story.read", .http = "GET /documents/{document}/collab"}, open_collab},
};
constexpr JobKind jobs[] = {job<render_proof>("create.render")};
constexpr EventHandler stage_handlers[] = {on<events::PartSigned, on_part_signed>(), on<events::CaseReturned, on_case_returned>(),
                                           on<events::PublicationLive, on_publication_live>()};
constexpr Follower followers[] = {{"create.stages", stage_handlers}};
constexpr EventType event_types[] = {event<events::StoryCreated>(), event<events::StoryChanged>(), event<events::StoryAssigned>(), event<events::DocumentChanged>(),
                                     event<events::CommentChanged>(), event<events::ProofReady>()};
constexpr std::string_view rights[] = {"item.fetch", "story.read", "story.create", "story.edit", "story.submit", "story.spike"};

ProofInfo info_of(const store::ProofRow& p) {
  return {p.id, p.story, p.site, p.desk, p.number, p.submitted_by, p.submitted_at, p.ai_use, p.note};
}

}  // namespace

std::optional<StoryHead> find_story(galley::store::Reader& reader, const Id<Story>& id) {
  const auto story = store::find_story(reader, id);
  if (!story) return std::nullopt;
  return StoryHead{story->id, story->site, story->desk, store::card(reader, id)->headline, story->version};
}
std::optional<ProofInfo> find_proof(galley::store::Reader& reader, const Id<Proof>& id) {
  const auto proof = store::find_proof(reader, id);
  return proof ? std::optional(info_of(*proof)) : std::nullopt;
}
std::optional<ProofInfo> latest_proof(galley::store::Reader& reader, const Id<Story>& story) {
  const auto proof = store::latest_proof(reader, story);
  return proof ? std::optional(info_of(*proof)) : std::nullopt;
}
std::vector<PartInfo> parts_of(galley::store::Reader& reader, const Id<Proof>& proof) { return store::parts_of(reader, proof); }
std::vector<Id<Proof>> proofs_with(galley::store::Reader& reader, const Sha256& part) { return store::proofs_with(reader, part); }
std::optional<Json> artifact_of(galley::store::Reader& reader, const Sha256& part) { return store::artifact_of(reader, part); }
std::optional<Json> content_of(galley::store::Reader& reader, const Sha256& part) { return store::part_content(reader, part); }
std::vector<Id<User>> writers_of(galley::store::Reader& reader, const Id<Story>& story) { return store::writers_of(reader, story); }

std::string byline_of(galley::store::Reader& reader, const Id<Proof>& proof) {
  for (const auto& part : store::parts_of(reader, proof))
    if (const auto content = store::revision_content(reader, part.revision)) return std::string(content->text("byline"));
  return {};
}

bool moved_on(galley::store::Reader& reader, const Id<Proof>& proof) {
  for (const auto& part : store::parts_of(reader, proof)) {
    const auto document = store::find_document(reader, part.document);
    const auto revision = store::find_revision(reader, part.revision);
    if (document && revision && sha256(canonical(content_of(*document, store::body_of(reader, document->id)))) != revision->hash) return true;
  }
  return false;
}

State::State() = default;
State::~State() = default;
void State::open(const Services& services, Bells& bells) { hub_ = std::make_unique<CollabHub>(services, bells); }
void State::start() { hub_->start(); }
void State::hear(const Event& event) { hub_->hear(event); }
void State::close_sockets() { hub_->close_sockets(); }
void State::stop() { hub_->stop(); }

Room room(State& state) {
  return {.name = "create", .actions = actions, .queries = queries, .streams = streams, .pages = {}, .jobs = jobs, .followers = followers, .events = event_types,
          .rights = rights, .migrations = galley_create_migrations(), .state = &state};
}

}  // namespace galley::create
