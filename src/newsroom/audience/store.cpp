#include "newsroom/audience/store.h"

#include "platform/store/bind.h"

namespace galley::audience::store {

using galley::store::all;
using galley::store::first;
using galley::store::run;

namespace {

constexpr std::string_view kPut =
    "insert into article(id, story_id, site_id, desk_id, section, slug, language, kicker, headline, deck, summary, byline, description, fragment, part, ai_use, "
    "published_at, updated_at, state, version) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'live', $19) "
    "on conflict(id) do update set section = excluded.section, slug = excluded.slug, language = excluded.language, kicker = excluded.kicker, "
    "headline = excluded.headline, deck = excluded.deck, summary = excluded.summary, byline = excluded.byline, description = excluded.description, "
    "fragment = excluded.fragment, part = excluded.part, ai_use = excluded.ai_use, updated_at = excluded.updated_at, state = 'live', version = excluded.version";
constexpr std::string_view kLine =
    "select id, section, slug, language, kicker, headline, deck, summary, byline, ai_use, published_at, updated_at, version from article ";

}  // namespace

void put_article(Writer& writer, const ArticleRow& a, const Id<Desk>& desk) {
  run(writer, kPut, a.id, a.story, a.site, desk, a.section, a.slug, a.language, a.kicker, a.headline, a.deck, a.summary, a.byline, a.description, a.fragment, a.part,
      a.ai_use, a.published_at, a.updated_at, a.version);
}
void withdraw_article(Writer& writer, const Id<Publication>& id, std::int64_t version, Time now) {
  run(writer, "update article set state = 'gone', version = $2, updated_at = $3, fragment = '' where id = $1", id, version, now);
}
std::optional<ArticleRow> find_article(Reader& reader, const Id<Publication>& id) {
  return first<ArticleRow>(reader,
                           "select id, story_id as story, site_id as site, section, slug, language, kicker, headline, deck, summary, byline, description, fragment, part, "
                           "ai_use, published_at, updated_at, state, version from article where id = $1",
                           id);
}
std::vector<ArticleLine> list_articles(Reader& reader, const Id<Site>& site, std::string_view section, int offset, int limit) {
  static const std::string sql =
      join({kLine, "where site_id = $1 and state = 'live' and ($2 = '' or section = $2) order by published_at desc, id desc limit $4 offset $3"});
  return all<ArticleLine>(reader, sql, site, section, offset, limit);
}
std::vector<ArticleLine> articles_since(Reader& reader, const Id<Site>& site, Time since, int limit) {
  static const std::string sql = join({kLine, "where site_id = $1 and state = 'live' and published_at > $2 order by published_at desc, id desc limit $3"});
  return all<ArticleLine>(reader, sql, site, since, limit);
}
std::vector<std::string> sections(Reader& reader, const Id<Site>& site) {
  return all<std::string>(reader, "select section as name from article where site_id = $1 and state = 'live' and section <> '' group by section order by min(published_at)", site);
}
std::optional<Id<Story>> story_of(Reader& reader, const Id<Publication>& id) { return first<Id<Story>>(reader, "select story_id as id from article where id = $1", id); }

}  // namespace galley::audience::store
