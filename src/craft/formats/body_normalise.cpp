#include <algorithm>
#include <set>
#include <utility>

#include "craft/formats/body.h"
#include "craft/formats/body_check.h"
#include "craft/formats/body_schema.h"
#include "craft/text/clean.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

// Text that is no UTF-8 can't come from JSON, Yjs or the HTML parser, which all repair it.
std::string cleaned(std::string_view text) { return is_utf8(text) ? text::without_controls(text) : std::string(); }

// Attributes in the schema's order with repaired values. False where a required one is missing and has no default.
bool repair_attrs(std::span<const AttrSpec> specs, std::vector<Attr>& attrs) {
  std::vector<Attr> out;
  bool complete = true;
  for (const AttrSpec& spec : specs) {
    const auto found = std::ranges::find(attrs, spec.name, &Attr::name);
    std::optional<AttrValue> value;
    if (found != attrs.end()) {
      if (auto* text = std::get_if<std::string>(&found->value); text && spec.kind == AttrKind::text) {
        *text = cut_at(cleaned(*text), static_cast<std::size_t>(spec.max));
      }
      if (auto* number = std::get_if<std::int64_t>(&found->value)) *number = std::clamp(*number, spec.min, std::max(spec.min, spec.max));
      value = check_attr(spec, std::move(found->value)).value;
    }
    if (!value && spec.fallback) value = *spec.fallback;
    if (value)
      out.push_back({std::string(spec.name), std::move(*value)});
    else if (spec.required && spec.kind != AttrKind::id)
      complete = false;
  }
  attrs = std::move(out);
  return complete;
}

std::vector<Mark> repaired_marks(std::vector<Mark> marks) {
  std::vector<Mark> out;
  for (const MarkSpec& spec : mark_specs()) {
    const auto found = std::ranges::find(marks, spec.type, &Mark::type);
    if (found != marks.end() && repair_attrs(spec.attrs, found->attrs)) out.push_back(std::move(*found));
  }
  return out;
}

class Normaliser {
 public:
  Normaliser(const IdMaker& make_id, const BodyLimits& limits) : make_id_(make_id), limits_(limits) {}

  Body run(Body body) {
    Body out;
    out.doc = fitted(std::move(body.doc), *find_node_spec("doc"), 0);
    auto& blocks = out.doc.content;
    while (blocks.size() > 1 && blocks.back().type == "paragraph" && blocks.back().content.empty()) blocks.pop_back();
    if (blocks.empty()) blocks.push_back(block_node("paragraph", {}));
    give_ids(out.doc);
    return out;
  }

 private:
  // The node with only such children as its spec allows. `type` is set from the spec, so a root of another type is taken in.
  Node fitted(Node node, const NodeSpec& spec, int depth) {
    Node out{.type = std::string(spec.type), .attrs = std::move(node.attrs)};
    repair_attrs(spec.attrs, out.attrs);
    Parent parent{spec, out.content, depth};
    for (Node& child : node.content) place(std::move(child), parent);
    wrap_misplaced(parent);
    if (holds_inline(spec)) merge_texts(out.content);
    if (!spec.content.many && out.content.size() > 1) merge_captions(out.content);
    return out;
  }

  struct Parent {
    const NodeSpec& spec;
    std::vector<Node>& content;
    int depth;
    std::vector<Node> misplaced = {};  // neighbours that will share one wrapper
  };

  void place(Node child, Parent& parent) {
    const NodeSpec* spec = find_node_spec(child.type);
    if (nodes_ >= limits_.nodes) return;
    if (spec && may_contain(parent.spec, *spec)) return accept(std::move(child), *spec, parent);
    if (parent.spec.content.allowed == "text" && child.type == "hard_break") return add_inline(text_node("\n"), parent);
    const bool movable = spec && spec->group != Group::none && !holds_inline(parent.spec) && !parent.spec.content.allowed.empty();
    if (movable) return parent.misplaced.push_back(std::move(child));
    if (!spec || child.type != "text") unwrap(std::move(child), spec, parent);
  }

  // A caption outside a figure, a cell outside a row, an unknown node: its content takes its place.
  void unwrap(Node child, const NodeSpec* spec, Parent& parent) {
    if (unwrapped_ >= limits_.depth) return;
    ++unwrapped_;
    if (spec && spec->group == Group::none && holds_inline(*spec)) {
      place({.type = "paragraph", .attrs = std::move(child.attrs), .content = std::move(child.content)}, parent);
    } else {
      for (Node& inner : child.content) place(std::move(inner), parent);
    }
    --unwrapped_;
  }

