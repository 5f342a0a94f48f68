#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "platform/base/result.h"

// Logic-less templates for pages that readers see: a subset of Mustache (mustache.5, 2020) that can't print raw markup by accident.
//
//   {{name}} {{a.b}} {{.}}     a value, escaped for the place where it stands
//   {{#name}} .. {{/name}}     once for an object, a non-empty string or true; once per element of a list
//   {{^name}} .. {{/name}}     where name is absent, false, "" or []
//   {{>name}}  {{! comment}}   a partial by constant name; nothing
//
// A name is looked up in the innermost object first, then outwards; of a dotted name only the first part is. A tag alone on its
// line takes the line with it (a partial's lines are not indented). Left out: lambdas, delimiters, dynamic names, inheritance, {{{x}}} and
// {{&x}}.
//
// Only a value of type SafeHtml prints raw, and only between tags. The compiler follows the HTML around the tags and refuses
// values where escaping doesn't help: in unquoted attributes, attribute names, tag names, style and on* attributes, <script>,
// <style> and comments. An attribute that holds an address (href, src, action ...) takes a Url, or text inside an address whose
// beginning is written out, percent-encoded. A section must leave the HTML where it took it up; so must a template.
namespace galley::formats {

struct SafeHtml {
  std::string html;  // made by a renderer or the sanitiser, never by a person
};

class Url {
 public:
  Url() = default;
  explicit Url(std::string_view address);  // "" unless http, https, mailto, tel or relative (url.h)
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// What a template can show. A plain value.
class View {
 public:
  using List = std::vector<View>;
  using Object = std::vector<std::pair<std::string, View>>;

  View() = default;  // absent
  View(bool value) : value_(value) {}
  template <std::integral T>
  View(T number) : value_(std::to_string(number)) {}
  View(const char* text) : value_(std::string(text)) {}
  View(std::string_view text) : value_(std::string(text)) {}
  View(std::string text) : value_(std::move(text)) {}
  View(SafeHtml html) : value_(std::move(html)) {}
  View(Url url) : value_(std::move(url)) {}
  View(List list) : value_(std::move(list)) {}
  View(Object object) : value_(std::move(object)) {}

  bool truthy() const;
  const View* find(std::string_view key) const;  // null where absent or not an object
  void set(std::string_view key, View value);    // replaces or appends; makes an object of nothing
  const List* list() const { return std::get_if<List>(&value_); }
  const std::string* text() const { return std::get_if<std::string>(&value_); }
  const SafeHtml* html() const { return std::get_if<SafeHtml>(&value_); }
  const Url* url() const { return std::get_if<Url>(&value_); }

 private:
  std::variant<std::monostate, bool, std::string, SafeHtml, Url, List, Object> value_;
};

enum class Missing : std::uint8_t {
  empty,  // in production: a name that is nowhere, or a value in the wrong place, prints nothing
  error,  // in previews: template.missing, template.not_a_url
};

// The templates of one theme, compiled; immutable, safe from every thread, cheap to copy.
class Templates {
 public:
  static constexpr std::size_t kMaxSource = 256 << 10;  // bytes of one template
  static constexpr std::size_t kMaxOutput = 2 << 20;
  static constexpr int kMaxDepth = 16;  // of partials inside partials; sections: 64

  // Name (as partials use it) to source. All faults of all templates at once, pointer "/name/line": template.too_large,
  // template.tag_unclosed, template.tag_unknown, template.raw_form, template.section_unclosed, template.section_unopened,
  // template.too_deep, template.partial_unknown, template.place, template.section_breaks_markup, template.breaks_markup.
  static Result<Templates> compile(const std::map<std::string, std::string, std::less<>>& sources);

  // Errors: template.unknown, template.too_deep, template.too_long, and with Missing::error those above.
  Result<std::string> render(std::string_view name, const View& view, Missing missing = Missing::empty) const;

 private:
  struct Compiled;
  explicit Templates(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
  friend class TemplateCompiler;
  friend class TemplateRenderer;
};

}  // namespace galley::formats
