#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "newsroom/events/ids.h"
#include "newsroom/publish/publish.h"
#include "platform/base/asset.h"
#include "platform/engine/tables.h"

// The face of the audience room: the readers' site.
namespace galley::audience {

class Theme;

struct State {
  std::string base_url;                      // where readers find the site, without a slash at the end
  std::shared_ptr<const Theme> theme;
};

Result<std::shared_ptr<const Theme>> load_theme(std::span<const Asset> site);

// Publishes to our own site: what it writes commits together with the delivery's outcome.
std::unique_ptr<publish::Connector> site_connector(const State& state);

std::optional<Id<Story>> story_of(store::Reader& reader, const Id<Publication>& article);

Room room(State& state);

}  // namespace galley::audience
