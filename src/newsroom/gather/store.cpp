#include "newsroom/gather/store.h"

#include "platform/store/bind.h"

namespace galley::gather::store {

using galley::store::all;
using galley::store::first;
using galley::store::number;
using galley::store::run;

namespace {

constexpr std::string_view kSources =
    "select id, name, kind, url, desk_id as desk, interval_s, state, last_polled_at, last_item_at, failures, last_error, items, version from source "
    "where site_id = $1 order by id";
constexpr std::string_view kSource =
    "select id, name, kind, url, desk_id as desk, interval_s, state, last_polled_at, last_item_at, failures, last_error, items, version from source where id = $1";

constexpr std::string_view kItemColumns =
    "select i.id, i.source_id as source, s.name as source_name, i.desk_id as desk, i.headline, i.summary, i.language, i.url, i.author, i.published_at, "
    "i.received_at, i.state, i.duplicate_of, i.pictures, i.version from item i join source s on s.id = i.source_id ";
constexpr std::string_view kItemWhere =
    "where i.site_id = $1 and ($2 = '*' or $2 like '%' || coalesce(i.desk_id, '') || '%') and ($3 = '' or i.state = $3) and ($4 = '' or i.source_id = $4) "
    "and ($5 = '' or lower(i.headline) like '%' || lower($5) || '%' or lower(i.summary) like '%' || lower($5) || '%') ";
constexpr std::string_view kItemPage = "and (cast($6 as bigint) = 0 or (i.received_at, i.id) < (cast($6 as bigint), $7)) order by i.received_at desc, i.id desc limit $8";

std::string state_text(const std::optional<ItemState>& state) { return state ? scalar_text(type<ItemState>, &*state) : std::string(); }
std::string source_text(const std::optional<Id<Source>>& source) { return source ? source->text() : std::string(); }

}  // namespace

std::vector<SourceRow> list_sources(Reader& reader, const Id<Site>& site) { return all<SourceRow>(reader, kSources, site); }
std::optional<SourceRow> find_source(Reader& reader, const Id<Source>& id) { return first<SourceRow>(reader, kSource, id); }
std::optional<PollState> poll_state(Reader& reader, const Id<Source>& id) {
  return first<PollState>(reader, "select site_id as site, etag, last_modified from source where id = $1", id);
}
void add_source(Writer& writer, const SourceRow& s, const Id<Site>& site) {
  run(writer,
      "insert into source(id, site_id, desk_id, name, kind, url, interval_s, state, failures, etag, last_modified, items, version) "
      "values($1, $2, $3, $4, $5, $6, $7, $8, 0, '', '', 0, 1)",
      s.id, site, s.desk, s.name, s.kind, s.url, s.interval_s, s.state);
}
void save_source(Writer& writer, const SourceRow& s) {
  run(writer, "update source set name = $2, url = $3, desk_id = $4, interval_s = $5, state = $6, failures = $7, version = $8 where id = $1", s.id, s.name, s.url,
      s.desk, s.interval_s, s.state, s.failures, s.version);
}
void note_poll(Writer& writer, const Id<Source>& id, std::string_view etag, std::string_view last_modified, std::int64_t new_items, Time now) {
  run(writer,
      "update source set etag = $2, last_modified = $3, items = items + cast($4 as bigint), last_polled_at = $5, failures = 0, last_error = null, "
      "last_item_at = case when cast($4 as bigint) > 0 then $5 else last_item_at end, state = case when state = 'failing' then 'active' else state end where id = $1",
      id, etag, last_modified, new_items, now);
}
void note_poll_failure(Writer& writer, const Id<Source>& id, std::string_view error, Time now) {
  run(writer,
      "update source set failures = failures + 1, last_error = $2, last_polled_at = $3, "
      "state = case when failures + 1 >= 3 and state = 'active' then 'failing' else state end where id = $1",
      id, error, now);
}

bool add_item(Writer& writer, const NewItem& item, const SourceRow& source, const Id<Site>& site, Time now) {
  return run(writer,
             "insert into item(id, site_id, desk_id, source_id, guid, headline, summary, language, url, author, picture, body, raw, published_at, received_at, "
             "state, duplicate_of, pictures, version) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'new', $16, $17, 1) "
             "on conflict(source_id, guid) do nothing",
             item.id, site, source.desk, source.id, item.guid, item.headline, item.summary, item.language, item.url, item.author, item.picture, item.body,
             item.raw, item.published_at, now, item.duplicate_of, item.pictures) == 1;
}
std::optional<Id<Item>> same_headline(Reader& reader, const Id<Site>& site, std::string_view headline, const Id<Source>& but, Time since) {
  return first<Id<Item>>(reader, "select id from item where site_id = $1 and headline = $2 and source_id <> $3 and received_at > $4 order by id limit 1", site,
                         headline, but, since);
}

std::vector<ItemRow> list_items(Reader& reader, const ItemFilter& f) {
  static const std::string sql = join({kItemColumns, kItemWhere, kItemPage});
  return all<ItemRow>(reader, sql, f.site, f.scope, state_text(f.state), source_text(f.source), f.q, f.before ? f.before->first.ms : 0,
                      f.before ? f.before->second.text() : std::string(), f.limit);
}
std::int64_t count_items(Reader& reader, const ItemFilter& f) {
  static const std::string sql = join({"select count(*) from item i ", kItemWhere});
  return number(reader, sql, f.site, f.scope, state_text(f.state), source_text(f.source), f.q);
}
std::optional<ItemRow> item_row(Reader& reader, const Id<Item>& id) {
  static const std::string sql = join({kItemColumns, "where i.id = $1"});
  return first<ItemRow>(reader, sql, id);
}
std::optional<ItemContent> item_content(Reader& reader, const Id<Item>& id) { return first<ItemContent>(reader, "select body, raw from item where id = $1", id); }
std::optional<ItemText> item_text(Reader& reader, const Id<Item>& id) {
  return first<ItemText>(reader,
                         "select i.id, i.site_id as site, i.desk_id as desk, s.name as source_name, i.headline, i.summary, i.author, i.language, i.url, i.body, i.state "
                         "from item i join source s on s.id = i.source_id where i.id = $1",
                         id);
}
void set_item_state(Writer& writer, const Id<Item>& id, ItemState state, std::int64_t version) {
  run(writer, "update item set state = $2, version = $3 where id = $1", id, state, version);
}

}  // namespace galley::gather::store
