#include "newsroom/events/people.h"
#include "newsroom/events/publish.h"
#include "newsroom/people/people.h"
#include "newsroom/publish/actions/accounts.h"
#include "newsroom/publish/actions/publications.h"
#include "newsroom/publish/jobs.h"
#include "newsroom/publish/publish.h"
#include "newsroom/publish/queries.h"
#include "newsroom/publish/store.h"
#include "platform/engine/event_log.h"

namespace galley {
std::span<const Asset> galley_publish_migrations();
}

namespace galley::publish {

namespace {

// Every newsroom starts with its own readers' site.
Result<void> on_newsroom_created(Context& ctx, Tx& tx, const events::NewsroomCreated& fact) {
  if (!store::list_accounts(tx, fact.newsroom).empty()) return {};
  store::add_account(tx, {.id = ctx.make_id<Account>(), .name = fact.name, .kind = "site", .hold_s = 0, .state = AccountState::active, .version = 1},
                     fact.newsroom);
  return {};
}

constexpr Action actions[] = {
    action<publish_proof, &PublishProof::proof>({.name = "publish.publish", .right = "publication.publish", .http = "POST /publications", .rate = Rate::publish, .effect = Effect::external, .status = Status::accepted}),
    action<retry_publication, &RetryPublication::publication>({.name = "publish.retry", .right = "publication.publish", .http = "POST /publications/{publication}/retry", .rate = Rate::publish, .effect = Effect::external, .status = Status::accepted}),
    action<retract_publication, &RetractPublication::publication>({.name = "publish.retract", .right = "publication.retract", .http = "POST /publications/{publication}/retract", .rate = Rate::publish, .effect = Effect::external, .status = Status::accepted}),
    action<cancel_publication, &CancelPublication::publication>({.name = "publish.cancel", .right = "publication.publish", .http = "POST /publications/{publication}/cancel", .rate = Rate::publish}),
    action<change_account, &ChangeAccount::account>({.name = "publish.change_account", .right = "account.manage", .http = "PATCH /accounts/{account}"}),
};
constexpr Query queries[] = {
    query<list_accounts>({.name = "publish.accounts", .right = "publication.read", .http = "GET /accounts"}),
    query<get_publishing>({.name = "publish.story", .right = "publication.read", .http = "GET /stories/{story}/publishing"}),
    query<list_publications>({.name = "publish.publications", .right = "publication.read", .http = "GET /publications"}),
};
constexpr JobKind jobs[] = {job<deliver>("publish.deliver")};
constexpr EventHandler account_handlers[] = {on<events::NewsroomCreated, on_newsroom_created>()};
constexpr Follower followers[] = {{"publish.accounts", account_handlers}};
constexpr EventType event_types[] = {event<events::AccountChanged>(), event<events::PublicationChanged>(), event<events::PublicationLive>(), event<events::PublicationFailed>(),
                                     event<events::PublicationRetracted>()};
constexpr std::string_view rights[] = {"publication.read", "publication.publish", "publication.retract", "account.manage"};

}  // namespace

Room room(State& state) {
  return {.name = "publish", .actions = actions, .queries = queries, .streams = {}, .pages = {}, .jobs = jobs, .followers = followers, .events = event_types,
          .rights = rights, .migrations = galley_publish_migrations(), .state = &state};
}

}  // namespace galley::publish
