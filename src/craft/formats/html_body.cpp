#include <algorithm>
#include <charconv>

#include "craft/formats/html.h"
#include "craft/formats/html_rules.h"
#include "craft/formats/html_tree.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::int64_t number(std::string_view text, std::int64_t otherwise) {
  std::int64_t out = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::string_view mark_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_B: return "strong";
    case GUMBO_TAG_EM:
    case GUMBO_TAG_I:
    case GUMBO_TAG_CITE: return "em";
    case GUMBO_TAG_CODE: return "code";
    case GUMBO_TAG_S:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_STRIKE: return "strike";
    case GUMBO_TAG_SUP: return "superscript";
    case GUMBO_TAG_SUB: return "subscript";
    default: return {};
  }
}

std::int64_t heading_level(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2: return 2;
    case GUMBO_TAG_H3: return 3;
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6: return 4;
    default: return 0;
  }
}

std::string_view container_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_UL: return "bullet_list";
    case GUMBO_TAG_OL: return "ordered_list";
    case GUMBO_TAG_LI: return "list_item";
    case GUMBO_TAG_BLOCKQUOTE: return "blockquote";
    case GUMBO_TAG_TABLE: return "table";
    case GUMBO_TAG_TR: return "table_row";
    case GUMBO_TAG_TD: return "table_cell";
    case GUMBO_TAG_TH: return "table_header";
    default: return {};
  }
}

// Walks clean HTML and builds blocks: inline content gathers in a line that every block boundary ends.
class Builder {
 public:
  std::vector<Node> build(const GumboVector& nodes) {
    walk_all(nodes, 0);
    end_line();
    return std::move(out_);
  }

 private:
  void walk_all(const GumboVector& nodes, int depth) {
    if (depth > HtmlLimits{}.depth) return;
    for (unsigned i = 0; i < nodes.length; ++i) {
      const GumboNode& node = child(nodes, i);
      if (is_text(node))
        add_text(node.v.text.text);
      else if (node.type == GUMBO_NODE_ELEMENT)
        walk(node.v.element, depth);
    }
  }

  void walk(const GumboElement& element, int depth) {
    const GumboTag tag = element.tag;
    if (tag == GUMBO_TAG_BR) return add_break();
    if (tag == GUMBO_TAG_IMG) return add_picture(element);
    if (tag == GUMBO_TAG_PRE) return add_code(element);
    if (tag == GUMBO_TAG_HR) return add_block({.type = "horizontal_rule"});
    if (tag == GUMBO_TAG_FIGCAPTION && caption_of_last_figure(element, depth)) return;
    if (is_phrasing(tag)) return walk_phrasing(element, depth);
    end_line();
    if (const auto container = container_of(tag); !container.empty()) return add_container(element, container, depth);
    const std::string outer = std::exchange(line_type_, heading_level(tag) ? "heading" : line_type_);
    const std::int64_t outer_level = std::exchange(level_, heading_level(tag) ? heading_level(tag) : level_);
    walk_all(element.children, depth + 1);
    end_line();
    line_type_ = outer;
    level_ = outer_level;
  }

  void walk_phrasing(const GumboElement& element, int depth) {
    const auto before = marks_;
    if (const auto mark = mark_of(element.tag); !mark.empty()) marks_.push_back({std::string(mark), {}});
    const auto href = attribute(element, "href");
    if (element.tag == GUMBO_TAG_A && !href.empty() && !href.starts_with('#')) {
      marks_.push_back({"link", {{"href", std::string(href)}}});
    }
    walk_all(element.children, depth + 1);
    marks_ = before;
  }

  void add_container(const GumboElement& element, std::string_view type, int depth) {
    Builder inside;
    if (depth < HtmlLimits{}.depth) inside.walk_all(element.children, depth + 1);
    inside.end_line();
    Node node{.type = std::string(type), .content = std::move(inside.out_)};
    if (type == "ordered_list") set_attr(node.attrs, "start", number(attribute(element, "start"), 1));
    if (type.starts_with("table_")) {
      set_attr(node.attrs, "colspan", number(attribute(element, "colspan"), 1));
      set_attr(node.attrs, "rowspan", number(attribute(element, "rowspan"), 1));
    }
    add_block(std::move(node));
  }

