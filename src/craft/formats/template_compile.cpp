#include <algorithm>

#include "craft/formats/template_ops.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr std::size_t kMaxSections = 64;
constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

bool is_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

std::vector<std::string> path_of(std::string_view name) {
  std::vector<std::string> out;
  if (name == ".") return out;
  for (const auto part : split(name, '.')) out.emplace_back(part);
  return out;
}

}  // namespace

// One template's way from text to ops. Faults are collected; compiling goes on behind them.
class TemplateCompiler {
 public:
  TemplateCompiler(std::string_view name, std::string_view source, const std::vector<std::string_view>& names, std::vector<Issue>& issues)
      : name_(name), source_(source), names_(names), issues_(issues) {}

  TemplateCode run() {
    out_.name = name_;
    if (source_.size() > Templates::kMaxSource)
      report("template.too_large");
    else
      read();
    if (!sections_.empty()) report("template.section_unclosed");
    if (!place_.is_between_tags()) report("template.breaks_markup");
    return std::move(out_);
  }

 private:
  struct OpenSection {
    std::size_t op;
    MarkupPlace place;
  };

  void report(std::string_view code) { issues_.push_back({join({"/", name_, "/", std::to_string(line())}), std::string(code), {}}); }
  std::size_t line() const { return 1 + static_cast<std::size_t>(std::ranges::count(source_.substr(0, at_), '\n')); }

  void read() {
    while (at_ < source_.size()) {
      const auto open = std::min(source_.find(kOpen, at_), source_.size());
      const auto close = open == source_.size() ? open : source_.find(kClose, open + kOpen.size());
      if (close == std::string_view::npos) {
        at_ = open;
        return report("template.tag_unclosed");
      }
      if (open == source_.size()) return add_text(source_.substr(at_));
      std::string_view tag = source_.substr(open + kOpen.size(), close - open - kOpen.size());
      std::string_view text = source_.substr(at_, open - at_);
      at_ = close + kClose.size();
      if (takes_line(tag)) take_line(text);
      add_text(text);
      add_tag(tag);
    }
  }

  static bool takes_line(std::string_view tag) { return !tag.empty() && std::string_view("#^/>!").contains(tag.front()); }

  // A tag with nothing but blanks around it leaves no empty line behind.
  void take_line(std::string_view& text) {
    const auto before = text.find_last_not_of(" \t");
    const bool begins_line =
        before == std::string_view::npos ? text.data() == source_.data() || text.data()[-1] == '\n' : text[before] == '\n';
    const auto after = source_.find_first_not_of(" \t", at_);
    const bool ends_line = after == std::string_view::npos || source_[after] == '\n' || source_.substr(after).starts_with("\r\n");
    if (!begins_line || !ends_line) return;
    text = text.substr(0, before == std::string_view::npos ? 0 : before + 1);
    at_ = after == std::string_view::npos ? source_.size() : source_.find('\n', after) + 1;
  }

  void add_text(std::string_view text) {
    if (text.empty()) return;
    const bool was_broken = place_.is_broken();
    place_.read(text);
    if (place_.is_broken() && !was_broken) report("template.place");
    if (!out_.ops.empty() && out_.ops.back().kind == TemplateOp::Kind::text)
      out_.ops.back().text += text;
    else
      out_.ops.push_back({.kind = TemplateOp::Kind::text, .text = std::string(text)});
  }

  void add_tag(std::string_view tag) {
    if (tag.empty()) return report("template.tag_unknown");
    const char sign = tag.front();
    const std::string_view name = trim(std::string_view("#^/>!&{=").contains(sign) ? tag.substr(1) : tag);
    if (sign == '!') return;
    if (sign == '&' || sign == '{') return report("template.raw_form");
    if (!is_name(name)) return report("template.tag_unknown");
    switch (sign) {
      case '#': return open_section(TemplateOp::Kind::section, name);
      case '^': return open_section(TemplateOp::Kind::inverted, name);
      case '/': return close_section(name);
      case '>': return add_partial(name);
      default: return add_value(name);
    }
  }

  void add_value(std::string_view name) {
    TemplateOp op{.kind = TemplateOp::Kind::value, .text = std::string(name), .path = path_of(name)};
    if (const char* fault = place_.accept_value(op.place)) return report(fault);
    out_.ops.push_back(std::move(op));
  }

  void open_section(TemplateOp::Kind kind, std::string_view name) {
    if (sections_.size() >= kMaxSections) return report("template.too_deep");
    place_.open_section();
    sections_.push_back({out_.ops.size(), place_});
    out_.ops.push_back({.kind = kind, .text = std::string(name), .path = path_of(name)});
  }

  void close_section(std::string_view name) {
    if (sections_.empty() || out_.ops[sections_.back().op].text != name) return report("template.section_unopened");
    if (!place_.close_section(sections_.back().place)) report("template.section_breaks_markup");
    out_.ops[sections_.back().op].end = out_.ops.size();
    sections_.pop_back();
    // Text after the section must not be glued to text inside it.
    out_.ops.push_back({.kind = TemplateOp::Kind::text});
  }

  void add_partial(std::string_view name) {
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end()) return report("template.partial_unknown");
    if (!place_.is_between_tags()) return report("template.place");
    out_.ops.push_back(
        {.kind = TemplateOp::Kind::partial, .text = std::string(name), .partial = static_cast<std::size_t>(found - names_.begin())});
  }

  std::string_view name_;
  std::string_view source_;
  const std::vector<std::string_view>& names_;
  std::vector<Issue>& issues_;
  std::size_t at_ = 0;
  MarkupPlace place_;
  std::vector<OpenSection> sections_;
  TemplateCode out_;
};

Result<Templates> Templates::compile(const std::map<std::string, std::string, std::less<>>& sources) {
  std::vector<std::string_view> names;
  for (const auto& [name, source] : sources) names.push_back(name);
  auto compiled = std::make_shared<Compiled>();
  std::vector<Issue> issues;
  for (const auto& [name, source] : sources) compiled->codes.push_back(TemplateCompiler(name, source, names, issues).run());
  if (!issues.empty()) return invalid(std::move(issues));
  return Templates(std::move(compiled));
}

}  // namespace galley::formats
