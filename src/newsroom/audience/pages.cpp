#include "newsroom/audience/pages.h"

#include <algorithm>

#include "newsroom/audience/address.h"
#include "newsroom/audience/store.h"
#include "newsroom/audience/views.h"

namespace galley::audience {

namespace {

using formats::SafeHtml;
using formats::Url;
using formats::View;

constexpr int kPageSize = 20;
constexpr std::size_t kSecond = 4;
// Any change of any article can change a list.
const std::vector<std::string> kListTags = {"ArticleChanged", "NewsroomCreated"};

Stage stage_of(Context& ctx, Reader& reader) {
  const State& state = ctx.room<State>();
  auto house = people::newsroom(reader).value_or(people::Newsroom{{}, "Galley", "zh-CN", "UTC"});
  return {state, *state.theme, std::move(house), ctx.now};
}

Result<PageOut> missing(const Stage& stage, Reader& reader) {
  View view = frame(stage, reader, {.kind = "error", .title = join({stage.theme.word(stage.house.locale, "missing_title"), " · ", stage.house.name}), .description = "", .canonical = "",
                                    .head = "<meta name=\"robots\" content=\"noindex\">", .section = ""});
  view.set("status", 404);
  view.set("is_missing", true);
  return PageOut{.status = 404, .body = TRY(stage.theme.page("error", std::move(view), stage.house.locale))};
}

void set_pager(View& view, std::string_view path, int page, bool more) {
  view.set("has_pages", page > 1 || more);
  if (page > 1) view.set("newer_url", Url(page == 2 ? std::string(path) : join({path, "?page=", std::to_string(page - 1)})));
  if (more) view.set("older_url", Url(join({path, "?page=", std::to_string(page + 1)})));
}

// One more than shown tells whether there is a next page.
std::vector<ArticleLine> load(Reader& reader, const Stage& stage, std::string_view section, int page, bool& more) {
  auto articles = store::list_articles(reader, stage.house.id, section, (page - 1) * kPageSize, kPageSize + 1);
  more = articles.size() > kPageSize;
  if (more) articles.pop_back();
  return articles;
}

int page_number(const std::optional<std::int32_t>& page) { return std::clamp(page.value_or(1), 1, 500); }

void fill_front(View& view, const Stage& stage, const std::vector<ArticleLine>& articles) {
  view.set("is_empty", articles.empty());
  if (articles.empty()) return;
  view.set("lead", story_view(stage, articles.front()));
  const std::size_t second = std::min(articles.size() - 1, kSecond);
  const auto begin = articles.begin() + 1;
  view.set("second", story_views(stage, {begin, begin + static_cast<std::ptrdiff_t>(second)}));
  view.set("has_second", second > 0);
  const std::vector<ArticleLine> rest(begin + static_cast<std::ptrdiff_t>(second), articles.end());
  view.set("items", story_views(stage, rest));
  view.set("has_items", !rest.empty());
}

}  // namespace

Result<PageOut> front_page(Context& ctx, Reader& reader, const FrontPage& in) {
  const Stage stage = stage_of(ctx, reader);
  const int page = page_number(in.page);
  bool more = false;
  const auto articles = load(reader, stage, "", page, more);
  View view = frame(stage, reader, {.kind = "front", .title = stage.house.name, .description = "", .canonical = stage.state.base_url + "/", .head = "", .section = ""});
  fill_front(view, stage, articles);
  set_pager(view, "/", page, more);
  return PageOut{.body = TRY(stage.theme.page("front", std::move(view), stage.house.locale)), .tags = kListTags};
}

Result<PageOut> section_page(Context& ctx, Reader& reader, const SectionPage& in) {
  const Stage stage = stage_of(ctx, reader);
  const int page = page_number(in.page);
  bool more = false;
  const auto articles = load(reader, stage, in.section, page, more);
  if (in.section.empty() || (articles.empty() && page == 1)) return missing(stage, reader);
  const std::string path = section_path(in.section);
  View view = frame(stage, reader, {.kind = "section", .title = join({in.section, " · ", stage.house.name}), .description = "", .canonical = stage.state.base_url + path, .head = "",
                                    .section = in.section});
  view.set("section", View(View::Object{{"key", in.section}, {"name", in.section}, {"url", Url(path)}}));
  view.set("is_empty", articles.empty());
  view.set("items", story_views(stage, articles));
  set_pager(view, path, page, more);
  return PageOut{.body = TRY(stage.theme.page("section", std::move(view), stage.house.locale)), .tags = kListTags};
}

Result<PageOut> article_page(Context& ctx, Reader& reader, const ArticlePage& in) {
  const Stage stage = stage_of(ctx, reader);
  constexpr std::size_t kIdLength = 4 + 26;   // pub_ and the TypeID's letters
  const auto id = Id<Publication>::parse(std::string_view(in.article).substr(0, kIdLength));
  const auto article = id ? store::find_article(reader, *id) : std::nullopt;
  if (!article || article->site != stage.house.id) return missing(stage, reader);
  if (article->state == ArticleState::gone) {
    View view = frame(stage, reader, {.kind = "gone", .title = stage.theme.word(stage.house.locale, "gone_title"), .description = "", .canonical = "",
                                      .head = "<meta name=\"robots\" content=\"noindex\">", .section = ""});
    view.set("gone_at", stage.theme.time_view(article->updated_at, stage.house.time_zone, stage.house.locale));
    return PageOut{.status = 410, .body = TRY(stage.theme.page("gone", std::move(view), stage.house.locale))};
  }
  const std::string path = article_path(article->id, article->slug);
  if ("/a/" + in.article != percent_decoded(path)) return PageOut{.status = 301, .location = path};
  View view = frame(stage, reader, {.kind = "article", .title = join({article->headline, " · ", stage.house.name}), .description = article->description,
                                    .canonical = stage.state.base_url + path, .head = article_head(stage, *article), .section = article->section});
  view.set("publication", article->id.text());
  if (!article->section.empty()) view.set("section", View(View::Object{{"name", article->section}, {"url", Url(section_path(article->section))}}));
  if (article->ai_use != create::AiUse::none)
    view.set("ai_line", stage.theme.word(stage.house.locale, article->ai_use == create::AiUse::polished ? "ai_polished" : "ai_drafted"));
  view.set("fragment", SafeHtml{article->fragment});
  view.set("version", article->version);
  if (article->updated_at - article->published_at > 60'000)
    view.set("updated", stage.theme.time_view(article->updated_at, stage.house.time_zone, stage.house.locale));
  std::vector<ArticleLine> related;
  for (auto& other : store::list_articles(reader, stage.house.id, article->section, 0, 5))
    if (other.id != article->id && related.size() < 4) related.push_back(std::move(other));
  view.set("has_related", !related.empty());
  view.set("related", story_views(stage, related));
  return PageOut{.body = TRY(stage.theme.page("article", std::move(view), stage.house.locale)), .last_modified = http_date(article->updated_at), .tags = kListTags,
                 .counts_as = article->id.text()};
}

}  // namespace galley::audience
