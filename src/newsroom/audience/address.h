#pragma once

#include <string>
#include <string_view>

#include "newsroom/events/ids.h"

// Addresses of the readers' site.
namespace galley::audience {

std::string article_path(const Id<Publication>& id, std::string_view slug);    // /a/{id}-{slug}
std::string section_path(std::string_view section);

}  // namespace galley::audience
