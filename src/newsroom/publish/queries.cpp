#include "newsroom/publish/queries.h"

#include <algorithm>

#include "newsroom/publish/store.h"
#include "newsroom/review/review.h"
#include "platform/base/reflect.h"
#include "platform/engine/cursor.h"

namespace galley::publish {

namespace {

TargetLine target_line(Reader& reader, const Id<Story>& story, const std::optional<create::ProofInfo>& proof, const AccountRow& account) {
  TargetLine line{.account = account.id, .account_name = account.name, .kind = account.kind, .open = account.state == AccountState::active,
                  .hold_s = account.hold_s, .part = {}, .signed_ = false, .sent = {}, .publication = {}, .state = "none", .url = {}, .version = 0, .error = {},
                  .due_at = {}, .at = {}};
  if (proof)
    for (const auto& part : create::parts_of(reader, proof->id))
      if (part.kind == account.kind) {
        line.part = part.hash;
        line.signed_ = review::is_signed(reader, proof->id, part.hash);
      }
  if (const auto row = store::publication_of(reader, story, account.id)) {
    line.sent = row->desired;
    line.publication = row->id;
    line.state = scalar_text(type<PublicationState>, &row->state);
    line.url = row->url;
    line.version = row->version;
    line.error = row->error;
    line.due_at = row->due_at;
    line.at = row->updated_at;
  }
  return line;
}

}  // namespace

Result<Accounts> list_accounts(Context& ctx, Reader& reader, const ListAccounts&) { return Accounts{store::list_accounts(reader, ctx.person.site)}; }

Result<StoryPublishing> get_publishing(Context& ctx, Reader& reader, const GetPublishing& in) {
  const auto story = create::find_story(reader, in.story);
  if (!story || story->site != ctx.person.site) return not_found("story.unknown");
  TRY(ctx.require(story->desk));
  const auto proof = create::latest_proof(reader, in.story);
  StoryPublishing out{.story = in.story, .proof = {}, .targets = {}};
  if (proof) out.proof = proof->id;
  for (const auto& account : store::list_accounts(reader, ctx.person.site)) out.targets.push_back(target_line(reader, in.story, proof, account));
  return out;
}

Result<PublicationList> list_publications(Context& ctx, Reader& reader, const ListPublications& in) {
  std::vector<PublicationRow> rows;
  const int limit = std::clamp(in.limit.value_or(100), 1, 200);
  std::vector<Id<Story>> stories = in.ids;
  if (in.story) stories.push_back(*in.story);
  if (!stories.empty()) {
    const Scope scope = ctx.scope();
    for (const auto& story : stories)
      for (auto& row : store::publications_of(reader, story))
        if (row.site == ctx.person.site && scope.covers(row.desk)) rows.push_back(std::move(row));
  } else {
    store::PublicationFilter filter{.site = ctx.person.site, .scope = ctx.scope().text(), .state = in.state, .before = {}, .limit = limit};
    if (in.cursor) filter.before = TRY(parse_cursor<Publication>(*in.cursor));
    rows = store::list_publications(reader, filter);
  }
  const auto accounts = store::list_accounts(reader, ctx.person.site);
  PublicationList out;
  for (const auto& r : rows) {
    const auto account = std::find_if(accounts.begin(), accounts.end(), [&](const auto& a) { return a.id == r.account; });
    out.items.push_back({r.id, r.story, r.headline, r.account, account == accounts.end() ? "" : account->name, r.state, r.url, r.desired, r.error, r.published_at,
                         r.due_at, r.updated_at, r.version, store::attempts_of(reader, r.id)});
  }
  if (stories.empty() && static_cast<int>(rows.size()) == limit) out.next = to_cursor(rows.back().updated_at, rows.back().id);
  return out;
}

}  // namespace galley::publish
