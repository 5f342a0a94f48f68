#include "newsroom/publish/jobs.h"

#include <algorithm>

#include "newsroom/events/publish.h"
#include "newsroom/people/people.h"
#include "newsroom/publish/store.h"
#include "newsroom/review/review.h"
#include "platform/store/database.h"

namespace galley::publish {

namespace {

struct Work {
  PublicationRow row;
  AccountRow account;
  Delivery delivery;
  Id<User> submitted_by;
};

std::optional<Work> load(Context& ctx, const Deliver& in) {
  std::optional<Work> out;
  ctx.services.database.read([&](galley::store::Reader& reader) {
    const auto row = store::find_publication(reader, in.publication);
    if (!row || row->version != in.version) return;   // a newer wish has its own job
    const auto account = store::find_account(reader, row->site, row->account);
    const auto proof = row->proof ? create::find_proof(reader, *row->proof) : std::nullopt;
    if (!account || !proof) return;
    Delivery delivery{.publication = row->id, .version = row->version, .story = row->story, .site = row->site, .desk = row->desk, .part = row->desired.value_or(Sha256{}),
                      .artifact = {}, .section = "", .ai_use = proof->ai_use, .credits = {}, .first_published_at = row->published_at.value_or(ctx.now), .now = ctx.now};
    if (row->desired) {
      delivery.artifact = create::artifact_of(reader, *row->desired).value_or(Json());
      if (const auto content = create::content_of(reader, *row->desired)) delivery.section = content->text("section");
      for (const auto& signature : review::signatures_on(reader, *row->desired)) delivery.credits.push_back(join({signature.level, " ", signature.person_name}));
    }
    out = Work{*row, *account, std::move(delivery), proof->submitted_by};
  });
  return out;
}

Result<void> arm(JobRun& job, const Work& work, Verb verb, Time now) {
  return job.commit([&](Tx& tx) -> Result<void> {
    PublicationRow row = work.row;
    const auto current = store::find_publication(tx, row.id);
    if (!current || current->version != row.version) return conflict("publication.superseded");
    row.state = PublicationState::armed;
    row.due_at.reset();
    row.updated_at = now;
    store::save_publication(tx, row);
    store::arm(tx, row, verb, now);
    tx.emit(events::PublicationChanged{row.id, row.story, row.desk, row.version});
    return {};
  });
}

Finish succeeded(const Work& work, Verb verb, Delivered delivered, Time now) {
  return [work, verb, delivered = std::move(delivered), now](Tx& tx) -> Result<void> {
    store::settle(tx, work.row, verb == Verb::deliver ? Outcome::live : Outcome::retracted, std::nullopt, now);
    auto current = store::find_publication(tx, work.row.id);
    if (!current) return {};
    PublicationRow& row = *current;
    const bool newest = row.version == work.row.version;
    if (!newest && !row.due_at) return {};   // a newer wish is under way: it decides what is shown; one that waits does not yet
    if (delivered.apply) TRY(delivered.apply(tx));
    if (newest) row.state = verb == Verb::deliver ? PublicationState::live : PublicationState::retracted;
    row.url = delivered.url.empty() ? row.url : std::optional(delivered.url);
    if (verb == Verb::deliver && !row.published_at) row.published_at = work.delivery.first_published_at;
    row.updated_at = now;
    store::save_publication(tx, row);
    if (verb == Verb::deliver) {
      tx.emit(events::PublicationLive{row.id, row.story, row.desk, row.version, delivered.url, work.row.headline});
    } else {
      tx.emit(events::PublicationRetracted{row.id, row.story, row.desk, row.version});
    }
    return {};
  };
}

Finish refused(Context& ctx, const Work& work, std::string reason, Time now) {
  return [&services = ctx.services, site = work.row.site, work, reason = std::move(reason), now](Tx& tx) -> Result<void> {
    store::settle(tx, work.row, Outcome::rejected, reason, now);
    auto current = store::find_publication(tx, work.row.id);
    if (!current || current->version != work.row.version) return {};   // nobody waits for this wish any more
    PublicationRow& row = *current;
    row.state = PublicationState::failed;
    row.error = reason;
    row.updated_at = now;
    store::save_publication(tx, row);
    tx.emit(events::PublicationFailed{row.id, row.story, row.desk, row.version, reason, row.headline});
    Principal system{.kind = Principal::Kind::system, .user = {}, .session = {}, .site = site, .name = "galley", .locale = {}, .grants = {}};
    Context inner{.services = services, .person = system, .now = now, .right = "", .trace = "", .address = "", .agent = ""};
    people::notify(inner, tx, work.submitted_by, people::NoticeKind::failed, row.story, Json(Json::Object{{"headline", row.headline}, {"reason", reason}}));
    return {};
  };
}

}  // namespace

Result<Finish> deliver(Context& ctx, JobRun& job, const Deliver& in) {
  const auto work = load(ctx, in);
  if (!work) return Finish{};
  const auto& connectors = ctx.room<State>().connectors;
  const auto connector = std::find_if(connectors.begin(), connectors.end(), [&](const Connector* c) { return c->kind() == work->account.kind; });
  if (connector == connectors.end()) return refused(ctx, *work, "channel.unknown", ctx.now);
  if (const auto armed = arm(job, *work, in.verb, ctx.now); !armed) return armed.error();
  auto delivered = in.verb == Verb::deliver ? (*connector)->deliver(ctx, work->delivery) : (*connector)->retract(ctx, work->delivery);
  const Time now = ctx.services.clock.now();
  if (delivered) return succeeded(*work, in.verb, *std::move(delivered), now);
  if (delivered.error().code() == Code::unavailable) return delivered.error();   // the job is tried again
  return refused(ctx, *work, delivered.error().word(), now);
}

}  // namespace galley::publish
