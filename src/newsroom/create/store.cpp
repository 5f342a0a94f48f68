#include "newsroom/create/store.h"

#include "platform/store/bind.h"

namespace galley::create::store {

using galley::store::all;
using galley::store::first;
using galley::store::number;
using galley::store::run;

namespace {

constexpr std::string_view kStory =
    "select id, site_id as site, desk_id as desk, item_id as item, slugline, stage, spiked, assignee, due_at, created_by, created_at, updated_at, proof_id as proof, "
    "submitted_revision, version from story where id = $1";

constexpr std::string_view kCardColumns =
    "select s.id, d.headline, s.slugline, s.desk_id as desk, s.stage, s.spiked, s.assignee, s.due_at, d.words, s.item_id as item, s.updated_at, s.created_at, "
    "s.created_by, s.proof_id as proof, s.submitted_revision, s.version from story s join document d on d.story_id = s.id and d.kind = 'master' ";
constexpr std::string_view kCardWhere =
    "where s.site_id = $1 and ($2 = '*' or $2 like '%' || coalesce(s.desk_id, '') || '%') and ($3 = '' or s.desk_id = $3) and ($4 = '' or s.stage = $4) "
    "and ($5 = '' or s.assignee = $5) and s.spiked = $6 and ($7 = '' or lower(d.headline) like '%' || lower($7) || '%' or lower(s.slugline) like '%' || lower($7) || '%') ";
constexpr std::string_view kCardPage = "and (cast($8 as bigint) = 0 or (s.updated_at, s.id) < (cast($8 as bigint), $9)) order by s.updated_at desc, s.id desc limit $10";

constexpr std::string_view kDocumentColumns =
    "select id, story_id as story, site_id as site, desk_id as desk, kind, headline, deck, kicker, slug, summary, byline, section, hashtags, words, "
    "updated_at, updated_by, version from document ";
constexpr std::string_view kRevisionColumns = "select id, document_id as document, number, at, hash, words, persons, reason, proof_id as proof from revision ";
constexpr std::string_view kProofColumns =
    "select id, story_id as story, site_id as site, desk_id as desk, number, state, submitted_by, submitted_at, ai_use, note from proof ";
constexpr std::string_view kCommentColumns =
    "select id, story_id as story, document_id as document, author, body, anchor, quote, resolved, at, updated_at, version from comment ";

std::string stage_text(const std::optional<Stage>& stage) { return stage ? scalar_text(type<Stage>, &*stage) : std::string(); }
template <class Tag>
std::string id_text(const std::optional<Id<Tag>>& id) {
  return id ? id->text() : std::string();
}

}  // namespace

void add_story(Writer& writer, const StoryRow& s) {
  run(writer,
      "insert into story(id, site_id, desk_id, item_id, slugline, stage, spiked, assignee, due_at, created_by, created_at, updated_at, version) "
      "values($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10, $10, 1)",
      s.id, s.site, s.desk, s.item, s.slugline, s.stage, s.assignee, s.due_at, s.created_by, s.created_at);
}
void save_story(Writer& writer, const StoryRow& s) {
  run(writer,
      "update story set desk_id = $2, slugline = $3, stage = $4, spiked = $5, assignee = $6, due_at = $7, updated_at = $8, proof_id = $9, submitted_revision = $10, "
      "version = $11 where id = $1",
      s.id, s.desk, s.slugline, s.stage, s.spiked, s.assignee, s.due_at, s.updated_at, s.proof, s.submitted_revision, s.version);
}
std::optional<StoryRow> find_story(Reader& reader, const Id<Story>& id) { return first<StoryRow>(reader, kStory, id); }

std::vector<CardRow> list_cards(Reader& reader, const StoryFilter& f) {
  static const std::string sql = join({kCardColumns, kCardWhere, kCardPage});
  return all<CardRow>(reader, sql, f.site, f.scope, id_text(f.desk), stage_text(f.stage), id_text(f.assignee), f.spiked, f.q, f.before ? f.before->first.ms : 0,
                      f.before ? f.before->second.text() : std::string(), f.limit);
}
std::int64_t count_cards(Reader& reader, const StoryFilter& f) {
  static const std::string sql = join({"select count(*) from story s join document d on d.story_id = s.id and d.kind = 'master' ", kCardWhere});
  return number(reader, sql, f.site, f.scope, id_text(f.desk), stage_text(f.stage), id_text(f.assignee), f.spiked, f.q);
}
std::optional<CardRow> card(Reader& reader, const Id<Story>& id) {
  static const std::string sql = join({kCardColumns, "where s.id = $1"});
  return first<CardRow>(reader, sql, id);
}

void add_document(Writer& writer, const DocumentRow& d, const Json& body) {
  run(writer,
      "insert into document(id, story_id, site_id, desk_id, kind, headline, deck, kicker, slug, summary, byline, section, hashtags, words, updated_at, "
      "updated_by, version) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1)",
      d.id, d.story, d.site, d.desk, d.kind, d.headline, d.deck, d.kicker, d.slug, d.summary, d.byline, d.section, d.hashtags, d.words, d.updated_at, d.updated_by);
  run(writer, "insert into document_body(document_id, site_id, desk_id, body) values($1, $2, $3, $4)", d.id, d.site, d.desk, body);
}
void save_document(Writer& writer, const DocumentRow& d) {
  run(writer,
      "update document set desk_id = $2, headline = $3, deck = $4, kicker = $5, slug = $6, summary = $7, byline = $8, section = $9, hashtags = $10, "
      "words = $11, updated_at = $12, updated_by = $13, version = $14 where id = $1",
      d.id, d.desk, d.headline, d.deck, d.kicker, d.slug, d.summary, d.byline, d.section, d.hashtags, d.words, d.updated_at, d.updated_by, d.version);
}
void save_body(Writer& writer, const DocumentRow& d, const Json& body) { run(writer, "update document_body set body = $2 where document_id = $1", d.id, body); }
Json body_of(Reader& reader, const Id<Document>& id) {
  return first<Json>(reader, "select body from document_body where document_id = $1", id).value_or(Json());
}
std::optional<DocumentRow> find_document(Reader& reader, const Id<Document>& id) {
  static const std::string sql = join({kDocumentColumns, "where id = $1"});
  return first<DocumentRow>(reader, sql, id);
}
std::vector<DocumentRow> documents_of(Reader& reader, const Id<Story>& story) {
  static const std::string sql = join({kDocumentColumns, "where story_id = $1 order by id"});
  return all<DocumentRow>(reader, sql, story);
}
void note_contributor(Writer& writer, const DocumentRow& d, const Id<User>& person, Time now) {
  run(writer,
      "insert into contributor(document_id, person_id, site_id, desk_id, first_at, last_at) values($1, $2, $3, $4, $5, $5) "
      "on conflict(document_id, person_id) do update set last_at = excluded.last_at",
      d.id, person, d.site, d.desk, now);
}
std::vector<Id<User>> contributors_of(Reader& reader, const Id<Document>& document) {
  return all<Id<User>>(reader, "select person_id as id from contributor where document_id = $1 order by first_at", document);
}
std::vector<Id<User>> writers_of(Reader& reader, const Id<Story>& story) {
  return all<Id<User>>(reader, "select distinct c.person_id as id from contributor c join document d on d.id = c.document_id where d.story_id = $1", story);
}

void add_revision(Writer& writer, const RevisionRow& r, const DocumentRow& d, std::string_view canonical) {
  run(writer,
      "insert into revision(id, document_id, site_id, desk_id, number, at, hash, words, persons, reason, proof_id, content) "
      "values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      r.id, r.document, d.site, d.desk, r.number, r.at, r.hash, r.words, r.persons, r.reason, r.proof, canonical);
}
std::optional<RevisionRow> latest_revision(Reader& reader, const Id<Document>& document) {
  static const std::string sql = join({kRevisionColumns, "where document_id = $1 order by number desc limit 1"});
  return first<RevisionRow>(reader, sql, document);
}
std::vector<RevisionRow> revisions_of(Reader& reader, const Id<Document>& document) {
  static const std::string sql = join({kRevisionColumns, "where document_id = $1 order by number desc limit 500"});
  return all<RevisionRow>(reader, sql, document);
}
std::optional<RevisionRow> find_revision(Reader& reader, const Id<Revision>& id) {
  static const std::string sql = join({kRevisionColumns, "where id = $1"});
  return first<RevisionRow>(reader, sql, id);
}
std::optional<Json> revision_content(Reader& reader, const Id<Revision>& id) { return first<Json>(reader, "select content from revision where id = $1", id); }

void add_proof(Writer& writer, const ProofRow& p) {
  run(writer,
      "insert into proof(id, story_id, site_id, desk_id, number, state, submitted_by, submitted_at, ai_use, note) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      p.id, p.story, p.site, p.desk, p.number, p.state, p.submitted_by, p.submitted_at, p.ai_use, p.note);
}
void set_proof_state(Writer& writer, const Id<Proof>& id, ProofState state) { run(writer, "update proof set state = $2 where id = $1", id, state); }
std::optional<ProofRow> find_proof(Reader& reader, const Id<Proof>& id) {
  static const std::string sql = join({kProofColumns, "where id = $1"});
  return first<ProofRow>(reader, sql, id);
}
std::optional<ProofRow> latest_proof(Reader& reader, const Id<Story>& story) {
  static const std::string sql = join({kProofColumns, "where story_id = $1 order by number desc limit 1"});
  return first<ProofRow>(reader, sql, story);
}

void add_part(Writer& writer, const Id<Proof>& proof, const Id<Site>& site, const Id<Desk>& desk, const PartInfo& p, std::string_view artifact) {
  run(writer,
      "insert into part(proof_id, kind, site_id, desk_id, hash, document_id, revision_id, headline, words, artifact) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      proof, p.kind, site, desk, p.hash, p.document, p.revision, p.headline, p.words, artifact);
}
std::vector<PartInfo> parts_of(Reader& reader, const Id<Proof>& proof) {
  return all<PartInfo>(reader, "select hash, kind, document_id as document, revision_id as revision, headline, words from part where proof_id = $1 order by kind", proof);
}
std::vector<Id<Proof>> proofs_with(Reader& reader, const Sha256& hash) {
  return all<Id<Proof>>(reader, "select proof_id as id from part where hash = $1", hash);
}
std::optional<Json> artifact_of(Reader& reader, const Sha256& hash) { return first<Json>(reader, "select artifact from part where hash = $1 limit 1", hash); }
std::optional<Json> part_content(Reader& reader, const Sha256& hash) {
  return first<Json>(reader, "select r.content from part p join revision r on r.id = p.revision_id where p.hash = $1 limit 1", hash);
}

void add_comment(Writer& writer, const CommentRow& c, const Id<Site>& site, const Id<Desk>& desk) {
  run(writer,
      "insert into comment(id, story_id, document_id, site_id, desk_id, author, body, anchor, quote, resolved, at, updated_at, version) "
      "values($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $10, 1)",
      c.id, c.story, c.document, site, desk, c.author, c.body, c.anchor, c.quote, c.at);
}
void save_comment(Writer& writer, const CommentRow& c) {
  run(writer, "update comment set body = $2, resolved = $3, updated_at = $4, version = $5 where id = $1", c.id, c.body, c.resolved, c.updated_at, c.version);
}
void remove_comment(Writer& writer, const Id<Comment>& id) { run(writer, "delete from comment where id = $1", id); }
std::optional<CommentRow> find_comment(Reader& reader, const Id<Comment>& id) {
  static const std::string sql = join({kCommentColumns, "where id = $1"});
  return first<CommentRow>(reader, sql, id);
}
std::vector<CommentRow> comments_of(Reader& reader, const Id<Story>& story) {
  static const std::string sql = join({kCommentColumns, "where story_id = $1 order by id limit 500"});
  return all<CommentRow>(reader, sql, story);
}

}  // namespace galley::create::store
