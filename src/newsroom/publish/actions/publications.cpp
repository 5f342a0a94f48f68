#include "newsroom/publish/actions/publications.h"

#include <algorithm>

#include "newsroom/events/publish.h"
#include "newsroom/publish/jobs.h"
#include "newsroom/publish/store.h"
#include "newsroom/review/review.h"

namespace galley::publish {

namespace {

Result<PublicationRow> publication_in_reach(const Context& ctx, Tx& tx, const Id<Publication>& id) {
  auto row = store::find_publication(tx, id);
  if (!row || row->site != ctx.person.site) return not_found("publication.unknown");
  TRY(ctx.require(row->desk));
  return *std::move(row);
}

// Writes the wish down and sends the job that fulfils it, after the hold if there is one. The version in the key: a newer wish is never swallowed.
Queued queue(Context& ctx, Tx& tx, PublicationRow row, Verb verb, std::int32_t hold_s = 0) {
  const bool fresh = row.version == 0;
  row.version += 1;
  row.state = PublicationState::queued;
  row.error.reset();
  row.due_at = hold_s > 0 ? std::optional(ctx.now + hold_s * 1000) : std::nullopt;
  row.updated_at = ctx.now;
  if (fresh) {
    store::add_publication(tx, row);
  } else {
    store::save_publication(tx, row);
  }
  tx.enqueue("publish.deliver", Deliver{row.id, row.version, verb}, join({"deliver ", row.id.text(), " ", std::to_string(row.version)}), row.due_at.value_or(Time{}), 0);
  tx.emit(events::PublicationChanged{row.id, row.story, row.desk, row.version});
  return {row.id, row.account, row.state};
}

}  // namespace

Result<Publications> publish_proof(Context& ctx, Tx& tx, const PublishProof& in) {
  const auto proof = create::find_proof(tx, in.proof);
  if (!proof || proof->site != ctx.person.site) return not_found("proof.unknown");
  TRY(ctx.require(proof->desk));
  if (in.targets.empty()) return invalid("field.missing", "/targets");
  const auto parts = create::parts_of(tx, in.proof);
  Publications out;
  std::vector<Issue> issues;
  for (std::size_t i = 0; i < in.targets.size(); ++i) {
    const std::string at = join({"/targets/", std::to_string(i), "/account"});
    const auto account = store::find_account(tx, ctx.person.site, in.targets[i].account);
    if (!account || account->state != AccountState::active) {
      issues.push_back({at, account ? "account.paused" : "account.unknown", {}});
      continue;
    }
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.kind == account->kind; });
    if (part == parts.end()) {
      issues.push_back({at, "publication.no_part", {}});
    } else if (!review::is_signed(tx, in.proof, part->hash)) {
      return conflict("publication.not_signed", at);
    } else {
      PublicationRow row = store::publication_of(tx, proof->story, account->id)
                               .value_or(PublicationRow{.id = ctx.make_id<Publication>(), .story = proof->story, .account = account->id, .site = proof->site,
                                                        .desk = proof->desk, .headline = "", .proof = {}, .desired = {}, .state = PublicationState::queued, .url = {},
                                                        .error = {}, .published_at = {}, .due_at = {}, .updated_at = ctx.now, .version = 0});
      if (row.desired == part->hash && (row.state == PublicationState::live || row.state == PublicationState::queued)) {
        out.publications.push_back({row.id, row.account, row.state});   // what is live is not sent again
        continue;
      }
      row.headline = part->headline;
      row.proof = in.proof;
      row.desired = part->hash;
      out.publications.push_back(queue(ctx, tx, std::move(row), Verb::deliver, account->hold_s));
    }
  }
  if (!issues.empty()) return invalid(std::move(issues));
  return out;
}

Result<Queued> retry_publication(Context& ctx, Tx& tx, const RetryPublication& in) {
  PublicationRow row = TRY(publication_in_reach(ctx, tx, in.publication));
  if (row.state != PublicationState::failed && row.state != PublicationState::unknown) return conflict("publication.state");
  return queue(ctx, tx, row, row.desired ? Verb::deliver : Verb::retract);
}

Result<Queued> retract_publication(Context& ctx, Tx& tx, const RetractPublication& in) {
  PublicationRow row = TRY(publication_in_reach(ctx, tx, in.publication));
  if (row.state == PublicationState::retracted || (!row.desired && row.state == PublicationState::queued)) return Queued{row.id, row.account, row.state};
  row.desired.reset();
  return queue(ctx, tx, row, Verb::retract);
}

Result<Queued> cancel_publication(Context& ctx, Tx& tx, const CancelPublication& in) {
  PublicationRow row = TRY(publication_in_reach(ctx, tx, in.publication));
  if (row.state != PublicationState::queued || !row.due_at) return conflict("publication.left");
  const auto standing = store::last_settled(tx, row.id);
  const bool live = standing && standing->verb == Verb::deliver && standing->part;
  row.state = live ? PublicationState::live : standing ? PublicationState::retracted : PublicationState::cancelled;
  row.desired = live ? standing->part : std::nullopt;
  if (live) {
    row.proof = standing->proof;
    if (const auto content = create::content_of(tx, *standing->part)) row.headline = content->text("headline");
  }
  row.due_at.reset();
  row.version += 1;
  row.updated_at = ctx.now;
  store::save_publication(tx, row);
  tx.emit(events::PublicationChanged{row.id, row.story, row.desk, row.version});
  return Queued{row.id, row.account, row.state};
}

}  // namespace galley::publish
