#pragma once

#include <optional>
#include <string>

#include "platform/engine/context.h"
#include "platform/engine/tables.h"
#include "platform/store/session.h"

// The readers' pages and feeds.
namespace galley::audience {

using galley::store::Reader;

struct FrontPage {
  std::optional<std::int32_t> page;
};
Result<PageOut> front_page(Context&, Reader&, const FrontPage&);

struct SectionPage {
  std::string section;
  std::optional<std::int32_t> page;
};
Result<PageOut> section_page(Context&, Reader&, const SectionPage&);

struct ArticlePage {
  std::string article;        // {publication}-{slug}
};
Result<PageOut> article_page(Context&, Reader&, const ArticlePage&);

struct FeedPage {};
Result<PageOut> feed_page(Context&, Reader&, const FeedPage&);           // Atom, RFC 4287
struct NewsSitemap {};
Result<PageOut> news_sitemap(Context&, Reader&, const NewsSitemap&);     // Google's news sitemap 0.9: the last two days
struct RobotsText {};
Result<PageOut> robots_text(Context&, Reader&, const RobotsText&);

}  // namespace galley::audience
