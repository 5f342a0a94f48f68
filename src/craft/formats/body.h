#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "craft/text/block.h"
#include "platform/base/json.h"
#include "platform/base/result.h"

// The body of a document: ProseMirror JSON as a tree of values. What nodes, marks and attributes exist stands in
// body_schema.h. A body is plain data; all functions are pure and safe from every thread.
//
// Canonical form (what body_from_json, normalise and the seed of Yjs agree on): attributes in the schema's order, absent ones
// left out, integers with their default written; marks in the schema's order; adjacent texts with equal marks are one.
namespace galley::formats {

using AttrValue = std::variant<std::int64_t, std::string>;

struct Attr {
  std::string name;
  AttrValue value;
  bool operator==(const Attr&) const = default;
};

struct Mark {
  std::string type;
  std::vector<Attr> attrs;
  bool operator==(const Mark&) const = default;
};

struct Node {
  std::string type;
  std::vector<Attr> attrs;
  std::vector<Node> content;
  std::string text;         // UTF-8, only where type is "text"
  std::vector<Mark> marks;  // only where type is "text": Yjs keeps none on other nodes
  bool operator==(const Node&) const = default;
};

struct Body {
  Node doc{.type = "doc"};
  bool operator==(const Body&) const = default;
};

struct BodyLimits {
  std::size_t nodes = 50'000;
  std::size_t text_bytes = 4 << 20;  // all texts together
  int depth = 24;                    // doc = 0; two levels of JSON each, of which parse_json allows 64
};

using IdMaker = std::function<std::string()>;  // a new block id each time: letters, digits, _ and -, at most 64

// Strict: every departure from the schema is an issue with its JSON pointer (the first hundred). Codes: body.not_an_object,
// body.unknown_node, body.unknown_mark, body.unknown_attr, body.not_allowed_here, body.content_missing, body.attr_missing,
// body.attr_type, body.attr_range, body.id_duplicate, body.url_scheme, body.text_empty, body.control_character,
// body.too_deep, body.too_many_nodes, body.too_long. Missing ids are issues too: bodies come from normalise.
Result<Body> body_from_json(const Json& json, const BodyLimits& limits = {});
Json to_json(const Body& body);

// Forgiving: whatever shape came out of concurrent edits or a foreign document becomes one that body_from_json accepts.
// Unknown nodes leave their content, misplaced ones are wrapped or unwrapped, unknown attributes and marks go, missing or
// double ids are made anew (the first holder keeps its id), control characters go, empty paragraphs at the end go.
// An empty body is one empty paragraph. Bodies beyond the limits are cut at them.
Body normalise(Body body, const IdMaker& make_id, const BodyLimits& limits = {});

std::string to_plain_text(const Body& body);        // text blocks, one empty line between them
std::vector<text::Block> blocks(const Body& body);  // in reading order; text blocks, figures and rules

// A figure names its picture by asset id or by address; how an asset is shown is the channel's affair.
using PictureHtml = std::function<std::string(const Node& figure)>;
// Fully escaped HTML of the blocks; addresses that safe_url refuses are left out. Without `picture`, figures of an asset have
// no picture and figures of an address a plain <img>.
std::string to_html(const Body& body, const PictureHtml& picture = {});

// Attributes, "" and `otherwise` where absent or of the other kind.
std::string_view text_attr(const std::vector<Attr>& attrs, std::string_view name);
std::int64_t integer_attr(const std::vector<Attr>& attrs, std::string_view name, std::int64_t otherwise = 0);
void set_attr(std::vector<Attr>& attrs, std::string_view name, AttrValue value);

// Makers for code that builds bodies.
Node text_node(std::string text, std::vector<Mark> marks = {});
Node block_node(std::string type, std::string id, std::vector<Node> content = {});

}  // namespace galley::formats
