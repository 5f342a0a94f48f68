#include "craft/formats/body.h"

#include <algorithm>

#include "craft/formats/body_schema.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

const Attr* find_attr(const std::vector<Attr>& attrs, std::string_view name) {
  const auto found = std::ranges::find(attrs, name, &Attr::name);
  return found == attrs.end() ? nullptr : &*found;
}

std::string value_text(const AttrValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::get<std::string>(value);
}

// `level=2;strong@3+5;` : attributes without the id, then each mark with start and length in bytes.
std::string form_of(const Node& block) {
  std::string out;
  for (const Attr& attr : block.attrs) {
    if (attr.name != "id") out += join({attr.name, "=", value_text(attr.value), ";"});
  }
  std::size_t at = 0;
  for (const Node& inline_node : block.content) {  // a figure's caption carries no marks itself and adds nothing here
    const std::size_t size = inline_node.type == "text" ? inline_node.text.size() : 1;
    for (const Mark& mark : inline_node.marks) {
      out += mark.type;
      for (const Attr& attr : mark.attrs) out += join({"(", attr.name, "=", value_text(attr.value), ")"});
      out += join({"@", std::to_string(at), "+", std::to_string(size), ";"});
    }
    at += size;
  }
  return out;
}

std::string inline_text(const Node& block) {
  std::string out;
  for (const Node& node : block.content) {
    if (node.type == "text") out += node.text;
    if (node.type == "hard_break") out += '\n';
  }
  return out;
}

void collect(const Node& node, std::vector<text::Block>& out) {
  const NodeSpec* spec = find_node_spec(node.type);
  if (!spec) return;
  const bool text_block = holds_inline(*spec);
  if (text_block || node.type == "figure" || node.type == "horizontal_rule") {
    out.push_back({.id = std::string(text_attr(node.attrs, "id")),
                   .type = node.type,
                   .text = text_block ? inline_text(node) : std::string(),
                   .form = form_of(node)});
  }
  if (!text_block) {
    for (const Node& inner : node.content) collect(inner, out);
  }
}

}  // namespace

std::string to_plain_text(const Body& body) {
  std::string out;
  for (const text::Block& block : blocks(body)) {
    if (block.text.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += block.text;
  }
  return out;
}

std::vector<text::Block> blocks(const Body& body) {
  std::vector<text::Block> out;
  collect(body.doc, out);
  return out;
}

std::string_view text_attr(const std::vector<Attr>& attrs, std::string_view name) {
  const Attr* attr = find_attr(attrs, name);
  const auto* text = attr ? std::get_if<std::string>(&attr->value) : nullptr;
  return text ? std::string_view(*text) : std::string_view{};
}

std::int64_t integer_attr(const std::vector<Attr>& attrs, std::string_view name, std::int64_t otherwise) {
  const Attr* attr = find_attr(attrs, name);
  const auto* number = attr ? std::get_if<std::int64_t>(&attr->value) : nullptr;
  return number ? *number : otherwise;
}

void set_attr(std::vector<Attr>& attrs, std::string_view name, AttrValue value) {
  const auto found = std::ranges::find(attrs, name, &Attr::name);
  if (found == attrs.end())
    attrs.push_back({std::string(name), std::move(value)});
  else
    found->value = std::move(value);
}

Node text_node(std::string text, std::vector<Mark> marks) { return {.type = "text", .text = std::move(text), .marks = std::move(marks)}; }

Node block_node(std::string type, std::string id, std::vector<Node> content) {
  Node node{.type = std::move(type), .content = std::move(content)};
  if (!id.empty()) set_attr(node.attrs, "id", std::move(id));
  return node;
}

}  // namespace galley::formats
