#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "craft/formats/feed_document.h"

// The elements of all feed dialects and what each one means. Internal to craft/formats.
namespace galley::formats {

// What the elements' readers need to know about where they are.
struct FeedPlace {
  std::string_view base_url;
  bool atom;  // titles and summaries are plain unless they say otherwise; in RSS they are whatever they look like
};

// Reads everything that stands in a feed, an entry or a source; own elements first, then extensions for what they left empty.
void read_feed_record(const FeedPlace& place, const pugi::xml_node& node, FeedRecord& out);

void read_feed_image(const FeedPlace& place, const pugi::xml_node& node, FeedRecord& out);

// An address in or on a node, completed with xml:base and the feed's own address.
std::string resolved_in_feed(const FeedPlace& place, const pugi::xml_node& node, std::string_view url);

}  // namespace galley::formats
