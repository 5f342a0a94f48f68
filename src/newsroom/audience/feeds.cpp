#include "craft/text/local_time.h"
#include "newsroom/audience/address.h"
#include "newsroom/audience/pages.h"
#include "newsroom/audience/store.h"
#include "newsroom/audience/views.h"

namespace galley::audience {

namespace {

constexpr std::int64_t kTwoDaysMs = 48LL * 3600 * 1000;

// XML 1.0 has no way to write most control characters: they are left out.
std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

void element(std::string& out, std::string_view name, std::string_view text) { out += join({"<", name, ">", xml(text), "</", name, ">"}); }

struct House {
  people::Newsroom newsroom;
  std::string base;
};
House house_of(Context& ctx, Reader& reader) {
  return {people::newsroom(reader).value_or(people::Newsroom{{}, "Galley", "zh-CN", "UTC"}), ctx.room<State>().base_url};
}

}  // namespace

Result<PageOut> feed_page(Context& ctx, Reader& reader, const FeedPage&) {
  const House house = house_of(ctx, reader);
  const auto articles = store::list_articles(reader, house.newsroom.id, "", 0, 50);
  Time updated{0};
  for (const auto& article : articles) updated = std::max(updated, article.updated_at);
  std::string out = join({R"(<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang=")", xml(house.newsroom.locale), "\">"});
  element(out, "id", house.base + "/");
  element(out, "title", house.newsroom.name);
  element(out, "updated", text::rfc3339_local(updated, house.newsroom.time_zone));
  out += join({R"(<link rel="self" type="application/atom+xml" href=")", xml(house.base), R"(/feed.xml"/><link rel="alternate" type="text/html" href=")", xml(house.base),
               R"(/"/>)"});
  for (const auto& a : articles) {
    out += "<entry>";
    element(out, "id", "urn:galley:" + a.id.text());
    element(out, "title", a.headline);
    element(out, "published", text::rfc3339_local(a.published_at, house.newsroom.time_zone));
    element(out, "updated", text::rfc3339_local(a.updated_at, house.newsroom.time_zone));
    out += join({R"(<link rel="alternate" type="text/html" href=")", xml(house.base + article_path(a.id, a.slug)), R"("/>)"});
    out += "<author>";
    element(out, "name", a.byline.empty() ? house.newsroom.name : a.byline);
    out += "</author>";
    if (!a.summary.empty() || !a.deck.empty()) element(out, "summary", a.summary.empty() ? a.deck : a.summary);
    if (!a.section.empty()) out += join({"<category term=\"", xml(a.section), "\"/>"});
    out += "</entry>";
  }
  out += "</feed>";
  return PageOut{.content_type = "application/atom+xml; charset=utf-8", .body = std::move(out), .last_modified = updated.ms > 0 ? http_date(updated) : "",
                 .tags = {"ArticleChanged", "NewsroomCreated"}};
}

// The clock moves articles out of it, so it is never kept.
Result<PageOut> news_sitemap(Context& ctx, Reader& reader, const NewsSitemap&) {
  const House house = house_of(ctx, reader);
  std::string out = R"(<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" )"
                    R"(xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">)";
  const std::string language = house.newsroom.locale == "zh-CN" ? "zh-cn" : "en";
  for (const auto& a : store::articles_since(reader, house.newsroom.id, ctx.now + -kTwoDaysMs, 1000)) {
    out += "<url>";
    element(out, "loc", house.base + article_path(a.id, a.slug));
    out += "<news:news><news:publication>";
    element(out, "news:name", house.newsroom.name);
    element(out, "news:language", language);
    out += "</news:publication>";
    element(out, "news:publication_date", text::rfc3339_local(a.published_at, house.newsroom.time_zone));
    element(out, "news:title", a.headline);
    out += "</news:news></url>";
  }
  out += "</urlset>";
  return PageOut{.content_type = "application/xml; charset=utf-8", .body = std::move(out)};
}

Result<PageOut> robots_text(Context& ctx, Reader&, const RobotsText&) {
  return PageOut{.content_type = "text/plain; charset=utf-8", .body = join({"User-agent: *\nAllow: /\nSitemap: ", ctx.room<State>().base_url, "/sitemap-news.xml\n"}),
                 .tags = {"NewsroomCreated"}};
}

}  // namespace galley::audience
