#include "newsroom/insight/store.h"

#include "platform/store/bind.h"

namespace galley::insight::store {

using galley::store::all;
using galley::store::first;
using galley::store::run;

void add(Writer& writer, const Id<Story>& story, std::int64_t minute, std::int64_t reads, std::int64_t engaged_s, std::int64_t shares) {
  run(writer,
      "insert into read_minute(story_id, minute, reads, engaged_s, shares) values($1, $2, $3, $4, $5) on conflict(story_id, minute) do update "
      "set reads = read_minute.reads + excluded.reads, engaged_s = read_minute.engaged_s + excluded.engaged_s, shares = read_minute.shares + excluded.shares",
      story, minute, reads, engaged_s, shares);
}

Totals totals(Reader& reader, const Id<Story>& story) {
  return *first<Totals>(reader,
                        "select cast(coalesce(sum(reads), 0) as bigint) as reads, cast(coalesce(sum(engaged_s), 0) as bigint) as engaged_s, "
                        "cast(coalesce(sum(shares), 0) as bigint) as shares, cast(coalesce(min(minute), 0) * 60000 as bigint) as since from read_minute where story_id = $1",
                        story);
}

std::vector<Minute> minutes(Reader& reader, const Id<Story>& story, std::int64_t from_minute) {
  return all<Minute>(reader, "select minute, reads from read_minute where story_id = $1 and minute >= $2 order by minute", story, from_minute);
}

}  // namespace galley::insight::store
