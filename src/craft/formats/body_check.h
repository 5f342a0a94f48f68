#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "craft/formats/body.h"
#include "craft/formats/body_schema.h"

// Rules that the strict reader and the forgiving normaliser share. Internal to craft/formats.
namespace galley::formats {

bool is_id(std::string_view text);
bool has_control_character(std::string_view text);  // below U+0020 but for tab and line feed, U+007F; or not UTF-8

// The value as the schema wants it, or the code of what is wrong with it.
struct AttrCheck {
  std::optional<AttrValue> value;
  std::string_view issue;
};
AttrCheck check_attr(const AttrSpec& spec, AttrValue value);

}  // namespace galley::formats
