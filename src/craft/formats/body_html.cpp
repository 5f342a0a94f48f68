#include <array>

#include "craft/formats/body.h"
#include "craft/formats/escape.h"
#include "craft/formats/url.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kTags{{
    {"paragraph", "p"},
    {"blockquote", "blockquote"},
    {"bullet_list", "ul"},
    {"ordered_list", "ol"},
    {"list_item", "li"},
    {"figure", "figure"},
    {"caption", "figcaption"},
    {"table", "table"},
    {"table_row", "tr"},
    {"table_cell", "td"},
    {"table_header", "th"},
    {"strong", "strong"},
    {"em", "em"},
    {"strike", "s"},
    {"superscript", "sup"},
    {"subscript", "sub"},
    {"code", "code"},
}};

std::string_view tag_of(std::string_view type) {
  for (const auto& [name, tag] : kTags) {
    if (name == type) return tag;
  }
  return {};
}

class Writer {
 public:
  explicit Writer(const PictureHtml& picture) : picture_(picture) {}

  void write_all(const std::vector<Node>& nodes) {
    for (const Node& node : nodes) write(node);
  }
  std::string take() { return std::move(out_); }

 private:
  void write(const Node& node) {
    if (node.type == "text" || node.type == "hard_break") return write_inline(node);
    if (node.type == "horizontal_rule") return void(out_ += "<hr>");
    if (node.type == "code_block") return write_code(node);
    const std::string heading = node.type == "heading" ? "h" + std::to_string(integer_attr(node.attrs, "level", 2)) : "";
    const std::string_view tag = heading.empty() ? tag_of(node.type) : heading;
    if (tag.empty()) return write_all(node.content);
    out_ += join({"<", tag});
    write_number(node, "start", 1);
    write_number(node, "colspan", 1);
    write_number(node, "rowspan", 1);
    out_ += '>';
    if (node.type == "figure") write_picture(node);
    // A list item or cell that holds one paragraph reads better without it.
    const bool single =
        (node.type == "list_item" || tag == "td" || tag == "th") && node.content.size() == 1 && node.content[0].type == "paragraph";
    write_all(single ? node.content[0].content : node.content);
    if (node.type == "figure") write_credit(node);
    out_ += join({"</", tag, ">"});
  }

  void write_number(const Node& node, std::string_view name, std::int64_t usual) {
    const auto value = integer_attr(node.attrs, name, usual);
    if (value != usual) append_attribute(out_, name, std::to_string(value));
  }

  void write_code(const Node& node) {
    out_ += "<pre><code>";
    for (const Node& text : node.content) append_escaped(out_, text.text);
    out_ += "</code></pre>";
  }

  void write_picture(const Node& figure) {
    if (picture_) return void(out_ += picture_(figure));
    const auto src = safe_url(text_attr(figure.attrs, "src"), UrlUse::picture_or_data);
    if (!src || src->empty()) return;
    out_ += "<img";
    append_attribute(out_, "src", *src);
    append_attribute(out_, "alt", text_attr(figure.attrs, "alt"));
    out_ += '>';
  }

  void write_credit(const Node& figure) {
    const auto credit = text_attr(figure.attrs, "credit");
    if (credit.empty()) return;
    out_ += "<small>";
    append_escaped(out_, credit);
    out_ += "</small>";
  }

  void write_inline(const Node& node) {
    std::vector<std::string_view> open;
    for (const Mark& mark : node.marks) {
      if (open_mark(mark)) open.push_back(mark.type == "link" ? "a" : tag_of(mark.type));
    }
    if (node.type == "hard_break")
      out_ += "<br>";
    else
      append_escaped(out_, node.text);
    for (auto tag = open.rbegin(); tag != open.rend(); ++tag) out_ += join({"</", *tag, ">"});
  }

  bool open_mark(const Mark& mark) {
    if (mark.type != "link") {
      if (tag_of(mark.type).empty()) return false;
      out_ += join({"<", tag_of(mark.type), ">"});
      return true;
    }
    const auto href = safe_url(text_attr(mark.attrs, "href"), UrlUse::link);
    if (!href || href->empty()) return false;
    out_ += "<a";
    append_attribute(out_, "href", *href);
    if (const auto title = text_attr(mark.attrs, "title"); !title.empty()) append_attribute(out_, "title", title);
    out_ += '>';
    return true;
  }

  const PictureHtml& picture_;
  std::string out_;
};

}  // namespace

std::string to_html(const Body& body, const PictureHtml& picture) {
  Writer writer(picture);
  writer.write_all(body.doc.content);
  return writer.take();
}

}  // namespace galley::formats
