#include "newsroom/gather/jobs.h"

#include <ranges>

#include "craft/formats/feed.h"
#include "craft/formats/html.h"
#include "craft/text/clean.h"
#include "newsroom/events/gather.h"
#include "newsroom/gather/store.h"
#include "platform/net/client.h"
#include "platform/store/blobs.h"
#include "platform/store/database.h"

namespace galley::gather {

namespace {

constexpr std::string_view kPoll = "gather.poll";
constexpr std::int64_t kSameStoryMs = 48LL * 3600 * 1000;
constexpr std::int64_t kLongestBackoff = 32;

struct Plan {
  SourceRow source;
  PollState state;
};

net::Fetch request_for(const Plan& plan) {
  net::Fetch fetch{.url = plan.source.url, .headers = {{"Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"}}};
  if (!plan.state.etag.empty()) fetch.headers.push_back({"If-None-Match", plan.state.etag});
  if (!plan.state.last_modified.empty()) fetch.headers.push_back({"If-Modified-Since", plan.state.last_modified});
  return fetch;
}

std::string one_line(const std::string& text, std::size_t max) {
  auto clean = text::clean_line(text);
  return clean ? cut_at(*clean, max) : std::string();
}

Result<NewItem> item_from(Context& ctx, const formats::FeedEntry& entry, const formats::Feed& feed, const Sha256& raw) {
  const auto make_id = [] { return random_token(6); };
  const std::string html = entry.html.empty() ? std::string() : entry.html;
  auto body = formats::body_from_html(html, make_id, {.base_url = entry.url});
  if (html.empty() || !body) {
    formats::Body plain;
    plain.doc.content.push_back(formats::block_node("paragraph", make_id(), entry.summary.empty() ? std::vector<formats::Node>{} : std::vector{formats::text_node(entry.summary)}));
    body = formats::normalise(std::move(plain), make_id);
  }
  std::int64_t pictures = 0;
  for (const auto& block : formats::blocks(*body)) pictures += block.type == "figure";
  return NewItem{.id = ctx.make_id<Item>(), .guid = cut_at(entry.guid, 1000), .headline = one_line(entry.headline, 300), .summary = one_line(entry.summary, 2000),
                 .language = entry.language.empty() ? feed.language : entry.language, .url = cut_at(entry.url, 2000), .author = one_line(entry.author, 200),
                 .picture = cut_at(entry.picture, 2000), .body = formats::to_json(*body), .raw = raw,
                 .published_at = entry.published ? entry.published : entry.updated, .duplicate_of = {}, .pictures = pictures};
}

Finish failed(const Plan& plan, std::string reason, Time now) {
  return [plan, reason = std::move(reason), now](Tx& tx) -> Result<void> {
    store::note_poll_failure(tx, plan.source.id, reason, now);
    const std::int64_t slower = std::min<std::int64_t>(kLongestBackoff, 1LL << std::min<std::int64_t>(plan.source.failures + 1, 5));
    schedule_poll(tx, plan.source.id, now + plan.source.interval_s * 1000LL * slower);
    tx.emit(events::SourceChanged{plan.source.id, plan.source.desk.value_or(Id<Desk>{}), plan.source.version});
    return {};
  };
}

Finish arrived(const Plan& plan, std::vector<NewItem> items, std::string etag, std::string last_modified, Time now) {
  return [plan, items = std::move(items), etag = std::move(etag), last_modified = std::move(last_modified), now](Tx& tx) -> Result<void> {
    std::int64_t fresh = 0;
    for (NewItem item : items) {
      item.duplicate_of = store::same_headline(tx, plan.state.site, item.headline, plan.source.id, now + -kSameStoryMs);
      if (!store::add_item(tx, item, plan.source, plan.state.site, now)) continue;
      ++fresh;
      tx.emit(events::ItemReceived{item.id, plan.source.id, plan.source.desk.value_or(Id<Desk>{}), 1});
    }
    store::note_poll(tx, plan.source.id, etag, last_modified, fresh, now);
    schedule_poll(tx, plan.source.id, now + plan.source.interval_s * 1000LL);
    return {};
  };
}

}  // namespace

void schedule_poll(Tx& tx, const Id<Source>& source, Time at) { tx.enqueue(kPoll, Poll{source}, join({"poll ", source.text()}), at); }
void poll_now(Tx& tx, const Id<Source>& source, Time now) { tx.enqueue(kPoll, Poll{source}, join({"poll now ", source.text()}), now, 3); }

Result<Finish> poll(Context& ctx, JobRun&, const Poll& in) {
  std::optional<Plan> plan;
  ctx.services.database.read([&](galley::store::Reader& reader) {
    if (auto source = store::find_source(reader, in.source)) plan = Plan{*source, *store::poll_state(reader, in.source)};
  });
  if (!plan || plan->source.state == SourceState::paused) return Finish{};
  const auto answer = ctx.services.http.fetch(request_for(*plan));
  const Time now = ctx.services.clock.now();
  if (!answer) return failed(*plan, answer.error().word(), now);
  if (answer->status == 304) return arrived(*plan, {}, plan->state.etag, plan->state.last_modified, now);
  if (answer->status != 200) return failed(*plan, join({"HTTP ", std::to_string(answer->status)}), now);
  const auto feed = formats::parse_feed(answer->body, {.content_type = answer->header("content-type"), .base_url = answer->url});
  if (!feed) return failed(*plan, feed.error().word(), now);
  const Sha256 raw = TRY(ctx.services.blobs.put(answer->body));
  std::vector<NewItem> items;
  // Feeds begin with the newest; what enters last stands first in the inbox.
  for (const auto& entry : feed->entries | std::views::reverse) items.push_back(TRY(item_from(ctx, entry, *feed, raw)));
  return arrived(*plan, std::move(items), std::string(answer->header("etag")), std::string(answer->header("last-modified")), now);
}

}  // namespace galley::gather
