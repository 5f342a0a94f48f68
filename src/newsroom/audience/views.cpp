#include "newsroom/audience/views.h"

#include "craft/text/local_time.h"
#include "newsroom/audience/address.h"
#include "newsroom/audience/store.h"
#include "platform/base/text.h"

namespace galley::audience {

namespace {

using formats::SafeHtml;
using formats::Url;
using formats::View;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

void meta(std::string& out, std::string_view property, std::string_view content) {
  if (!content.empty()) out += join({"<meta property=\"", property, "\" content=\"", escaped(content), "\">\n"});
}

// JSON inside a script element: "<" must not close it.
std::string script_json(const Json& json) {
  std::string out;
  for (const char c : to_text(json)) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

View frame(const Stage& stage, galley::store::Reader& reader, const PageHead& head) {
  const std::string& locale = stage.house.locale;
  View view;
  view.set("site", View(View::Object{{"name", stage.house.name}, {"home_url", Url("/")}, {"feed_url", Url("/feed.xml")}}));
  view.set("page", View(View::Object{{"lang", locale}, {"title", head.title}, {"description", head.description}, {"canonical", Url(head.canonical)}, {"kind", head.kind},
                                     {"is_front", head.kind == "front"}, {"head", SafeHtml{head.head}}}));
  view.set("today", stage.theme.date_view(stage.now, stage.house.time_zone, locale));
  View::List nav;
  for (const auto& section : store::sections(reader, stage.house.id))
    nav.push_back(View(View::Object{{"name", section}, {"url", Url(section_path(section))}, {"current", section == head.section}}));
  view.set("has_nav", !nav.empty());
  view.set("nav", std::move(nav));
  return view;
}

View story_view(const Stage& stage, const ArticleLine& a) {
  View view(View::Object{{"url", Url(article_path(a.id, a.slug))}, {"headline", a.headline}, {"lang", a.language},
                         {"published", stage.theme.time_view(a.published_at, stage.house.time_zone, stage.house.locale)}, {"is_ai", a.ai_use != create::AiUse::none}});
  if (!a.kicker.empty()) view.set("kicker", a.kicker);
  if (!a.deck.empty()) view.set("deck", a.deck);
  if (!a.summary.empty()) view.set("summary", a.summary);
  if (!a.byline.empty()) view.set("byline", a.byline);
  return view;
}

View::List story_views(const Stage& stage, const std::vector<ArticleLine>& articles) {
  View::List out;
  for (const auto& article : articles) out.push_back(story_view(stage, article));
  return out;
}

std::string article_head(const Stage& stage, const ArticleRow& a) {
  const std::string url = stage.state.base_url + article_path(a.id, a.slug);
  const std::string published = text::rfc3339_local(a.published_at, stage.house.time_zone);
  const std::string modified = text::rfc3339_local(a.updated_at, stage.house.time_zone);
  std::string out;
  meta(out, "og:type", "article");
  meta(out, "og:title", a.headline);
  meta(out, "og:description", a.description);
  meta(out, "og:url", url);
  meta(out, "og:site_name", stage.house.name);
  meta(out, "article:published_time", published);
  meta(out, "article:modified_time", modified);
  Json news(Json::Object{{"@context", "https://schema.org"}, {"@type", "NewsArticle"}, {"headline", a.headline}, {"datePublished", published},
                         {"dateModified", modified}, {"inLanguage", a.language}, {"mainEntityOfPage", url}, {"isAccessibleForFree", true},
                         {"publisher", Json(Json::Object{{"@type", "NewsMediaOrganization"}, {"name", stage.house.name}})}});
  if (!a.byline.empty()) news.set("author", Json::Array{Json(Json::Object{{"@type", "Person"}, {"name", a.byline}})});
  out += join({"<script type=\"application/ld+json\">", script_json(news), "</script>\n"});
  return out;
}

}  // namespace galley::audience
