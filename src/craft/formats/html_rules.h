#pragma once

#include <gumbo.h>

#include <string_view>

#include "craft/formats/html.h"
#include "craft/formats/url.h"

// The sanitiser's allow-list as data. Internal to craft/formats.
namespace galley::formats {

enum class Fate { unwrap, keep, drop };  // leave the content, keep the element, take it out with its content

struct TagRule {
  Fate fate = Fate::unwrap;
  std::string_view attributes;  // names separated by blanks
};

struct ProfileRules {
  UrlUse pictures;
  std::string_view picture_prefix;  // "" = any address
  std::string_view forced_rel;      // of links, "" = none
  bool styles;                      // the property list of style_value
};

const TagRule& tag_rule(Profile profile, GumboTag tag);
bool is_phrasing(GumboTag tag);  // flows inside a line of text
const ProfileRules& profile_rules(Profile profile);

// The declarations of a style attribute that are on the list, as `a:b;c:d`, or "" when none is.
std::string style_value(std::string_view style);

}  // namespace galley::formats
