#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/audience/model.h"
#include "platform/store/session.h"

// The SQL of the audience room.
namespace galley::audience::store {

using galley::store::Reader;
using galley::store::Writer;

void put_article(Writer& writer, const ArticleRow& article, const Id<Desk>& desk);
void withdraw_article(Writer& writer, const Id<Publication>& id, std::int64_t version, Time now);
std::optional<ArticleRow> find_article(Reader& reader, const Id<Publication>& id);
// The newest first; `section` "" = all of them.
std::vector<ArticleLine> list_articles(Reader& reader, const Id<Site>& site, std::string_view section, int offset, int limit);
std::vector<ArticleLine> articles_since(Reader& reader, const Id<Site>& site, Time since, int limit);
std::vector<std::string> sections(Reader& reader, const Id<Site>& site);
std::optional<Id<Story>> story_of(Reader& reader, const Id<Publication>& id);

}  // namespace galley::audience::store