  void accept(Node child, const NodeSpec& spec, Parent& parent) {
    if (spec.group == Group::inline_) return add_inline(std::move(child), parent);
    wrap_misplaced(parent);
    ++nodes_;
    if (parent.depth + 1 >= limits_.depth && !holds_inline(spec)) return accept_flat(child, parent);
    Node out = fitted(std::move(child), spec, parent.depth + 1);
    if (out.type == "figure" && text_attr(out.attrs, "asset").empty() && text_attr(out.attrs, "src").empty()) {
      for (Node& caption : out.content) place({.type = "paragraph", .attrs = caption.attrs, .content = std::move(caption.content)}, parent);
      return;
    }
    if (spec.content.required && out.content.empty()) {
      if (spec.group == Group::block || spec.type == "table_row") return;  // an empty list, quote, table or row says nothing
      out.content.push_back(block_node("paragraph", {}));
    }
    parent.content.push_back(std::move(out));
  }

  // Too deep: what the block says stays, as one paragraph.
  void accept_flat(const Node& child, Parent& parent) {
    if (!may_contain(parent.spec, *find_node_spec("paragraph"))) return;
    Body part;
    part.doc.content.push_back(child);
    std::string text = cleaned(to_plain_text(part));
    std::ranges::replace(text, '\n', ' ');
    parent.content.push_back(block_node("paragraph", {}, text.empty() ? std::vector<Node>{} : std::vector{text_node(std::move(text))}));
  }

  // Misplaced neighbours come into one new node of the kind that the parent holds.
  void wrap_misplaced(Parent& parent) {
    if (parent.misplaced.empty()) return;
    const auto kind = split(parent.spec.content.allowed, ' ').front();
    const std::string_view wrapper = kind == "block" ? "paragraph" : kind;
    Node node{.type = std::string(wrapper), .content = std::exchange(parent.misplaced, {})};
    accept(std::move(node), *find_node_spec(wrapper), parent);
  }

  void add_inline(Node child, Parent& parent) {
    if (child.type == "text") {
      child.text = cut_to_budget(cleaned(child.text));
      if (child.text.empty()) return;
      text_bytes_ += child.text.size();
    } else {
      child.text.clear();
    }
    child.attrs.clear();
    child.content.clear();
    child.marks = parent.spec.marks && child.type == "text" ? repaired_marks(std::move(child.marks)) : std::vector<Mark>{};
    ++nodes_;
    parent.content.push_back(std::move(child));
  }

  std::string cut_to_budget(std::string text) const {
    std::size_t room = limits_.text_bytes - std::min(text_bytes_, limits_.text_bytes);
    if (text.size() <= room) return text;
    while (room > 0 && (static_cast<unsigned char>(text[room]) & 0xc0) == 0x80) --room;
    text.resize(room);
    return text;
  }

  static void merge_texts(std::vector<Node>& content) {
    std::vector<Node> out;
    for (Node& node : content) {
      const bool same = !out.empty() && node.type == "text" && out.back().type == "text" && out.back().marks == node.marks;
      if (same)
        out.back().text += node.text;
      else
        out.push_back(std::move(node));
    }
    content = std::move(out);
  }

  static void merge_captions(std::vector<Node>& captions) {
    for (std::size_t i = 1; i < captions.size(); ++i) {
      std::ranges::move(captions[i].content, std::back_inserter(captions[0].content));
    }
    captions.resize(1);
    merge_texts(captions[0].content);
  }

  void give_ids(Node& node) {
    const NodeSpec& spec = *find_node_spec(node.type);
    if (find_attr_spec(spec.attrs, "id")) {
      std::string id(text_attr(node.attrs, "id"));
      while (id.empty() || !ids_.insert(id).second) id = make_id_();
      std::erase_if(node.attrs, [](const Attr& attr) { return attr.name == "id"; });
      node.attrs.insert(node.attrs.begin(), {"id", std::move(id)});
    }
    for (Node& child : node.content) give_ids(child);
  }

  const IdMaker& make_id_;
  const BodyLimits& limits_;
  std::size_t nodes_ = 0;
  std::size_t text_bytes_ = 0;
  int unwrapped_ = 0;
  std::set<std::string> ids_;
};

}  // namespace

Body normalise(Body body, const IdMaker& make_id, const BodyLimits& limits) { return Normaliser(make_id, limits).run(std::move(body)); }

}  // namespace galley::formats
