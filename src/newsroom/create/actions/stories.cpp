#include "newsroom/create/actions/stories.h"

#include "craft/formats/body.h"
#include "craft/text/count.h"
#include "newsroom/create/store.h"
#include "newsroom/create/store_provenance.h"
#include "newsroom/events/create.h"
#include "newsroom/gather/gather.h"
#include "newsroom/people/people.h"

namespace galley::create {

namespace {

formats::Body empty_body() {
  return formats::normalise({}, [] { return random_token(6); });
}

StoryRow new_story(Context& ctx, const Id<Desk>& desk) {
  return {.id = ctx.make_id<Story>(), .site = ctx.person.site, .desk = desk, .item = {}, .slugline = "", .stage = Stage::writing, .spiked = false, .assignee = {},
          .due_at = {}, .created_by = ctx.person.user, .created_at = ctx.now, .updated_at = ctx.now, .proof = {}, .submitted_revision = {}, .version = 1};
}

DocumentRow new_master(Context& ctx, const StoryRow& story) {
  return {.id = ctx.make_id<Document>(), .story = story.id, .site = story.site, .desk = story.desk, .kind = "master", .headline = "", .deck = "", .kicker = "",
          .slug = "", .summary = "", .byline = "", .section = "", .hashtags = {}, .words = 0, .updated_at = ctx.now, .updated_by = ctx.person.user, .version = 1};
}

Result<void> desk_in_reach(Context& ctx, Tx& tx, const Id<Desk>& desk) {
  if (!people::find_desk(tx, desk)) return invalid("desk.unknown", "/desk");
  if (!ctx.person.may(ctx.right, desk)) return invalid("desk.not_yours", "/desk");
  return {};
}

Result<StoryDetail> add(Tx& tx, const StoryRow& story, const DocumentRow& master, const Json& body) {
  store::add_story(tx, story);
  store::add_document(tx, master, body);
  tx.emit(events::StoryCreated{story.id, story.desk, 1, story.item.value_or(Id<Item>{})});
  return story_detail(tx, story.id);
}

}  // namespace

Result<StoryRow> story_in_reach(const Context& ctx, galley::store::Reader& reader, const Id<Story>& id) {
  auto story = store::find_story(reader, id);
  if (!story || story->site != ctx.person.site) return not_found("story.unknown");
  TRY(ctx.require(story->desk));
  return *std::move(story);
}

void save_and_tell(Context& ctx, Tx& tx, StoryRow& story) {
  story.version += 1;
  story.updated_at = ctx.now;
  store::save_story(tx, story);
  tx.emit(events::StoryChanged{story.id, story.desk, story.version});
}

Result<StoryDetail> story_detail(galley::store::Reader& reader, const Id<Story>& id) {
  const auto card = store::card(reader, id);
  if (!card) return not_found("story.unknown");
  std::vector<Id<User>> persons{card->created_by};
  if (card->assignee) persons.push_back(*card->assignee);
  const auto names = people::person_names(reader, persons);
  const auto desk = people::find_desk(reader, card->desk);
  StoryDetail out{.id = card->id, .headline = card->headline, .slugline = card->slugline, .desk = card->desk, .desk_name = desk ? desk->name : "",
                  .stage = card->stage, .spiked = card->spiked, .assignee = card->assignee, .assignee_name = {}, .due_at = card->due_at, .words = card->words,
                  .item = card->item, .updated_at = card->updated_at, .created_at = card->created_at, .created_by = card->created_by,
                  .created_by_name = names.contains(card->created_by) ? names.at(card->created_by) : "", .proof = card->proof,
                  .submitted_revision = card->submitted_revision, .version = card->version, .documents = {}};
  if (card->assignee && names.contains(*card->assignee)) out.assignee_name = names.at(*card->assignee);
  for (const auto& document : store::documents_of(reader, id)) out.documents.push_back({document.id, document.kind, document.headline, document.version});
  return out;
}

Result<StoryDetail> create_story(Context& ctx, Tx& tx, const CreateStory& in) {
  TRY(desk_in_reach(ctx, tx, in.desk));
  const StoryRow story = new_story(ctx, in.desk);
  DocumentRow master = new_master(ctx, story);
  master.headline = in.headline.value_or(Text<0, 300>());
  return add(tx, story, master, formats::to_json(empty_body()));
}

Result<StoryDetail> fetch_item(Context& ctx, Tx& tx, const FetchItem& in) {
  const auto item = gather::find_item(tx, in.item);
  if (!item || item->site != ctx.person.site || !ctx.person.may("item.read", item->desk)) return not_found("item.unknown");
  TRY(desk_in_reach(ctx, tx, in.desk));
  TRY(gather::take_item(tx, in.item));
  StoryRow story = new_story(ctx, in.desk);
  story.item = in.item;
  DocumentRow master = new_master(ctx, story);
  master.headline = item->headline;
  master.summary = item->summary;
  master.byline = item->source_name;
  const auto body = formats::body_from_json(item->body);
  master.words = body ? text::count_words(formats::to_plain_text(*body)).words : 0;
  auto added = add(tx, story, master, item->body);
  for (const auto& block : body ? formats::blocks(*body) : std::vector<text::Block>{})
    store::add_insertion(tx, master, {OriginKind::item, item->id.text(), block.id, block.text, ctx.person.user}, ctx.now);
  return added;
}

Result<StoryDetail> change_story(Context& ctx, Tx& tx, const ChangeStory& in) {
  StoryRow story = TRY(story_in_reach(ctx, tx, in.story));
  if (story.version != in.if_match) return stale(story.version);
  if (in.slugline) story.slugline = *in.slugline;
  story.due_at = in.due_at.over(story.due_at);
  const auto before = story.assignee;
  story.assignee = in.assignee.over(story.assignee);
  if (story.assignee && people::person_names(tx, {*story.assignee}).empty()) return invalid("person.unknown", "/assignee");
  save_and_tell(ctx, tx, story);
  if (story.assignee && story.assignee != before && *story.assignee != ctx.person.user) {
    const auto headline = store::card(tx, story.id)->headline;
    tx.emit(events::StoryAssigned{story.id, story.desk, story.version, *story.assignee, headline});
    people::notify(ctx, tx, *story.assignee, people::NoticeKind::assigned, story.id, Json(Json::Object{{"headline", headline}, {"by", ctx.person.name}}));
  }
  return story_detail(tx, story.id);
}

Result<StoryDetail> move_story(Context& ctx, Tx& tx, const MoveStory& in) {
  StoryRow story = TRY(story_in_reach(ctx, tx, in.story));
  if (story.stage == in.stage) return story_detail(tx, story.id);
  if (!may_move(story.stage, in.stage)) return conflict("story.stage", "/stage");
  story.stage = in.stage;
  save_and_tell(ctx, tx, story);
  return story_detail(tx, story.id);
}

Result<StoryDetail> spike_story(Context& ctx, Tx& tx, const SpikeStory& in) {
  StoryRow story = TRY(story_in_reach(ctx, tx, in.story));
  if (story.stage == Stage::review || story.stage == Stage::done) return conflict("story.stage");
  story.spiked = true;
  save_and_tell(ctx, tx, story);
  return story_detail(tx, story.id);
}

Result<StoryDetail> unspike_story(Context& ctx, Tx& tx, const UnspikeStory& in) {
  StoryRow story = TRY(story_in_reach(ctx, tx, in.story));
  story.spiked = false;
  save_and_tell(ctx, tx, story);
  return story_detail(tx, story.id);
}

}  // namespace galley::create
