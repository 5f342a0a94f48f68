#include <algorithm>

#include "craft/formats/body_schema.h"
#include "craft/formats/yjs_store.h"

namespace galley::formats {
namespace {

constexpr std::uint8_t kLeftOrigin = 0x80;
constexpr std::uint8_t kRightOrigin = 0x40;
constexpr std::uint8_t kMapKey = 0x20;

// ---- the whole state

// One struct to write: an item, or several neighbours in one.
struct Unit {
  const YItem* first;
  const YItem* last;
  YKind kind;
  YClock length;
};

// What is inside a deleted element is collected: nobody can refer to it any more but by its clock.
YKind kind_to_write(const YItem& item) {
  if (!item.parent || (item.parent->item && item.parent->item->deleted)) return YKind::gc;
  return item.deleted ? YKind::deleted : item.content.kind;
}

bool continues(const Unit& unit, const YItem& item, YKind kind) {
  if (unit.kind != kind) return false;
  if (kind == YKind::gc) return true;
  const bool divisible = kind == YKind::deleted || kind == YKind::string;
  return divisible && unit.last->right == &item && item.left_origin == unit.last->last_id() &&
         item.right_origin == unit.first->right_origin && !item.key;
}

std::vector<Unit> units_of(const std::vector<YItem*>& items) {
  std::vector<Unit> out;
  for (const YItem* item : items) {
    const YKind kind = kind_to_write(*item);
    if (!out.empty() && continues(out.back(), *item, kind)) {
      out.back().last = item;
      out.back().length += item->length;
    } else {
      out.push_back({item, item, kind, item->length});
    }
  }
  return out;
}

class StateWriter {
 public:
  explicit StateWriter(const YStore& store) : store_(store), root_names_(store.root_names()) {}

  // Clients descend, as in yjs: whoever reads needs fewer searches then.
  std::string run() {
    append_var_uint(out_, store_.clients().size());
    for (auto client = store_.clients().rbegin(); client != store_.clients().rend(); ++client) {
      const auto units = units_of(client->second);
      append_var_uint(out_, units.size());
      append_var_uint(out_, client->first);
      append_var_uint(out_, 0);
      for (const Unit& unit : units) write(unit);
    }
    write_deletions();
    return std::move(out_);
  }

 private:
  void write(const Unit& unit) {
    const YItem& item = *unit.first;
    if (unit.kind == YKind::gc) {
      out_ += '\0';
      return append_var_uint(out_, unit.length);
    }
    out_ += static_cast<char>(static_cast<std::uint8_t>(unit.kind) | (item.left_origin ? kLeftOrigin : 0) |
                              (item.right_origin ? kRightOrigin : 0) | (item.key ? kMapKey : 0));
    if (item.left_origin) append_id(out_, item.left_origin);
    if (item.right_origin) append_id(out_, item.right_origin);
    if (!item.left_origin && !item.right_origin) {
      const bool in_root = !item.parent->item;
      append_var_uint(out_, in_root ? 1 : 0);
      if (in_root)
        append_var_string(out_, root_names_.at(item.parent));
      else
        append_id(out_, item.parent->item->id);
      if (item.key) append_var_string(out_, *item.key);
    }
    if (unit.first == unit.last || unit.kind == YKind::deleted) {
      const YContent deleted{.kind = YKind::deleted};
      return append_content(out_, unit.kind == YKind::deleted ? deleted : item.content, unit.length);
    }
    std::u16string text;
    for (const YItem* part = unit.first; part != unit.last->right; part = part->right) text += part->content.text;
    append_var_string(out_, utf8_of(text));
  }

  void write_deletions() {
    std::string clients;
    std::size_t count = 0;
    for (auto client = store_.clients().rbegin(); client != store_.clients().rend(); ++client) {
      std::vector<YRange> ranges;
      for (const YItem* item : client->second) {
        if (!item->deleted) continue;
        if (!ranges.empty() && ranges.back().clock + ranges.back().length == item->id.clock)
          ranges.back().length += item->length;
        else
          ranges.push_back({client->first, item->id.clock, item->length});
      }
      if (ranges.empty()) continue;
      ++count;
      append_var_uint(clients, client->first);
      append_var_uint(clients, ranges.size());
      for (const YRange& range : ranges) {
        append_var_uint(clients, range.clock);
        append_var_uint(clients, range.length);
      }
    }
    append_var_uint(out_, count);
    out_ += clients;
  }

  const YStore& store_;
  std::map<const YType*, std::string_view> root_names_;
  std::string out_;
};

// ---- the seed of a body

class SeedWriter {
 public:
  SeedWriter(YClient client, std::string_view root) : client_(client), root_(root) {}

