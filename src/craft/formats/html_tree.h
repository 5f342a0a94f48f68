#pragma once

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string_view>

#include "craft/formats/html.h"

// libgumbo's tree in an arena of bounded size. Internal to craft/formats: no room may include this.
namespace galley::formats {

class HtmlTree {
 public:
  static Result<HtmlTree> parse(std::string_view html, const HtmlLimits& limits);
  HtmlTree(HtmlTree&&) noexcept;
  ~HtmlTree();

  const GumboVector& nodes() const;  // of the fragment, in order; they live as long as the tree, and so must `html`

 private:
  struct Arena;
  HtmlTree(std::unique_ptr<Arena> arena, GumboOutput* output);
  static GumboOutput* parse_in(Arena& arena, std::string_view html);

  std::unique_ptr<Arena> arena_;
  GumboOutput* output_;
};

inline const GumboNode& child(const GumboVector& nodes, unsigned i) { return *static_cast<const GumboNode*>(nodes.data[i]); }
inline bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}
std::string_view attribute(const GumboElement& element, const char* name);  // empty where there is none

}  // namespace galley::formats
