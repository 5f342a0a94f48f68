#include <algorithm>
#include <array>

#include "craft/formats/template_ops.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr std::array<std::string_view, 10> kAddresses{"href", "src",  "action",     "formaction", "poster",
                                                      "cite", "data", "background", "ping",       "manifest"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

}  // namespace

void MarkupPlace::read(std::string_view text) {
  for (const char c : text) state_ = step(c);
}

bool MarkupPlace::holds_address() const {
  return std::ranges::find(kAddresses, attribute_) != kAddresses.end() || attribute_.ends_with(":href");
}

// A value may stand between tags and in quoted attributes; which one decides the escaping.
const char* MarkupPlace::accept_value(Place& out) {
  if (state_ == State::text) {
    out = Place::text;
    return nullptr;
  }
  if (state_ != State::double_quoted && state_ != State::single_quoted) return "template.place";
  if (attribute_.starts_with("on") || attribute_ == "style" || attribute_ == "srcdoc") return "template.place";
  out = !holds_address() ? Place::attribute : value_begun_ ? Place::address_part : Place::address;
  value_begun_ = holds_address();
  return nullptr;
}

void MarkupPlace::open_section() {
  if (state_ == State::tag_name) state_ = State::boundary;
}

bool MarkupPlace::close_section(const MarkupPlace& at_open) {
  const auto between_attributes = [](State state) { return state == State::in_tag || state == State::boundary; };
  const bool same_tag = between_attributes(state_) && between_attributes(at_open.state_) && tag_ == at_open.tag_;
  if (same_tag) state_ = State::boundary;
  return same_tag || (state_ == at_open.state_ && tag_ == at_open.tag_ && attribute_ == at_open.attribute_ &&
                      raw_end_ == at_open.raw_end_ && value_begun_ == at_open.value_begun_);
}

MarkupPlace::State MarkupPlace::step(char c) {
  switch (state_) {
    case State::text:
    case State::less_than:
    case State::bang:
    case State::bang_dash:
    case State::raw_text: return step_outside(c);
    case State::comment:
    case State::comment_dash:
    case State::comment_dash_dash: return step_comment(c);
    case State::double_quoted:
    case State::single_quoted:
    case State::unquoted: return step_value(c);
    default: return step_in_tag(c);
  }
}

MarkupPlace::State MarkupPlace::step_outside(char c) {
  if (state_ == State::raw_text) {
    raw_end_ += lower(c);
    const std::string end = "</" + tag_;
    if (raw_end_ == end) {
      tag_ = "/" + tag_;
      raw_end_.clear();
      return State::tag_name;
    }
    if (!end.starts_with(raw_end_)) raw_end_ = c == '<' ? "<" : "";
    return State::raw_text;
  }
  if (state_ == State::less_than && (is_letter(c) || c == '/')) {
    tag_ = lower(c);
    return State::tag_name;
  }
  if (state_ == State::less_than && c == '!') return State::bang;
  if (state_ == State::bang && c == '-') return State::bang_dash;
  if (state_ == State::bang_dash && c == '-') return State::comment;
  if (state_ == State::bang && is_letter(c)) return State::in_tag;  // <!doctype
  return c == '<' ? State::less_than : State::text;
}

MarkupPlace::State MarkupPlace::step_comment(char c) {
  if (c == '-') return state_ == State::comment ? State::comment_dash : State::comment_dash_dash;
  return c == '>' && state_ == State::comment_dash_dash ? State::text : State::comment;
}

MarkupPlace::State MarkupPlace::after_tag() {
  attribute_.clear();
  if (tag_ == "script" || tag_ == "style") return State::raw_text;
  tag_.clear();
  return State::text;
}

MarkupPlace::State MarkupPlace::step_in_tag(char c) {
  if (c == '>') return after_tag();
  const bool between = is_blank(c) || c == '/';
  switch (state_) {
    case State::tag_name:
      if (between) return State::in_tag;
      tag_ += lower(c);
      return State::tag_name;
    case State::in_tag:
    case State::boundary:
      if (between) return State::in_tag;
      broken_ = broken_ || state_ == State::boundary;
      attribute_ = lower(c);
      return State::attribute_name;
    case State::attribute_name:
      value_begun_ = false;
      if (c == '=') return State::before_value;
      if (!between) attribute_ += lower(c);
      return between ? State::in_tag : State::attribute_name;
    default:  // before_value
      if (c == '"') return State::double_quoted;
      if (c == '\'') return State::single_quoted;
      return is_blank(c) ? State::before_value : State::unquoted;
  }
}

MarkupPlace::State MarkupPlace::step_value(char c) {
  const bool ends = (state_ == State::double_quoted && c == '"') || (state_ == State::single_quoted && c == '\'') ||
                    (state_ == State::unquoted && is_blank(c));
  if (state_ == State::unquoted && c == '>') return after_tag();
  if (ends) {
    attribute_.clear();
    value_begun_ = false;
    return state_ == State::unquoted ? State::in_tag : State::boundary;
  }
  if (!is_blank(c) && holds_address()) value_begun_ = true;
  return state_;
}

}  // namespace galley::formats
