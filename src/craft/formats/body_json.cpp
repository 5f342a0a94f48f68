#include <set>

#include "craft/formats/body.h"
#include "craft/formats/body_check.h"
#include "craft/formats/body_schema.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr std::size_t kMaxIssues = 100;

class Reader {
 public:
  explicit Reader(const BodyLimits& limits) : limits_(limits) {}

  Result<Body> run(const Json& json) {
    Body body;
    if (json.text("type") != "doc")
      report("", "body.not_an_object");
    else
      body.doc = read_node(json, *find_node_spec("doc"), "", 0);
    if (!issues_.empty()) return invalid(std::move(issues_));
    return body;
  }

 private:
  void report(std::string pointer, std::string_view code) {
    if (issues_.size() < kMaxIssues) issues_.push_back({std::move(pointer), std::string(code), {}});
  }

  Node read_node(const Json& json, const NodeSpec& spec, const std::string& pointer, int depth) {
    Node node{.type = std::string(spec.type)};
    if (++nodes_ == limits_.nodes + 1) report(pointer, "body.too_many_nodes");
    if (nodes_ > limits_.nodes) return node;
    if (depth > limits_.depth && spec.group != Group::inline_) {
      report(pointer, "body.too_deep");
      return node;
    }
    read_keys(json, pointer);
    node.attrs = read_attrs(json.find("attrs"), spec.attrs, pointer + "/attrs");
    check_id(node, pointer);
    if (spec.type == "text")
      read_text(json, node, pointer);
    else if (json.find("text"))
      report(pointer + "/text", "body.not_allowed_here");
    read_content(json, node, spec, pointer, depth);
    return node;
  }

  void read_keys(const Json& json, const std::string& pointer) {
    for (const auto& [key, value] : *json.object()) {
      if (key != "type" && key != "attrs" && key != "content" && key != "text" && key != "marks") {
        report(pointer + "/" + key, "body.unknown_attr");
      }
    }
  }

  void read_content(const Json& json, Node& node, const NodeSpec& spec, const std::string& pointer, int depth) {
    const Json* content = json.find("content");
    if (content && !content->array()) return report(pointer + "/content", "body.not_an_object");
    const std::size_t count = content ? content->array()->size() : 0;
    if (count == 0 && spec.content.required) report(pointer, "body.content_missing");
    if (count > 1 && !spec.content.many) report(pointer + "/content/1", "body.not_allowed_here");
    for (std::size_t i = 0; i < count && nodes_ <= limits_.nodes; ++i) {
      read_child((*content->array())[i], node, spec, pointer + "/content/" + std::to_string(i), depth);
    }
  }

  void read_child(const Json& json, Node& parent, const NodeSpec& parent_spec, const std::string& pointer, int depth) {
    if (!json.object()) return report(pointer, "body.not_an_object");
    const NodeSpec* spec = find_node_spec(json.text("type"));
    if (!spec) return report(pointer + "/type", "body.unknown_node");
    if (!may_contain(parent_spec, *spec)) return report(pointer, "body.not_allowed_here");
    Node child = read_node(json, *spec, pointer, depth + 1);
    read_marks(json, child, parent_spec, *spec, pointer);
    auto& siblings = parent.content;
    const bool same = child.type == "text" && !siblings.empty() && siblings.back().type == "text" && siblings.back().marks == child.marks;
    if (same)
      siblings.back().text += child.text;
    else
      siblings.push_back(std::move(child));
  }

  void read_text(const Json& json, Node& node, const std::string& pointer) {
    const Json* text = json.find("text");
    if (!text || !text->string()) return report(pointer + "/text", "body.attr_type");
    node.text = *text->string();
    text_bytes_ += node.text.size();
    if (node.text.empty()) report(pointer + "/text", "body.text_empty");
    if (text_bytes_ > limits_.text_bytes) report(pointer + "/text", "body.too_long");
    if (has_control_character(node.text)) report(pointer + "/text", "body.control_character");
  }