  void add_picture(const GumboElement& element) {
    const auto src = attribute(element, "src");
    const bool counts_visits = number(attribute(element, "width"), 100) <= 1 || number(attribute(element, "height"), 100) <= 1;
    if (src.empty() || counts_visits) return;
    Node figure{.type = "figure"};
    set_attr(figure.attrs, "src", std::string(src));
    if (const auto alt = trim(attribute(element, "alt")); !alt.empty()) set_attr(figure.attrs, "alt", std::string(alt));
    add_block(std::move(figure));
  }

  bool caption_of_last_figure(const GumboElement& element, int depth) {
    end_line();
    if (out_.empty() || out_.back().type != "figure" || !out_.back().content.empty()) return false;
    Builder inside;
    inside.line_type_ = "caption";
    if (depth < HtmlLimits{}.depth) inside.walk_all(element.children, depth + 1);
    inside.end_line();
    std::erase_if(inside.out_, [](const Node& node) { return node.type != "caption"; });
    if (!inside.out_.empty()) out_.back().content = std::move(inside.out_);
    return true;
  }

  void add_code(const GumboElement& element) {
    std::string text;
    append_raw(element.children, text, 0);
    if (text.ends_with('\n')) text.pop_back();
    add_block({.type = "code_block", .content = {text_node(std::move(text))}});
  }

  static void append_raw(const GumboVector& nodes, std::string& out, int depth) {
    if (depth > HtmlLimits{}.depth) return;
    for (unsigned i = 0; i < nodes.length; ++i) {
      const GumboNode& node = child(nodes, i);
      if (is_text(node))
        out += node.v.text.text;
      else if (node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == GUMBO_TAG_BR)
        out += '\n';
      else if (node.type == GUMBO_NODE_ELEMENT)
        append_raw(node.v.element.children, out, depth + 1);
    }
  }

  void add_block(Node node) {
    end_line();
    out_.push_back(std::move(node));
  }

  // White space folds as in a browser: one blank between words, none at the beginning of a line.
  void add_text(std::string_view text) {
    std::string folded;
    for (const char c : text) {
      if (!is_blank(c)) {
        folded += c;
        after_blank_ = false;
      } else if (!after_blank_) {
        folded += ' ';
        after_blank_ = true;
      }
    }
    if (!folded.empty()) line_.push_back(text_node(std::move(folded), marks_));
  }

  // One break is a break; a second one ends the paragraph, which is how many sources write paragraphs.
  void add_break() {
    trim_end();
    if (!line_.empty() && line_.back().type == "hard_break") return end_line();
    if (!line_.empty()) line_.push_back({.type = "hard_break"});
    after_blank_ = true;
  }

  void trim_end() {
    while (!line_.empty() && line_.back().type == "text") {
      auto& text = line_.back().text;
      while (text.ends_with(' ')) text.pop_back();
      if (!text.empty()) return;
      line_.pop_back();
    }
  }

  void end_line() {
    trim_end();
    while (!line_.empty() && line_.back().type == "hard_break") {
      line_.pop_back();
      trim_end();
    }
    after_blank_ = true;
    if (line_.empty()) return;
    Node node{.type = line_type_, .content = std::move(line_)};
    if (line_type_ == "heading") set_attr(node.attrs, "level", level_);
    out_.push_back(std::move(node));
    line_.clear();
  }

  std::vector<Node> out_;
  std::vector<Node> line_;
  std::vector<Mark> marks_;
  std::string line_type_ = "paragraph";
  std::int64_t level_ = 2;
  bool after_blank_ = true;
};

}  // namespace

Result<Body> body_from_html(std::string_view html, const IdMaker& make_id, const SanitizeOptions& options) {
  const std::string clean = TRY(sanitize(html, Profile::feed, options));
  HtmlLimits inner = options.limits;
  inner.bytes *= 2;
  const auto tree = TRY(HtmlTree::parse(clean, inner));
  Body body;
  body.doc.content = Builder().build(tree.nodes());
  return normalise(std::move(body), make_id);
}

}  // namespace galley::formats
