#pragma once

#include <string>
#include <vector>

#include "craft/formats/template.h"

// What a template becomes. Internal to craft/formats.
namespace galley::formats {

// How a value must be written where it stands.
enum class Place : std::uint8_t { text, attribute, address, address_part };

struct TemplateOp {
  enum class Kind : std::uint8_t { text, value, section, inverted, partial };
  Kind kind;
  Place place = Place::text;
  std::string text;               // literal text, or the name as written
  std::vector<std::string> path;  // of a value or section; empty = {{.}}
  std::size_t end = 0;            // of a section: the op after its last one
  std::size_t partial = 0;        // index of the template
};

struct TemplateCode {
  std::string name;
  std::vector<TemplateOp> ops;
};

struct Templates::Compiled {
  std::vector<TemplateCode> codes;
};

// Where in an HTML document a template's text has arrived. Only as much of HTML as decides how a value must be written.
class MarkupPlace {
 public:
  void read(std::string_view text);                // literal text
  const char* accept_value(Place& out);            // null, or the fault; afterwards a value stands here
  void open_section();                             // its text may be there or not, so what stands before ends here
  bool close_section(const MarkupPlace& at_open);  // false where the section changed the place
  bool is_between_tags() const { return state_ == State::text; }
  bool is_broken() const { return broken_; }  // text was glued to a tag name or an attribute's closing quote

 private:
  enum class State : std::uint8_t {
    text,
    less_than,
    bang,
    bang_dash,
    comment,
    comment_dash,
    comment_dash_dash,
    raw_text,  // raw_text: inside script and style
    tag_name,
    in_tag,
    boundary,
    attribute_name,
    before_value,
    double_quoted,
    single_quoted,
    unquoted,
  };  // boundary: after a closing quote or a section inside a tag, where only a blank or the tag's end may follow
  State step(char c);
  State step_outside(char c);
  State step_comment(char c);
  State step_in_tag(char c);
  State step_value(char c);
  State after_tag();
  bool holds_address() const;

  State state_ = State::text;
  std::string tag_;  // of the tag being read, "/p" for an end tag; of the element that raw_text is inside
  std::string attribute_;
  std::string raw_end_;  // how much of "</script" was seen
  bool broken_ = false;
  bool value_begun_ = false;  // of an address: its first character decides the scheme
};

}  // namespace galley::formats
