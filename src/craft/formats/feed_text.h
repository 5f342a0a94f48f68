#pragma once

#include <pugixml.hpp>

#include "craft/formats/feed_document.h"

namespace galley::formats {

// A text construct of RSS, Atom 0.3 or Atom 1.0: type and mode attributes, escaped, inline or base64. Internal to craft/formats.
FeedText read_feed_text(const pugi::xml_node& node, std::string_view base_url, bool atom);

}  // namespace galley::formats
