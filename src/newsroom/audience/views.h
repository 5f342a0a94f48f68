#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "craft/formats/template.h"
#include "newsroom/audience/audience.h"
#include "newsroom/audience/model.h"
#include "newsroom/audience/theme.h"
#include "newsroom/people/people.h"
#include "platform/store/session.h"

// What the templates show, built from rows: all logic is here, the templates only place.
namespace galley::audience {

struct Stage {
  const State& state;
  const Theme& theme;
  people::Newsroom house;
  Time now;
};

struct PageHead {
  std::string kind;              // front section article gone error
  std::string title;
  std::string description;
  std::string canonical;
  std::string head;              // made by us: Open Graph, JSON-LD
  std::string section;           // the current one
};

// site, page, today, nav.
formats::View frame(const Stage& stage, galley::store::Reader& reader, const PageHead& head);
formats::View story_view(const Stage& stage, const ArticleLine& article);
formats::View::List story_views(const Stage& stage, const std::vector<ArticleLine>& articles);
std::string article_head(const Stage& stage, const ArticleRow& article);

}  // namespace galley::audience
