#pragma once

#include "newsroom/create/model.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::create {

// What a change leaves behind; what was sent stands as it was sent.
struct ChangedDocument {
  Id<Document> id;
  std::int64_t words;
  Time updated_at;
  std::int64_t version;
};

// A document as the editor shows it. `body_mode` tells how its body is changed: through the socket of its shared text. Until
// somebody has opened that, PATCH may set the body too. `body_generation` names the life of the text that a copy belongs to.
struct DocumentDetail {
  Id<Document> id;
  Id<Story> story;
  std::string kind;
  std::string headline;
  std::string deck;
  std::string kicker;
  std::string slug;
  std::string summary;
  std::string byline;
  std::string section;
  std::vector<std::string> hashtags;
  Json body;
  std::int64_t words;
  Time updated_at;
  std::int64_t version;
  bool can_edit;
  std::string body_mode;
  std::int64_t body_generation;
  std::vector<std::string> inherits;
};
DocumentDetail document_detail(const Context& ctx, galley::store::Reader& reader, const DocumentRow& row);

struct ChangeDocument {
  Id<Document> document;
  std::int64_t if_match;
  std::optional<Text<0, 300>> headline;
  std::optional<Text<0, 1000>> deck;
  std::optional<Text<0, 200>> kicker;
  std::optional<Text<0, 100>> slug;
  std::optional<Text<0, 2000>> summary;
  std::optional<Text<0, 300>> byline;
  std::optional<Text<0, 60>> section;
  std::optional<std::vector<Text<1, 60>>> hashtags;
  std::optional<Json> body;
};
Result<ChangedDocument> change_document(Context&, Tx&, const ChangeDocument&);

struct RestoreRevision {
  Id<Document> document;
  Id<Revision> revision;
};
// What people are typing is durable and in the rows before a transaction reads them.
struct TextsSettled {};
Result<TextsSettled> settle_restored(Context&, const RestoreRevision&);
Result<DocumentDetail> restore_revision(Context&, Tx&, const RestoreRevision&, const TextsSettled&);

struct Submit {
  Id<Story> story;
  AiUse ai_use;
  std::optional<Text<0, 1000>> note;
};
struct Submitted {
  Id<Proof> proof;
};
Result<TextsSettled> settle_submitted(Context&, const Submit&);
Result<Submitted> submit(Context&, Tx&, const Submit&, const TextsSettled&);

// Cuts a revision of the document as it stands; equal content makes no new one. Returns the newest.
RevisionRow cut_revision(Context& ctx, Tx& tx, const DocumentRow& document, RevisionReason reason, const std::optional<Id<Proof>>& proof);

Result<DocumentRow> document_in_reach(const Context& ctx, galley::store::Reader& reader, const Id<Document>& id);

}  // namespace galley::create
