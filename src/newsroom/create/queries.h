#pragma once

#include <string>
#include <vector>

#include "newsroom/create/actions/comments.h"
#include "newsroom/create/actions/documents.h"
#include "newsroom/create/actions/stories.h"
#include "newsroom/create/provenance.h"

namespace galley::create {

using galley::store::Reader;

struct ListStories {
  std::optional<Id<Desk>> desk;
  std::optional<Stage> stage;
  std::optional<Id<User>> assignee;
  std::optional<bool> spiked;
  std::optional<Text<0, 200>> q;
  std::vector<Id<Story>> ids;              // these only, for columns of other rooms
  std::optional<Text<0, 200>> cursor;
  std::optional<std::int32_t> limit;
};
struct Stories {
  std::vector<StoryCard> items;
  std::optional<std::string> next;
  std::int64_t total;
};
Result<Stories> list_stories(Context&, Reader&, const ListStories&);

struct GetStory {
  Id<Story> story;
};
Result<StoryDetail> get_story(Context&, Reader&, const GetStory&);

struct GetDocument {
  Id<Document> document;
};
Result<DocumentDetail> get_document(Context&, Reader&, const GetDocument&);

// What the readers' site would be given of a document as it stands at this moment, rendered by what renders proofs: also words
// that are typed and not yet in its row. `issues`: what keeps it from being submitted, as a refusal would list it.
struct GetPreview {
  Id<Document> document;
};
struct PreviewIssue {
  std::string pointer;
  std::string code;
  Json params;
};
struct Preview {
  std::string kind;
  std::string headline;
  std::int64_t words;
  std::string html;
  std::vector<PreviewIssue> issues;
};
Result<Preview> get_preview(Context&, Reader&, const GetPreview&);

struct PersonName {
  Id<User> id;
  std::string name;
};
struct RevisionLine {
  Id<Revision> id;
  std::int64_t number;
  Time at;
  Sha256 hash;
  std::int64_t words;
  std::vector<PersonName> by;
  RevisionReason reason;
  std::optional<Id<Proof>> proof;
};
struct ListRevisions {
  Id<Document> document;
};
struct Revisions {
  std::vector<RevisionLine> items;
};
Result<Revisions> list_revisions(Context&, Reader&, const ListRevisions&);

struct GetRevision {
  Id<Revision> revision;
};
struct RevisionDetail {
  Id<Revision> id;
  Id<Document> document;
  std::int64_t number;
  Time at;
  Sha256 hash;
  std::int64_t words;
  RevisionReason reason;
  Json content;
};
Result<RevisionDetail> get_revision(Context&, Reader&, const GetRevision&);

// Where each block of a revision comes from. `share`: per mille of the block's characters that stand in its source.
struct BlockOrigin {
  std::string block;
  OriginKind kind;
  std::optional<std::string> source;        // id of the item
  std::optional<std::string> source_title;
  std::int64_t share;
  std::int64_t words;
  std::vector<PersonName> persons;
};
struct GetProvenance {
  Id<Revision> revision;
};
struct Provenance {
  std::vector<BlockOrigin> blocks;
};
Result<Provenance> get_provenance(Context&, Reader&, const GetProvenance&);

struct DiffRevision {
  Id<Revision> revision;
  std::optional<Id<Revision>> from;        // none: everything is new
};
struct DiffResult {
  Json blocks;
  Json fields;
};
Result<DiffResult> diff_revision(Context&, Reader&, const DiffRevision&);

struct GetProof {
  Id<Proof> proof;
};
struct ProofDetail {
  Id<Proof> id;
  Id<Story> story;
  std::int64_t number;
  ProofState state;
  Id<User> submitted_by;
  std::string submitted_by_name;
  Time submitted_at;
  AiUse ai_use;
  std::string note;
  std::vector<PartInfo> parts;
};
Result<ProofDetail> get_proof(Context&, Reader&, const GetProof&);

struct ListComments {
  Id<Story> story;
};
struct Comments {
  std::vector<CommentLine> items;
};
Result<Comments> list_comments(Context&, Reader&, const ListComments&);

}  // namespace galley::create
