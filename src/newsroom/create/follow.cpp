#include "newsroom/create/follow.h"

#include "newsroom/create/actions/stories.h"
#include "newsroom/create/store.h"

namespace galley::create {

namespace {

Result<void> move_to(Context& ctx, Tx& tx, const Id<Story>& id, Stage stage) {
  auto story = store::find_story(tx, id);
  if (!story || story->stage == stage) return {};
  story->stage = stage;
  save_and_tell(ctx, tx, *story);
  return {};
}

}  // namespace

Result<void> on_part_signed(Context& ctx, Tx& tx, const events::PartSigned& fact) {
  const auto story = store::find_story(tx, fact.story);
  const bool current = story && story->proof == fact.proof && story->stage == Stage::review;
  return fact.final_ && current ? move_to(ctx, tx, fact.story, Stage::ready) : Result<void>{};
}

Result<void> on_case_returned(Context& ctx, Tx& tx, const events::CaseReturned& fact) { return move_to(ctx, tx, fact.story, Stage::writing); }

Result<void> on_publication_live(Context& ctx, Tx& tx, const events::PublicationLive& fact) {
  const auto story = store::find_story(tx, fact.story);
  return story && story->stage == Stage::ready ? move_to(ctx, tx, fact.story, Stage::done) : Result<void>{};
}

}  // namespace galley::create
