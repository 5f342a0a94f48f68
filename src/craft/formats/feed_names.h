#pragma once

#include <pugixml.hpp>
#include <string>

// The element names of all feed dialects under one roof. Internal to craft/formats.
namespace galley::formats {

// Lower case; elements of RSS and Atom by their local name ("title"), those of known extensions with the usual prefix whatever
// the feed calls it ("dc:creator"), others with the feed's own prefix.
std::string feed_name(const pugi::xml_node& node);

// The address that relative ones on this node start from: xml:base all the way up, then where the feed was fetched.
std::string base_of(const pugi::xml_node& node, std::string_view outermost);

}  // namespace galley::formats
