#include "newsroom/gather/actions/sources.h"

#include "newsroom/events/gather.h"
#include "newsroom/gather/jobs.h"
#include "newsroom/gather/store.h"
#include "newsroom/people/people.h"

namespace galley::gather {

namespace {

constexpr std::int32_t kShortest = 15, kLongest = 24 * 3600;

Result<void> acceptable(Tx& tx, const SourceRow& source) {
  std::vector<Issue> issues;
  if (!source.url.starts_with("http://") && !source.url.starts_with("https://")) issues.push_back({"/url", "url.scheme", R"({"allowed":["http","https"]})"});
  if (source.interval_s < kShortest || source.interval_s > kLongest) issues.push_back({"/interval_s", "number.range", R"({"min":15,"max":86400})"});
  if (source.desk && !people::find_desk(tx, *source.desk)) issues.push_back({"/desk", "desk.unknown", {}});
  if (!issues.empty()) return invalid(std::move(issues));
  return {};
}

Result<SourceRow> source_in_reach(const Context& ctx, Tx& tx, const Id<Source>& id) {
  auto source = store::find_source(tx, id);
  if (!source || store::poll_state(tx, id)->site != ctx.person.site) return not_found("source.unknown");
  TRY(ctx.require_ownership(source->desk.value_or(Id<Desk>{})));
  return *std::move(source);
}

}  // namespace

Result<SourceRow> create_source(Context& ctx, Tx& tx, const CreateSource& in) {
  const SourceRow source{.id = ctx.make_id<Source>(), .name = in.name, .kind = in.kind, .url = in.url, .desk = in.desk, .interval_s = in.interval_s,
                         .state = SourceState::active, .last_polled_at = {}, .last_item_at = {}, .failures = 0, .last_error = {}, .items = 0, .version = 1};
  TRY(acceptable(tx, source));
  TRY(ctx.require_ownership(in.desk.value_or(Id<Desk>{})));
  store::add_source(tx, source, ctx.person.site);
  tx.emit(events::SourceChanged{source.id, in.desk.value_or(Id<Desk>{}), 1});
  schedule_poll(tx, source.id, ctx.now);
  return source;
}

Result<SourceRow> change_source(Context& ctx, Tx& tx, const ChangeSource& in) {
  SourceRow source = TRY(source_in_reach(ctx, tx, in.source));
  if (source.version != in.if_match) return stale(source.version);
  if (in.name) source.name = *in.name;
  if (in.url) source.url = *in.url;
  source.desk = in.desk.over(source.desk);
  if (in.interval_s) source.interval_s = *in.interval_s;
  if (in.state) source.state = *in.state;
  TRY(acceptable(tx, source));
  source.version += 1;
  store::save_source(tx, source);
  tx.emit(events::SourceChanged{source.id, source.desk.value_or(Id<Desk>{}), source.version});
  if (source.state != SourceState::paused) schedule_poll(tx, source.id, ctx.now);
  return source;
}

Result<SourceRow> poll_source(Context& ctx, Tx& tx, const PollSource& in) {
  SourceRow source = TRY(source_in_reach(ctx, tx, in.source));
  if (source.state == SourceState::paused) return conflict("source.paused");
  poll_now(tx, source.id, ctx.now);
  return source;
}

}  // namespace galley::gather
