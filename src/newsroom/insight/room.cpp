#include <algorithm>

#include "newsroom/create/create.h"
#include "newsroom/insight/insight.h"
#include "newsroom/insight/store.h"
#include "platform/engine/problem.h"

namespace galley {
std::span<const Asset> galley_insight_migrations();
}

namespace galley::insight {

using galley::store::Reader;

namespace {

constexpr std::int64_t kShownMinutes = 120;
constexpr std::int64_t kMostEngaged = 120;   // seconds in one beacon; it is sent every 15

}  // namespace

struct GetStoryReads {
  Id<Story> story;
};
struct ReadSeries {
  Time start;
  std::int64_t step_s;
  std::vector<std::int64_t> reads;
};
struct StoryReads {
  Id<Story> story;
  std::int64_t reads;
  std::int64_t engaged_s;
  std::int64_t shares;
  std::optional<Time> since;
  ReadSeries by_minute;
};

// The last two hours minute by minute, and the totals since the first read.
Result<StoryReads> story_reads(Context& ctx, Reader& reader, const GetStoryReads& in) {
  const auto story = create::find_story(reader, in.story);
  if (!story || story->site != ctx.person.site) return not_found("story.unknown");
  TRY(ctx.require(story->desk));
  const auto totals = store::totals(reader, in.story);
  const std::int64_t from = ctx.now.ms / 60'000 - kShownMinutes + 1;
  StoryReads out{.story = in.story, .reads = totals.reads, .engaged_s = totals.engaged_s, .shares = totals.shares, .since = {},
                 .by_minute = {Time{from * 60'000}, 60, std::vector<std::int64_t>(kShownMinutes)}};
  if (totals.since.ms > 0) out.since = totals.since;
  for (const auto& minute : store::minutes(reader, in.story, from))
    if (minute.minute - from < kShownMinutes) out.by_minute.reads[static_cast<std::size_t>(minute.minute - from)] = minute.reads;
  return out;
}

struct ListReads {
  std::vector<Id<Story>> ids;
};
struct ReadCount {
  Id<Story> story;
  std::int64_t reads;
};
struct ReadCounts {
  std::vector<ReadCount> items;
};
Result<ReadCounts> list_reads(Context& ctx, Reader& reader, const ListReads& in) {
  ReadCounts out;
  const Scope scope = ctx.scope();
  for (const auto& id : in.ids) {
    const auto story = create::find_story(reader, id);
    if (story && story->site == ctx.person.site && scope.covers(story->desk)) out.items.push_back({id, store::totals(reader, id).reads});
  }
  return out;
}

struct Beacon {
  Id<Publication> publication;
  std::string kind;                      // engaged | share | view
  std::optional<std::int64_t> seconds;
  std::optional<Text<0, 64>> visit;
};

// The page view itself was counted when the page was answered; the beacon adds how long somebody stayed.
void take_beacon(Context& ctx, std::shared_ptr<net::Exchange> exchange) {
  const auto beacon = decoded<Beacon>(exchange->request().body, type<Beacon>);
  if (!beacon) return exchange->respond(problem(beacon.error(), ctx.trace));
  auto& collector = ctx.room<Collector>();
  if (beacon->kind == "engaged") collector.engaged(beacon->publication.text(), std::clamp<std::int64_t>(beacon->seconds.value_or(0), 0, kMostEngaged));
  if (beacon->kind == "share") collector.shared(beacon->publication.text());
  net::Response response{.status = 204};
  response.set("cache-control", "no-store");
  exchange->respond(std::move(response));
}

namespace {

constexpr Query queries[] = {
    query<story_reads>({.name = "insight.story", .right = "insight.read", .http = "GET /insight/stories/{story}"}),
    query<list_reads>({.name = "insight.reads", .right = "insight.read", .http = "GET /insight/reads"}),
};
constexpr Stream streams[] = {
    {{.name = "insight.beacon", .right = "public", .http = "POST /r", .listener = Listener::readers, .rate = Rate::community, .effect = Effect::internal, .max_body = 1024}, take_beacon},
};
constexpr std::string_view rights[] = {"insight.read"};

}  // namespace

Room room(Collector& collector) {
  return {.name = "insight", .actions = {}, .queries = queries, .streams = streams, .pages = {}, .jobs = {}, .followers = {}, .events = {}, .rights = rights,
          .migrations = galley_insight_migrations(), .state = &collector};
}

}  // namespace galley::insight
