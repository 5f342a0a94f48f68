#include "newsroom/audience/audience.h"
#include "newsroom/audience/pages.h"
#include "newsroom/audience/store.h"
#include "newsroom/events/audience.h"

namespace galley {
std::span<const Asset> galley_audience_migrations();
}

namespace galley::audience {

namespace {

constexpr Page pages[] = {
    page<front_page>({.name = "audience.front", .http = "GET /"}),
    page<article_page>({.name = "audience.article", .http = "GET /a/{article}"}),
    page<feed_page>({.name = "audience.feed", .http = "GET /feed.xml"}),
    page<news_sitemap>({.name = "audience.news_sitemap", .http = "GET /sitemap-news.xml"}),
    page<robots_text>({.name = "audience.robots", .http = "GET /robots.txt"}),
    page<section_page>({.name = "audience.section", .http = "GET /{section}"}),
};
constexpr EventType event_types[] = {event<events::ArticleChanged>()};

}  // namespace

std::optional<Id<Story>> story_of(galley::store::Reader& reader, const Id<Publication>& article) { return store::story_of(reader, article); }

Room room(State& state) {
  return {.name = "audience", .actions = {}, .queries = {}, .streams = {}, .pages = pages, .jobs = {}, .followers = {}, .events = event_types, .rights = {},
          .migrations = galley_audience_migrations(), .state = &state};
}

}  // namespace galley::audience
