#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "craft/formats/yjs.h"
#include "craft/formats/yjs_bytes.h"

// An update as it is written, before it means anything to a document. Internal to craft/formats.
//
//   update  = clients {structs, client, clock of the first, struct...}...   deletions
//   struct  = info, [left origin] [right origin] | [parent] [map key], content
//   info    = content kind (5 bits) + 0x80 left origin + 0x40 right origin + 0x20 map key; parent and key only without origins
namespace galley::formats {

struct YId {
  YClient client = ~YClient{0};  // all ones: no id
  YClock clock = 0;
  bool operator==(const YId&) const = default;
  explicit operator bool() const { return client != ~YClient{0}; }
};

enum class YKind : std::uint8_t { gc, deleted, json, binary, string, embed, format, type, any, doc, skip };

// What an item holds. Values that we don't look into stay as the bytes they came in, and go out again unchanged.
struct YContent {
  YKind kind = YKind::gc;
  std::uint8_t type_kind = 0;       // type: 0 array, 1 map, 2 text, 3 element, 4 fragment, 5 hook, 6 text of a fragment
  std::u16string text;              // string, in the units that clocks count
  std::vector<std::string> values;  // json: one text each; any: one encoded value each; format: key, JSON; element, hook: name;
                                    // binary, embed: one; doc: guid, encoded options
};

struct YStruct {
  YId id;
  YClock length = 0;
  YId left_origin, right_origin;
  std::variant<std::monostate, std::string, YId> parent;  // a root's name, or the item that holds the parent
  std::optional<std::string> key;                         // of a map
  YContent content;

  YClock end() const { return id.clock + length; }
};

struct YRange {
  YClient client;
  YClock clock, length;
  auto operator<=>(const YRange&) const = default;
};

struct YUpdate {
  std::vector<std::vector<YStruct>> clients;  // per client, ascending clocks; skips are left out
  std::vector<YRange> deletions;
  std::size_t structs = 0;
};

Result<YUpdate> read_update(std::string_view bytes, const YjsLimits& limits);

// The content without its first `offset` units; for kinds that can be split.
YContent split_content(YContent& content, YClock offset);

void append_id(std::string& out, const YId& id);
void append_content(std::string& out, const YContent& content, YClock length);

}  // namespace galley::formats