  void read_marks(const Json& json, Node& node, const NodeSpec& parent, const NodeSpec& spec, const std::string& pointer) {
    const Json* marks = json.find("marks");
    if (!marks || (marks->array() && marks->array()->empty())) return;
    if (!marks->array()) return report(pointer + "/marks", "body.not_an_object");
    if (!parent.marks || spec.type != "text") return report(pointer + "/marks", "body.not_allowed_here");
    for (const Json& mark : *marks->array()) {
      if (!find_mark_spec(mark.text("type"))) report(pointer + "/marks", "body.unknown_mark");
    }
    for (const MarkSpec& mark_spec : mark_specs()) {  // the canonical order is the schema's
      for (std::size_t i = 0, found = 0; i < marks->array()->size(); ++i) {
        const Json& mark = (*marks->array())[i];
        if (mark.text("type") != mark_spec.type) continue;
        const std::string at = pointer + "/marks/" + std::to_string(i);
        if (found++ > 0)
          report(at, "body.not_allowed_here");
        else
          node.marks.push_back({std::string(mark_spec.type), read_attrs(mark.find("attrs"), mark_spec.attrs, at + "/attrs")});
      }
    }
  }

  std::vector<Attr> read_attrs(const Json* json, std::span<const AttrSpec> specs, const std::string& pointer) {
    std::vector<Attr> out;
    if (json && !json->is_null() && !json->object()) report(pointer, "body.not_an_object");
    if (json && json->object()) {
      for (const auto& [key, value] : *json->object()) {
        if (!find_attr_spec(specs, key)) report(pointer + "/" + key, "body.unknown_attr");
      }
    }
    for (const AttrSpec& spec : specs) {
      const Json* value = json ? json->find(spec.name) : nullptr;
      if (auto checked = read_attr(spec, value, pointer)) out.push_back({std::string(spec.name), std::move(*checked)});
    }
    return out;
  }

  // ProseMirror writes null for an attribute that is not set.
  std::optional<AttrValue> read_attr(const AttrSpec& spec, const Json* json, const std::string& pointer) {
    const std::string at = pointer + "/" + std::string(spec.name);
    if (!json || json->is_null()) {
      if (spec.fallback) return *spec.fallback;
      if (spec.required) report(at, "body.attr_missing");
      return std::nullopt;
    }
    AttrValue value;
    if (json->integer())
      value = *json->integer();
    else if (json->string())
      value = *json->string();
    else {
      report(at, "body.attr_type");
      return std::nullopt;
    }
    auto checked = check_attr(spec, std::move(value));
    if (!checked.value) report(at, checked.issue);
    return std::move(checked.value);
  }

  void check_id(const Node& node, const std::string& pointer) {
    const auto id = text_attr(node.attrs, "id");
    if (!id.empty() && !ids_.emplace(id).second) report(pointer + "/attrs/id", "body.id_duplicate");
    if (node.type == "figure" && text_attr(node.attrs, "asset").empty() && text_attr(node.attrs, "src").empty()) {
      report(pointer + "/attrs/asset", "body.attr_missing");
    }
  }

  const BodyLimits& limits_;
  std::vector<Issue> issues_;
  std::set<std::string, std::less<>> ids_;
  std::size_t nodes_ = 0;
  std::size_t text_bytes_ = 0;
};

Json attrs_json(const std::vector<Attr>& attrs) {
  Json::Object out;
  for (const Attr& attr : attrs) {
    out.emplace_back(attr.name, std::visit([](const auto& value) { return Json(value); }, attr.value));
  }
  return Json(std::move(out));
}

Json node_json(const Node& node) {
  Json::Object out{{"type", Json(node.type)}};
  if (!node.attrs.empty()) out.emplace_back("attrs", attrs_json(node.attrs));
  if (!node.content.empty()) {
    Json::Array content;
    for (const Node& child : node.content) content.push_back(node_json(child));
    out.emplace_back("content", Json(std::move(content)));
  }
  if (!node.marks.empty()) {
    Json::Array marks;
    for (const Mark& mark : node.marks) {
      Json::Object object{{"type", Json(mark.type)}};
      if (!mark.attrs.empty()) object.emplace_back("attrs", attrs_json(mark.attrs));
      marks.emplace_back(std::move(object));
    }
    out.emplace_back("marks", Json(std::move(marks)));
  }
  if (node.type == "text") out.emplace_back("text", Json(node.text));
  return Json(std::move(out));
}

}  // namespace

Result<Body> body_from_json(const Json& json, const BodyLimits& limits) { return Reader(limits).run(json); }

Json to_json(const Body& body) { return node_json(body.doc); }

}  // namespace galley::formats
