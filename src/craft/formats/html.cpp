#include "craft/formats/html.h"

#include <algorithm>
#include <cstring>

#include "craft/formats/escape.h"
#include "craft/formats/html_rules.h"
#include "craft/formats/html_tree.h"
#include "craft/text/clean.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

bool is_void(GumboTag tag) { return tag == GUMBO_TAG_BR || tag == GUMBO_TAG_HR || tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_WBR; }

bool is_small_number(std::string_view text) {
  return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_listed(std::string_view names, std::string_view name) {
  return std::ranges::any_of(split(names, ' '), [&](std::string_view listed) { return listed == name; });
}

// One pass over the tree. The public function repeats passes until nothing changes.
class Pass {
 public:
  Pass(Profile profile, const SanitizeOptions& options) : profile_(profile), rules_(profile_rules(profile)), options_(options) {}

  std::string run(const GumboVector& nodes) {
    write_all(nodes, 0);
    return std::move(out_);
  }

 private:
  void write_all(const GumboVector& nodes, int depth) {
    if (depth > options_.limits.depth) return;
    for (unsigned i = 0; i < nodes.length; ++i) write(child(nodes, i), depth);
  }

  void write(const GumboNode& node, int depth) {
    if (is_text(node)) return append_escaped(out_, text::without_controls(node.v.text.text));
    if (node.type == GUMBO_NODE_ELEMENT) write_element(node.v.element, depth);
  }

  void write_element(const GumboElement& element, int depth) {
    // An SVG <title> or <style> shares its tag number with the HTML one, but its content is parsed by other rules.
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML) return;
    const TagRule& rule = tag_rule(profile_, element.tag);
    if (rule.fate == Fate::drop) return;
    if (rule.fate == Fate::unwrap) return write_all(element.children, depth + 1);
    if (element.tag == GUMBO_TAG_IMG && !picture(attribute(element, "src"))) return;
    const char* name = gumbo_normalized_tagname(element.tag);
    out_ += join({"<", name});
    write_attributes(element, rule);
    out_ += '>';
    if (is_void(element.tag)) return;
    // The parser swallows one line break after <pre>.
    if (element.tag == GUMBO_TAG_PRE && begins_with_line_break(element)) out_ += '\n';
    write_all(element.children, depth + 1);
    out_ += join({"</", name, ">"});
  }

  void write_attributes(const GumboElement& element, const TagRule& rule) {
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto& attr = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
      if (attr.attr_namespace != GUMBO_ATTR_NAMESPACE_NONE) continue;
      const std::string_view name = attr.name;
      const bool style = rules_.styles && name == "style";
      if (!style && !is_listed(rule.attributes, name)) continue;
      if (const auto value = clean_value(name, attr.value)) append_attribute(out_, name, *value);
    }
    if (element.tag == GUMBO_TAG_A && !rules_.forced_rel.empty()) append_attribute(out_, "rel", rules_.forced_rel);
  }

  std::optional<std::string> clean_value(std::string_view name, std::string_view value) const {
    if (name == "href") return safe_url(resolve_url(options_.base_url, trim(value)), UrlUse::link);
    if (name == "src") return picture(value);
    if (name == "style") {
      auto style = style_value(value);
      return style.empty() ? std::nullopt : std::optional(std::move(style));
    }
    if (name == "dir" && value != "ltr" && value != "rtl" && value != "auto") return std::nullopt;
    const bool number = name == "width" || name == "height" || name == "colspan" || name == "rowspan" || name == "start";
    if (number && !is_small_number(value)) return std::nullopt;
    return text::without_controls(value);
  }

  std::optional<std::string> picture(std::string_view src) const {
    if (trim(src).empty()) return std::nullopt;
    auto url = safe_url(resolve_url(options_.base_url, trim(src)), rules_.pictures);
    if (url && !url->starts_with(rules_.picture_prefix)) return std::nullopt;
    return url;
  }

  static bool begins_with_line_break(const GumboElement& element) {
    if (element.children.length == 0) return false;
    const GumboNode& first = child(element.children, 0);
    return is_text(first) && first.v.text.text[0] == '\n';
  }

  Profile profile_;
  const ProfileRules& rules_;
  const SanitizeOptions& options_;
  std::string out_;
};

void append_text(std::string& out, const GumboVector& nodes, int depth) {
  if (depth > HtmlLimits{}.depth) return;
  for (unsigned i = 0; i < nodes.length; ++i) {
    const GumboNode& node = child(nodes, i);
    if (is_text(node)) out += node.v.text.text;
    if (node.type != GUMBO_NODE_ELEMENT || node.v.element.tag_namespace != GUMBO_NAMESPACE_HTML) continue;
    if (tag_rule(Profile::feed, node.v.element.tag).fate == Fate::drop) continue;
    const char* around = is_phrasing(node.v.element.tag) ? "" : " ";
    out += around;
    append_text(out, node.v.element.children, depth + 1);
    out += around;
  }
}

std::string folded(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

}  // namespace

Result<std::string> sanitize(std::string_view html, Profile profile, const SanitizeOptions& options) {
  // A pass may move text to where it parses differently (an unwrapped element, a table's foster child); three passes settle
  // everything seen so far, and what still moves after six is reduced to its text.
  constexpr int kPasses = 6;
  SanitizeOptions inner = options;
  inner.limits.bytes *= 2;
  std::string current(html);
  for (int pass = 0; pass < kPasses; ++pass) {
    const auto tree = TRY(HtmlTree::parse(current, pass == 0 ? options.limits : inner.limits));
    std::string next = Pass(profile, options).run(tree.nodes());
    if (next.size() > inner.limits.bytes) return invalid("html.too_large");
    if (next == current) return current;
    current = std::move(next);
  }
  return escaped(TRY(text_from_html(current, inner.limits)));
}

Result<std::string> text_from_html(std::string_view html, const HtmlLimits& limits) {
  if (html.find_first_of("<&") == std::string_view::npos) return folded(html);
  const auto tree = TRY(HtmlTree::parse(html, limits));
  std::string text;
  append_text(text, tree.nodes(), 0);
  return folded(text);
}

}  // namespace galley::formats
