#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/create/model.h"
#include "platform/store/session.h"

// The SQL of the create room.
namespace galley::create::store {

using galley::store::Reader;
using galley::store::Writer;

void add_story(Writer& writer, const StoryRow& story);
void save_story(Writer& writer, const StoryRow& story);
std::optional<StoryRow> find_story(Reader& reader, const Id<Story>& id);

struct CardRow {
  Id<Story> id;
  std::string headline;
  std::string slugline;
  Id<Desk> desk;
  Stage stage;
  bool spiked;
  std::optional<Id<User>> assignee;
  std::optional<Time> due_at;
  std::int64_t words;
  std::optional<Id<Item>> item;
  Time updated_at;
  Time created_at;
  Id<User> created_by;
  std::optional<Id<Proof>> proof;
  std::optional<Id<Revision>> submitted_revision;
  std::int64_t version;
};
struct StoryFilter {
  Id<Site> site;
  std::string scope;
  std::optional<Id<Desk>> desk;
  std::optional<Stage> stage;
  std::optional<Id<User>> assignee;
  bool spiked = false;
  std::string q;
  std::optional<std::pair<Time, Id<Story>>> before;
  int limit = 50;
};
std::vector<CardRow> list_cards(Reader& reader, const StoryFilter& filter);
std::int64_t count_cards(Reader& reader, const StoryFilter& filter);
std::optional<CardRow> card(Reader& reader, const Id<Story>& id);

void add_document(Writer& writer, const DocumentRow& document, const Json& body);
void save_document(Writer& writer, const DocumentRow& document);
void save_body(Writer& writer, const DocumentRow& document, const Json& body);
Json body_of(Reader& reader, const Id<Document>& id);
std::optional<DocumentRow> find_document(Reader& reader, const Id<Document>& id);
std::vector<DocumentRow> documents_of(Reader& reader, const Id<Story>& story);
void note_contributor(Writer& writer, const DocumentRow& document, const Id<User>& person, Time now);
std::vector<Id<User>> contributors_of(Reader& reader, const Id<Document>& document);
std::vector<Id<User>> writers_of(Reader& reader, const Id<Story>& story);

void add_revision(Writer& writer, const RevisionRow& revision, const DocumentRow& document, std::string_view canonical);
std::optional<RevisionRow> latest_revision(Reader& reader, const Id<Document>& document);
std::vector<RevisionRow> revisions_of(Reader& reader, const Id<Document>& document);
std::optional<RevisionRow> find_revision(Reader& reader, const Id<Revision>& id);
std::optional<Json> revision_content(Reader& reader, const Id<Revision>& id);

struct ProofRow {
  Id<Proof> id;
  Id<Story> story;
  Id<Site> site;
  Id<Desk> desk;
  std::int64_t number;
  ProofState state;
  Id<User> submitted_by;
  Time submitted_at;
  AiUse ai_use;
  std::string note;
};
void add_proof(Writer& writer, const ProofRow& proof);
void set_proof_state(Writer& writer, const Id<Proof>& id, ProofState state);
std::optional<ProofRow> find_proof(Reader& reader, const Id<Proof>& id);
std::optional<ProofRow> latest_proof(Reader& reader, const Id<Story>& story);

void add_part(Writer& writer, const Id<Proof>& proof, const Id<Site>& site, const Id<Desk>& desk, const PartInfo& part, std::string_view artifact);
std::vector<PartInfo> parts_of(Reader& reader, const Id<Proof>& proof);
std::vector<Id<Proof>> proofs_with(Reader& reader, const Sha256& hash);
std::optional<Json> artifact_of(Reader& reader, const Sha256& hash);
std::optional<Json> part_content(Reader& reader, const Sha256& hash);

struct CommentRow {
  Id<Comment> id;
  Id<Story> story;
  Id<Document> document;
  Id<User> author;
  std::string body;
  std::optional<Json> anchor;
  std::optional<std::string> quote;
  bool resolved;
  Time at;
  Time updated_at;
  std::int64_t version;
};
void add_comment(Writer& writer, const CommentRow& comment, const Id<Site>& site, const Id<Desk>& desk);
void save_comment(Writer& writer, const CommentRow& comment);
void remove_comment(Writer& writer, const Id<Comment>& id);
std::optional<CommentRow> find_comment(Reader& reader, const Id<Comment>& id);
std::vector<CommentRow> comments_of(Reader& reader, const Id<Story>& story);

}  // namespace galley::create::store
