#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "platform/base/json.h"

// The one list of nodes and marks a document body may hold: a ProseMirror schema as data. Reader, normaliser, HTML writer and
// Yjs walk follow it, and the editor's schema is compared with schema_json() in a test. It is forgiving on purpose (no
// "exactly two children"): concurrent edits may leave any shape, and the editor deletes what the schema forbids.
namespace galley::formats {

enum class AttrKind : std::uint8_t {
  id,       // letters, digits, _ and -, at most 64
  text,     // at most `max` code points, no control characters
  integer,  // min..max
  link,     // an address that safe_url allows for links
  picture,  // an address that safe_url allows for pictures
};

struct AttrSpec {
  std::string_view name;
  AttrKind kind;
  bool required = false;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::optional<std::int64_t> fallback = {};  // integers: the value of an absent attribute
};

enum class Group : std::uint8_t { none, block, inline_ };

// What may stand inside: `allowed` = types or group names separated by blanks; text written as ProseMirror does by schema_json.
struct ContentSpec {
  std::string_view allowed;
  bool required = false;  // at least one
  bool many = true;       // more than one
};

struct NodeSpec {
  std::string_view type;
  Group group;
  ContentSpec content;
  std::span<const AttrSpec> attrs;
  bool marks = false;  // may its text carry marks
};

struct MarkSpec {
  std::string_view type;
  std::span<const AttrSpec> attrs;
};

std::span<const NodeSpec> node_specs();
std::span<const MarkSpec> mark_specs();                 // in the order in which they are kept on a text
const NodeSpec* find_node_spec(std::string_view type);  // null where unknown
const MarkSpec* find_mark_spec(std::string_view type);
const AttrSpec* find_attr_spec(std::span<const AttrSpec> attrs, std::string_view name);
bool may_contain(const NodeSpec& parent, const NodeSpec& child);
bool holds_inline(const NodeSpec& spec);  // paragraphs, headings, captions, code

// {"nodes":[{type, group, content, marks, attrs:[{name, kind, required, min, max, default}]}], "marks":[{type, attrs}]}
Json schema_json();

}  // namespace galley::formats