  std::string run(const Body& body) {
    children(body.doc.content, {});
    std::string out;
    append_var_uint(out, structs_ > 0 ? 1 : 0);
    if (structs_ > 0) {
      append_var_uint(out, structs_);
      append_id(out, {client_, 0});
    }
    out += bytes_;
    append_var_uint(out, 0);
    return out;
  }

 private:
  void children(const std::vector<Node>& nodes, YId parent) {
    YId left;
    for (std::size_t i = 0; i < nodes.size();) {
      if (nodes[i].type != "text") {
        left = element(nodes[i++], parent, left);
        continue;
      }
      const YId text = open({.kind = YKind::type, .type_kind = 6}, 1, parent, left);
      YId last;
      for (; i < nodes.size() && nodes[i].type == "text"; ++i) last = run_of_text(nodes[i], text, last);
      left = text;
    }
  }

  YId element(const Node& node, YId parent, YId left) {
    const YId self = open({.kind = YKind::type, .type_kind = 3, .values = {node.type}}, 1, parent, left);
    children(node.content, self);
    for (const Attr& attr : node.attrs) attribute(attr, self);
    return self;
  }

  YId run_of_text(const Node& node, YId text, YId left) {
    for (const Mark& mark : node.marks) left = open({.kind = YKind::format, .values = {mark.type, attrs_json(mark)}}, 1, text, left);
    std::u16string units = utf16_of(node.text);
    const auto length = units.size();
    left = open({.kind = YKind::string, .text = std::move(units)}, length, text, left);
    for (const Mark& mark : node.marks) left = open({.kind = YKind::format, .values = {mark.type, "null"}}, 1, text, left);
    return left;
  }

  // All attributes of the mark's schema, as ProseMirror keeps them: absent ones are null.
  static std::string attrs_json(const Mark& mark) {
    Json::Object out;
    const MarkSpec* spec = find_mark_spec(mark.type);
    for (const AttrSpec& attr : spec ? spec->attrs : std::span<const AttrSpec>{}) {
      const auto value = text_attr(mark.attrs, attr.name);
      out.emplace_back(attr.name, value.empty() ? Json() : Json(value));
    }
    return to_text(Json(std::move(out)));
  }

  void attribute(const Attr& attr, YId element) {
    std::string value;
    std::visit([&](const auto& typed) { append_any(value, typed); }, attr.value);
    bytes_ += static_cast<char>(static_cast<std::uint8_t>(YKind::any) | kMapKey);
    append_parent(element);
    append_var_string(bytes_, attr.name);
    append_content(bytes_, {.kind = YKind::any, .values = {std::move(value)}}, 1);
    advance(1);
  }

  // Writes one struct behind `left` or as the first in `parent`; returns the id of its last unit.
  YId open(YContent content, YClock length, YId parent, YId left) {
    bytes_ += static_cast<char>(static_cast<std::uint8_t>(content.kind) | (left ? kLeftOrigin : 0));
    if (left)
      append_id(bytes_, left);
    else
      append_parent(parent);
    append_content(bytes_, content, length);
    advance(length);
    return {client_, clock_ - 1};
  }

  void append_parent(YId parent) {
    append_var_uint(bytes_, parent ? 0 : 1);
    if (parent)
      append_id(bytes_, parent);
    else
      append_var_string(bytes_, root_);
  }

  void advance(YClock length) {
    clock_ += length;
    ++structs_;
  }

  YClient client_;
  std::string_view root_;
  std::string bytes_;
  YClock clock_ = 0;
  std::size_t structs_ = 0;
};

}  // namespace

std::string YDocument::encode() const { return StateWriter(*store_).run(); }

std::string seed_update(const Body& body, YClient client, std::string_view root) { return SeedWriter(client, root).run(body); }

std::string encode_state_vector(const YStateVector& vector) {
  std::string out;
  append_var_uint(out, vector.size());
  for (auto entry = vector.rbegin(); entry != vector.rend(); ++entry) append_id(out, {entry->first, entry->second});
  return out;
}

Result<YStateVector> decode_state_vector(std::string_view bytes, const YjsLimits& limits) {
  ByteReader in(bytes);
  YStateVector out;
  const auto count = in.var_uint();
  if (count > limits.clients) return invalid("yjs.too_large");
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    const YClient client = in.var_uint();
    out[client] = in.var_uint();
  }
  if (!in.ok() || !in.at_end()) return invalid("yjs.malformed");
  return out;
}

}  // namespace galley::formats
