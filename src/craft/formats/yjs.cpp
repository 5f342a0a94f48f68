#include "craft/formats/yjs.h"

#include "craft/formats/yjs_store.h"

namespace galley::formats {
namespace {

constexpr std::uint8_t kElement = 3;

// The JSON of a node's or mark's attributes, as far as bodies know such values.
void set_loose(std::vector<Attr>& attrs, std::string_view name, const Json& value) {
  if (value.integer()) set_attr(attrs, name, *value.integer());
  if (value.string()) set_attr(attrs, name, *value.string());
}

// y-prosemirror names overlapping marks of one type "type--hash", the hash being 8 letters of base64.
std::string mark_type(std::string_view key) {
  const bool hashed = key.size() > 10 && key.substr(key.size() - 10, 2) == "--";
  return std::string(hashed ? key.substr(0, key.size() - 10) : key);
}

Mark mark_of(std::string_view key, std::string_view json) {
  Mark out{mark_type(key), {}};
  const auto attrs = parse_json(json);
  if (!attrs || !attrs->object()) return out;
  for (const auto& [name, value] : *attrs->object()) set_loose(out.attrs, name, value);
  return out;
}

class Walk {
 public:
  explicit Walk(int max_depth) : max_depth_(max_depth) {}

  void children(const YType& type, std::vector<Node>& out, int depth) const {
    if (depth > max_depth_) return;
    for (const YItem* item = type.start; item; item = item->right) {
      if (item->deleted || !item->type) continue;
      if (item->content.type_kind == kElement)
        out.push_back(element(*item, depth));
      else
        inline_text(*item->type, out);
    }
  }

 private:
  Node element(const YItem& item, int depth) const {
    Node out{.type = item.content.values.front()};
    for (const auto& [key, last] : item.type->map) {
      if (!last || last->deleted) continue;
      if (last->content.kind == YKind::any) set_loose(out.attrs, key, json_of_any(last->content.values.back()));
      if (last->content.kind == YKind::string) set_attr(out.attrs, key, utf8_of(last->content.text));
    }
    children(*item.type, out.content, depth + 1);
    return out;
  }

  // A text is a run of strings and switches of marks.
  static void inline_text(const YType& type, std::vector<Node>& out) {
    std::map<std::string, std::string, std::less<>> marks;
    for (const YItem* item = type.start; item; item = item->right) {
      if (item->deleted) continue;
      if (item->content.kind == YKind::format) {
        const std::string& key = item->content.values[0];
        const std::string& value = item->content.values[1];
        if (value == "null")
          marks.erase(key);
        else
          marks[key] = value;
      }
      if (item->content.kind != YKind::string) continue;
      std::vector<Mark> on;
      for (const auto& [key, value] : marks) on.push_back(mark_of(key, value));
      out.push_back(text_node(utf8_of(item->content.text), std::move(on)));
    }
  }

  int max_depth_;
};

}  // namespace

YDocument::YDocument(const YjsLimits& limits) : store_(std::make_unique<YStore>(limits)) {}
YDocument::YDocument(YDocument&&) noexcept = default;
YDocument& YDocument::operator=(YDocument&&) noexcept = default;
YDocument::~YDocument() = default;

Result<void> YDocument::apply(std::string_view update) { return store_->apply(update); }
Result<bool> YDocument::holds_news(std::string_view update) const { return store_->holds_news(update); }
YStateVector YDocument::state_vector() const { return store_->state_vector(); }
bool YDocument::is_waiting() const { return store_->is_waiting(); }
std::string YDocument::encoded_state_vector() const { return encode_state_vector(state_vector()); }

Body YDocument::body(std::string_view root) const {
  Body out;
  if (const YType* type = store_->root(root)) Walk(store_->limits().depth).children(*type, out.doc.content, 0);
  return out;
}

std::string YDocument::text(std::string_view root) const {
  std::u16string out;
  const YType* type = store_->root(root);
  for (const YItem* item = type ? type->start : nullptr; item; item = item->right) {
    if (!item->deleted) out += item->content.text;
  }
  return utf8_of(out);
}

}  // namespace galley::formats
