#include "newsroom/create/actions/documents.h"

#include <algorithm>

#include "craft/formats/body.h"
#include "craft/text/count.h"
#include "newsroom/create/actions/stories.h"
#include "newsroom/create/collab/hub.h"
#include "newsroom/create/jobs.h"
#include "newsroom/create/rendering.h"
#include "newsroom/create/store.h"
#include "newsroom/create/store_provenance.h"
#include "newsroom/events/create.h"
#include "platform/store/database.h"

namespace galley::create {

namespace {

// Sections stand in addresses of the readers' site beside these fixed words.
constexpr std::string_view kReservedSections[] = {"a", "api", "ask", "assets", "live", "map", "me", "r", "s", "shop", "track", "feed.xml", "sitemap-news.xml", "robots.txt"};

Result<void> acceptable_section(std::string_view section) {
  if (section.find_first_of("/?#%") != std::string_view::npos || std::find(std::begin(kReservedSections), std::end(kReservedSections), section) != std::end(kReservedSections))
    return invalid("section.reserved", "/section");
  return {};
}

Result<void> set_body(Tx& tx, DocumentRow& document, const Json& body) {
  auto parsed = formats::body_from_json(body);
  if (!parsed) {
    std::vector<Issue> issues;
    for (auto issue : parsed.error().issues()) {
      issue.pointer = "/body" + issue.pointer;
      issues.push_back(std::move(issue));
    }
    if (issues.empty()) issues.push_back({"/body", parsed.error().word(), {}});
    return invalid(std::move(issues));
  }
  store::save_body(tx, document, formats::to_json(*parsed));
  document.words = text::count_words(formats::to_plain_text(*parsed)).words;
  return {};
}

void save(Context& ctx, Tx& tx, DocumentRow& document) {
  document.version += 1;
  document.updated_at = ctx.now;
  document.updated_by = ctx.person.user;
  store::save_document(tx, document);
  store::note_contributor(tx, document, ctx.person.user, ctx.now);
  tx.emit(events::DocumentChanged{document.id, document.story, document.desk, document.version});
  // The card shows headline and length: it changes with them.
  auto story = *store::find_story(tx, document.story);
  save_and_tell(ctx, tx, story);
}

}  // namespace

Result<DocumentRow> document_in_reach(const Context& ctx, galley::store::Reader& reader, const Id<Document>& id) {
  auto document = store::find_document(reader, id);
  if (!document || document->site != ctx.person.site) return not_found("document.unknown");
  TRY(ctx.require(document->desk));
  return *std::move(document);
}

DocumentDetail document_detail(const Context& ctx, galley::store::Reader& reader, const DocumentRow& d) {
  return {.id = d.id, .story = d.story, .kind = d.kind, .headline = d.headline, .deck = d.deck, .kicker = d.kicker, .slug = d.slug, .summary = d.summary,
          .byline = d.byline, .section = d.section, .hashtags = d.hashtags, .body = store::body_of(reader, d.id), .words = d.words, .updated_at = d.updated_at,
          .version = d.version, .can_edit = ctx.person.may("story.edit", d.desk), .body_mode = "collab", .body_generation = store::collab_of(reader, d.id).generation, .inherits = {}};
}

Result<ChangedDocument> change_document(Context& ctx, Tx& tx, const ChangeDocument& in) {
  DocumentRow d = TRY(document_in_reach(ctx, tx, in.document));
  if (d.version != in.if_match) return stale(d.version);
  if (store::find_story(tx, d.story)->spiked) return conflict("story.spiked");
  if (in.headline) d.headline = *in.headline;
  if (in.deck) d.deck = *in.deck;
  if (in.kicker) d.kicker = *in.kicker;
  if (in.slug) d.slug = *in.slug;
  if (in.summary) d.summary = *in.summary;
  if (in.byline) d.byline = *in.byline;
  if (in.section) {
    TRY(acceptable_section(*in.section));
    d.section = *in.section;
  }
  if (in.hashtags) d.hashtags.assign(in.hashtags->begin(), in.hashtags->end());
  if (in.body) {
    if (is_shared(tx, d.id)) return conflict("document.body_shared", "/body");
    TRY(set_body(tx, d, *in.body));
    begin_generation(tx, d, ctx.now);
  }
  save(ctx, tx, d);
  return ChangedDocument{d.id, d.words, d.updated_at, d.version};
}

Result<TextsSettled> settle_restored(Context& ctx, const RestoreRevision& in) {
  auto settled = ctx.room<State>().collab().settle(in.document);
  // Restoring is the way out of a text that can't be read.
  if (!settled && settled.error().word() != "document.undecodable" && settled.error().code() != Code::not_found) return settled.error();
  return TextsSettled{};
}

Result<DocumentDetail> restore_revision(Context& ctx, Tx& tx, const RestoreRevision& in, const TextsSettled&) {
  DocumentRow d = TRY(document_in_reach(ctx, tx, in.document));
  const auto revision = store::find_revision(tx, in.revision);
  if (!revision || revision->document != d.id) return not_found("revision.unknown");
  cut_revision(ctx, tx, d, RevisionReason::restore, std::nullopt);   // what stands now stays findable
  const Json content = *store::revision_content(tx, in.revision);
  d.headline = content.text("headline");
  d.deck = content.text("deck");
  d.kicker = content.text("kicker");
  d.slug = content.text("slug");
  d.summary = content.text("summary");
  d.byline = content.text("byline");
  d.section = content.text("section");
  d.hashtags.clear();
  if (const Json* tags = content.find("hashtags"); tags != nullptr && tags->array() != nullptr)
    for (const auto& tag : *tags->array()) d.hashtags.push_back(*tag.string());
  TRY(set_body(tx, d, *content.find("body")));
  begin_generation(tx, d, ctx.now);
  save(ctx, tx, d);
  return document_detail(ctx, tx, d);
}

RevisionRow cut_revision(Context& ctx, Tx& tx, const DocumentRow& document, RevisionReason reason, const std::optional<Id<Proof>>& proof) {
  const Json now = content_of(document, store::body_of(tx, document.id));
  const std::string content = canonical(now);
  const Sha256 hash = sha256(content);
  const auto last = store::latest_revision(tx, document.id);
  if (last && last->hash == hash) return *last;
  const RevisionRow revision{.id = ctx.make_id<Revision>(), .document = document.id, .number = last ? last->number + 1 : 1, .at = ctx.now, .hash = hash,
                             .words = document.words, .persons = store::contributors_of(tx, document.id), .reason = reason, .proof = proof};
  store::add_revision(tx, revision, document, content);
  Traced before;
  if (last) before = {blocks_of(*store::revision_content(tx, last->id)), store::provenance_of(tx, last->id)};
  const auto writers = last ? store::wrote_after(tx, document.id, last->at) : revision.persons;
  store::add_provenance(tx, revision.id, document, trace(before, blocks_of(now), store::insertions_of(tx, document.id), writers));
  return revision;
}

Result<TextsSettled> settle_submitted(Context& ctx, const Submit& in) {
  std::vector<DocumentRow> documents;
  ctx.services.database.read([&](galley::store::Reader& reader) {
    if (story_in_reach(ctx, reader, in.story)) documents = store::documents_of(reader, in.story);
  });
  for (const auto& document : documents) TRY(ctx.room<State>().collab().settle(document.id));
  return TextsSettled{};
}

Result<Submitted> submit(Context& ctx, Tx& tx, const Submit& in, const TextsSettled&) {
  StoryRow story = TRY(story_in_reach(ctx, tx, in.story));
  if (story.spiked) return conflict("story.spiked");
  const auto documents = store::documents_of(tx, story.id);
  const auto master = std::find_if(documents.begin(), documents.end(), [](const auto& d) { return d.kind == "master"; });
  if (auto issues = issues_of(channel_document(tx, content_of(*master, store::body_of(tx, master->id)))); !issues.empty()) return invalid(std::move(issues));
  const auto last = store::latest_proof(tx, story.id);
  const store::ProofRow proof{.id = ctx.make_id<Proof>(), .story = story.id, .site = story.site, .desk = story.desk, .number = last ? last->number + 1 : 1,
                              .state = ProofState::building, .submitted_by = ctx.person.user, .submitted_at = ctx.now, .ai_use = in.ai_use,
                              .note = in.note.value_or(Text<0, 1000>())};
  store::add_proof(tx, proof);
  const RevisionRow revision = cut_revision(ctx, tx, *master, RevisionReason::submit, proof.id);
  story.stage = Stage::review;
  story.proof = proof.id;
  story.submitted_revision = revision.id;
  save_and_tell(ctx, tx, story);
  tx.enqueue("create.render", RenderProof{proof.id, revision.id}, join({"render ", proof.id.text()}), {}, 1);
  return Submitted{proof.id};
}

}  // namespace galley::create
