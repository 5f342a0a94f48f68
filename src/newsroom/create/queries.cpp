#include "newsroom/create/queries.h"

#include <algorithm>
#include <map>

#include "craft/text/count.h"
#include "craft/text/diff.h"
#include "newsroom/create/collab/hub.h"
#include "newsroom/create/rendering.h"
#include "newsroom/create/store.h"
#include "newsroom/create/store_provenance.h"
#include "newsroom/gather/gather.h"
#include "newsroom/people/people.h"
#include "platform/engine/cursor.h"

namespace galley::create {

namespace {

std::vector<StoryCard> with_names(Context& ctx, Reader& reader, const std::vector<store::CardRow>& rows) {
  std::vector<Id<User>> persons;
  for (const auto& row : rows) {
    persons.push_back(row.created_by);
    if (row.assignee) persons.push_back(*row.assignee);
  }
  const auto names = people::person_names(reader, persons);
  const auto desks = people::desk_names(reader, ctx.person.site);
  auto name_of = [&](const Id<User>& id) { return names.contains(id) ? names.at(id) : std::string(); };
  std::vector<StoryCard> out;
  for (const auto& r : rows) {
    StoryCard card{.id = r.id, .headline = r.headline, .slugline = r.slugline, .desk = r.desk, .desk_name = desks.contains(r.desk) ? desks.at(r.desk) : "",
                   .stage = r.stage, .spiked = r.spiked, .assignee = r.assignee, .assignee_name = {}, .due_at = r.due_at, .words = r.words, .item = r.item,
                   .updated_at = r.updated_at, .created_at = r.created_at, .created_by = r.created_by, .created_by_name = name_of(r.created_by), .proof = r.proof,
                   .submitted_revision = r.submitted_revision, .version = r.version};
    if (r.assignee) card.assignee_name = name_of(*r.assignee);
    out.push_back(std::move(card));
  }
  return out;
}

Result<Id<Story>> story_of_revision(Context& ctx, Reader& reader, const RevisionRow& revision) {
  return TRY(document_in_reach(ctx, reader, revision.document)).story;
}

Json field_diff(const Json& before, const Json& after) {
  Json::Array out;
  for (const std::string_view name : {"kicker", "headline", "deck", "byline", "summary", "section", "slug"}) {
    if (before.text(name) == after.text(name)) continue;
    Json::Array runs;
    for (const auto& run : text::diff_text(before.text(name), after.text(name)))
      runs.push_back(Json(Json::Object{{"op", run.op == text::Change::same ? "same" : run.op == text::Change::added ? "added" : "removed"}, {"text", run.text}}));
    out.push_back(Json(Json::Object{{"name", name}, {"runs", std::move(runs)}}));
  }
  return Json(std::move(out));
}

}  // namespace

Json content_diff(const Json& before, const Json& after) {
  Json out = text::to_json(text::diff_blocks(blocks_of(before), blocks_of(after)));
  out.set("fields", field_diff(before, after));
  return out;
}

Result<Stories> list_stories(Context& ctx, Reader& reader, const ListStories& in) {
  if (!in.ids.empty()) {
    std::vector<store::CardRow> rows;
    const Scope scope = ctx.scope();
    for (const auto& id : in.ids) {
      const auto story = store::find_story(reader, id);
      if (story && story->site == ctx.person.site && scope.covers(story->desk)) rows.push_back(*store::card(reader, id));
    }
    const auto total = static_cast<std::int64_t>(rows.size());
    return Stories{with_names(ctx, reader, rows), {}, total};
  }
  store::StoryFilter filter{.site = ctx.person.site, .scope = ctx.scope().text(), .desk = in.desk, .stage = in.stage, .assignee = in.assignee,
                            .spiked = in.spiked.value_or(false), .q = in.q.value_or(Text<0, 200>()), .before = {}, .limit = std::clamp(in.limit.value_or(100), 1, 500)};
  if (in.cursor) filter.before = TRY(parse_cursor<Story>(*in.cursor));
  const auto rows = store::list_cards(reader, filter);
  Stories out{.items = with_names(ctx, reader, rows), .next = {}, .total = store::count_cards(reader, filter)};
  if (static_cast<int>(rows.size()) == filter.limit) out.next = to_cursor(rows.back().updated_at, rows.back().id);
  return out;
}

Result<StoryDetail> get_story(Context& ctx, Reader& reader, const GetStory& in) {
  TRY(story_in_reach(ctx, reader, in.story));
  return story_detail(reader, in.story);
}

Result<DocumentDetail> get_document(Context& ctx, Reader& reader, const GetDocument& in) {
  return document_detail(ctx, reader, TRY(document_in_reach(ctx, reader, in.document)));
}

Result<Preview> get_preview(Context& ctx, Reader& reader, const GetPreview& in) {
  const DocumentRow row = TRY(document_in_reach(ctx, reader, in.document));
  const auto body = TRY(ctx.room<State>().collab().body_now(reader, row.id));
  const channels::Document document = channel_document(reader, content_of(row, formats::to_json(body)));
  const channels::Kind& kind = *channels::kinds().front();
  const channels::Artifact artifact = TRY(kind.render(document));
  Preview out{.kind = artifact.kind, .headline = document.headline, .words = artifact.metadata.number("words"), .html = artifact.content, .issues = {}};
  for (const auto& issue : issues_of(document))
    out.issues.push_back({issue.pointer, issue.code, issue.params.empty() ? Json(Json::Object{}) : TRY(parse_json(issue.params))});
  return out;
}

Result<Revisions> list_revisions(Context& ctx, Reader& reader, const ListRevisions& in) {
  TRY(document_in_reach(ctx, reader, in.document));
  const auto rows = store::revisions_of(reader, in.document);
  std::vector<Id<User>> persons;
  for (const auto& row : rows) persons.insert(persons.end(), row.persons.begin(), row.persons.end());
  const auto names = people::person_names(reader, persons);
  Revisions out;
  for (const auto& r : rows) {
    RevisionLine line{r.id, r.number, r.at, r.hash, r.words, {}, r.reason, r.proof};
    for (const auto& person : r.persons) line.by.push_back({person, names.contains(person) ? names.at(person) : ""});
    out.items.push_back(std::move(line));
  }
  return out;
}

Result<RevisionDetail> get_revision(Context& ctx, Reader& reader, const GetRevision& in) {
  const auto r = store::find_revision(reader, in.revision);
  if (!r) return not_found("revision.unknown");
  TRY(story_of_revision(ctx, reader, *r));
  return RevisionDetail{r->id, r->document, r->number, r->at, r->hash, r->words, r->reason, *store::revision_content(reader, in.revision)};
}

Result<DiffResult> diff_revision(Context& ctx, Reader& reader, const DiffRevision& in) {
  const auto after = store::find_revision(reader, in.revision);
  if (!after) return not_found("revision.unknown");
  TRY(story_of_revision(ctx, reader, *after));
  Json before;
  if (in.from) {
    const auto row = store::find_revision(reader, *in.from);
    if (!row || row->document != after->document) return invalid("revision.unknown", "/from");
    before = *store::revision_content(reader, *in.from);
  }
  const Json diff = content_diff(before, *store::revision_content(reader, in.revision));
  return DiffResult{*diff.find("blocks"), *diff.find("fields")};
}

Result<Provenance> get_provenance(Context& ctx, Reader& reader, const GetProvenance& in) {
  const auto revision = store::find_revision(reader, in.revision);
  if (!revision) return not_found("revision.unknown");
  TRY(story_of_revision(ctx, reader, *revision));
  const auto origins = store::provenance_of(reader, in.revision);
  std::vector<Id<User>> persons;
  for (const auto& origin : origins) persons.insert(persons.end(), origin.persons.begin(), origin.persons.end());
  const auto names = people::person_names(reader, persons);
  std::map<std::string, std::int64_t> words;
  for (const auto& block : blocks_of(*store::revision_content(reader, in.revision))) words[block.id] = text::count_words(block.text).words;
  std::map<std::string, std::string> titles;
  Provenance out;
  for (const auto& origin : origins) {
    BlockOrigin line{.block = origin.block, .kind = origin.kind, .source = origin.source, .source_title = {}, .share = origin.share, .words = words[origin.block], .persons = {}};
    if (origin.source && !titles.contains(*origin.source)) {
      const auto id = Id<Item>::parse(*origin.source);
      const auto item = id ? gather::find_item(reader, *id) : std::nullopt;
      titles[*origin.source] = item ? join({item->source_name, ": ", item->headline}) : "";
    }
    if (origin.source) line.source_title = titles[*origin.source];
    for (const auto& person : origin.persons) line.persons.push_back({person, names.contains(person) ? names.at(person) : ""});
    out.blocks.push_back(std::move(line));
  }
  return out;
}

Result<ProofDetail> get_proof(Context& ctx, Reader& reader, const GetProof& in) {
  const auto proof = store::find_proof(reader, in.proof);
  if (!proof || proof->site != ctx.person.site) return not_found("proof.unknown");
  TRY(ctx.require(proof->desk));
  const auto names = people::person_names(reader, {proof->submitted_by});
  return ProofDetail{proof->id, proof->story, proof->number, proof->state, proof->submitted_by, names.contains(proof->submitted_by) ? names.at(proof->submitted_by) : "",
                     proof->submitted_at, proof->ai_use, proof->note, store::parts_of(reader, proof->id)};
}

Result<Comments> list_comments(Context& ctx, Reader& reader, const ListComments& in) {
  TRY(story_in_reach(ctx, reader, in.story));
  Comments out;
  for (const auto& row : store::comments_of(reader, in.story)) out.items.push_back(comment_line(reader, row));
  return out;
}

}  // namespace galley::create
