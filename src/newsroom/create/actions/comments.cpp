#include "newsroom/create/actions/comments.h"

#include "newsroom/create/actions/stories.h"
#include "newsroom/events/create.h"
#include "newsroom/people/people.h"

namespace galley::create {

namespace {

struct Found {
  store::CommentRow comment;
  StoryRow story;
};

Result<Found> comment_in_reach(const Context& ctx, Tx& tx, const Id<Comment>& id) {
  const auto comment = store::find_comment(tx, id);
  if (!comment) return not_found("comment.unknown");
  return Found{*comment, TRY(story_in_reach(ctx, tx, comment->story))};
}

Result<Found> own_comment(const Context& ctx, Tx& tx, const Id<Comment>& id) {
  Found found = TRY(comment_in_reach(ctx, tx, id));
  if (found.comment.author != ctx.person.user) return forbidden("comment.not_yours");
  return found;
}

CommentLine save(Context& ctx, Tx& tx, Found found) {
  found.comment.version += 1;
  found.comment.updated_at = ctx.now;
  store::save_comment(tx, found.comment);
  tx.emit(events::CommentChanged{found.comment.id, found.story.id, found.story.desk, found.comment.version});
  return comment_line(tx, found.comment);
}

}  // namespace

CommentLine comment_line(galley::store::Reader& reader, const store::CommentRow& r) {
  const auto names = people::person_names(reader, {r.author});
  return {r.id, r.story, r.document, r.author, names.contains(r.author) ? names.at(r.author) : "", r.body, r.anchor, r.quote, r.resolved, r.at, r.updated_at, r.version};
}

Result<CommentLine> add_comment(Context& ctx, Tx& tx, const AddComment& in) {
  const StoryRow story = TRY(story_in_reach(ctx, tx, in.story));
  const auto document = store::find_document(tx, in.document);
  if (!document || document->story != story.id) return invalid("document.unknown", "/document");
  if (in.anchor && to_text(*in.anchor).size() > 2000) return invalid("text.too_long", "/anchor");
  const store::CommentRow row{.id = ctx.make_id<Comment>(), .story = story.id, .document = in.document, .author = ctx.person.user, .body = in.body,
                              .anchor = in.anchor, .quote = in.quote, .resolved = false, .at = ctx.now, .updated_at = ctx.now, .version = 1};
  store::add_comment(tx, row, story.site, story.desk);
  tx.emit(events::CommentChanged{row.id, story.id, story.desk, 1});
  return comment_line(tx, row);
}

Result<CommentLine> change_comment(Context& ctx, Tx& tx, const ChangeComment& in) {
  Found found = TRY(own_comment(ctx, tx, in.comment));
  if (found.comment.version != in.if_match) return stale(found.comment.version);
  found.comment.body = in.body;
  return save(ctx, tx, std::move(found));
}

Result<Removed> remove_comment(Context& ctx, Tx& tx, const RemoveComment& in) {
  const Found found = TRY(own_comment(ctx, tx, in.comment));
  store::remove_comment(tx, in.comment);
  tx.emit(events::CommentChanged{in.comment, found.story.id, found.story.desk, found.comment.version + 1});
  return Removed{in.comment};
}

Result<CommentLine> resolve_comment(Context& ctx, Tx& tx, const ResolveComment& in) {
  Found found = TRY(comment_in_reach(ctx, tx, in.comment));
  found.comment.resolved = true;
  return save(ctx, tx, std::move(found));
}

Result<CommentLine> reopen_comment(Context& ctx, Tx& tx, const ReopenComment& in) {
  Found found = TRY(comment_in_reach(ctx, tx, in.comment));
  found.comment.resolved = false;
  return save(ctx, tx, std::move(found));
}

}  // namespace galley::create
