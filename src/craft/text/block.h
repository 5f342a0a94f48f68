#pragma once

#include <string>

namespace galley::text {

// One piece of a story as diff and provenance see it: a paragraph, a heading, a caption, a figure, a rule.
struct Block {
  std::string id;    // stays with the block while it is edited and moved
  std::string type;  // node type, e.g. "paragraph"
  std::string text;  // plain text, UTF-8, line breaks as \n
  std::string form;  // everything else that counts as a change: attributes and marks, in a stable notation
  bool operator==(const Block&) const = default;
};

}  // namespace galley::text
