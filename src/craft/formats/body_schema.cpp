#include "craft/formats/body_schema.h"

#include <algorithm>
#include <string>

#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr AttrSpec kId{"id", AttrKind::id, true};

constexpr AttrSpec kIdOnly[] = {kId};
constexpr AttrSpec kHeading[] = {kId, {"level", AttrKind::integer, true, 2, 4, 2}};
constexpr AttrSpec kOrderedList[] = {kId, {"start", AttrKind::integer, false, 0, 999'999, 1}};
constexpr AttrSpec kFigure[] = {
    kId,
    {"asset", AttrKind::id},
    {"src", AttrKind::picture, false, 0, 2'000},
    {"alt", AttrKind::text, false, 0, 2'000},
    {"credit", AttrKind::text, false, 0, 500},
};
constexpr AttrSpec kCell[] = {
    kId,
    {"colspan", AttrKind::integer, false, 1, 100, 1},
    {"rowspan", AttrKind::integer, false, 1, 1'000, 1},
};
constexpr AttrSpec kCodeBlock[] = {kId, {"language", AttrKind::text, false, 0, 40}};
constexpr AttrSpec kLink[] = {{"href", AttrKind::link, true, 0, 2'000}, {"title", AttrKind::text, false, 0, 500}};

constexpr NodeSpec kNodes[] = {
    // type            group           allowed content                    attributes    marks
    {"doc", Group::none, {"block", true}, {}, false},
    {"paragraph", Group::block, {"inline"}, kIdOnly, true},
    {"heading", Group::block, {"inline"}, kHeading, true},
    {"blockquote", Group::block, {"block", true}, kIdOnly, false},
    {"bullet_list", Group::block, {"list_item", true}, kIdOnly, false},
    {"ordered_list", Group::block, {"list_item", true}, kOrderedList, false},
    {"list_item", Group::none, {"block", true}, kIdOnly, false},
    {"figure", Group::block, {"caption", false, false}, kFigure, false},
    {"caption", Group::none, {"inline"}, kIdOnly, true},
    {"table", Group::block, {"table_row", true}, kIdOnly, false},
    {"table_row", Group::none, {"table_cell table_header", true}, kIdOnly, false},
    {"table_cell", Group::none, {"block", true}, kCell, false},
    {"table_header", Group::none, {"block", true}, kCell, false},
    {"horizontal_rule", Group::block, {""}, kIdOnly, false},
    {"code_block", Group::block, {"text"}, kCodeBlock, false},
    {"text", Group::inline_, {""}, {}, false},
    {"hard_break", Group::inline_, {""}, {}, false},
};

constexpr MarkSpec kMarks[] = {
    {"link", kLink}, {"strong", {}}, {"em", {}}, {"strike", {}}, {"superscript", {}}, {"subscript", {}}, {"code", {}},
};

constexpr std::string_view group_name(Group group) {
  switch (group) {
    case Group::block: return "block";
    case Group::inline_: return "inline";
    case Group::none: break;
  }
  return "";
}

constexpr std::string_view kind_name(AttrKind kind) {
  constexpr std::string_view names[] = {"id", "text", "integer", "link", "picture"};
  return names[static_cast<std::size_t>(kind)];
}

// "block+", "inline*", "caption?", "(table_cell | table_header)+", ""
std::string expression(const ContentSpec& content) {
  if (content.allowed.empty()) return {};
  std::string out;
  for (const auto name : split(content.allowed, ' ')) out += (out.empty() ? "" : " | ") + std::string(name);
  if (out.contains(' ')) out = "(" + out + ")";
  return out + (!content.many ? "?" : content.required ? "+" : "*");
}

Json attrs_json(std::span<const AttrSpec> attrs) {
  Json::Array out;
  for (const AttrSpec& attr : attrs) {
    Json::Object object{{"name", Json(attr.name)}, {"kind", Json(kind_name(attr.kind))}, {"required", Json(attr.required)}};
    if (attr.kind == AttrKind::integer) object.emplace_back("min", Json(attr.min));
    if (attr.max > 0) object.emplace_back("max", Json(attr.max));
    if (attr.fallback) object.emplace_back("default", Json(*attr.fallback));
    out.emplace_back(std::move(object));
  }
  return Json(std::move(out));
}

template <class Specs>
auto* find_by_type(Specs& specs, std::string_view type) {
  const auto found = std::ranges::find(specs, type, [](const auto& spec) { return spec.type; });
  return found == std::end(specs) ? nullptr : &*found;
}

}  // namespace

std::span<const NodeSpec> node_specs() { return kNodes; }
std::span<const MarkSpec> mark_specs() { return kMarks; }
const NodeSpec* find_node_spec(std::string_view type) { return find_by_type(kNodes, type); }
const MarkSpec* find_mark_spec(std::string_view type) { return find_by_type(kMarks, type); }

const AttrSpec* find_attr_spec(std::span<const AttrSpec> attrs, std::string_view name) {
  const auto found = std::ranges::find(attrs, name, &AttrSpec::name);
  return found == attrs.end() ? nullptr : &*found;
}

bool may_contain(const NodeSpec& parent, const NodeSpec& child) {
  return std::ranges::any_of(split(parent.content.allowed, ' '), [&](std::string_view name) {
    return !name.empty() && (name == child.type || name == group_name(child.group));
  });
}

bool holds_inline(const NodeSpec& spec) { return spec.content.allowed == "inline" || spec.content.allowed == "text"; }

Json schema_json() {
  Json::Array nodes;
  for (const NodeSpec& spec : kNodes) {
    nodes.emplace_back(Json::Object{{"type", Json(spec.type)},
                                    {"group", Json(group_name(spec.group))},
                                    {"content", Json(expression(spec.content))},
                                    {"marks", Json(spec.marks ? "_" : "")},
                                    {"attrs", attrs_json(spec.attrs)}});
  }
  Json::Array marks;
  for (const MarkSpec& spec : kMarks) marks.emplace_back(Json::Object{{"type", Json(spec.type)}, {"attrs", attrs_json(spec.attrs)}});
  return Json(Json::Object{{"nodes", Json(std::move(nodes))}, {"marks", Json(std::move(marks))}});
}

}  // namespace galley::formats
