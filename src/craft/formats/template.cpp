#include "craft/formats/template.h"

#include <algorithm>

#include "craft/formats/escape.h"
#include "craft/formats/template_ops.h"
#include "craft/formats/url.h"
#include "platform/base/text.h"

namespace galley::formats {

Url::Url(std::string_view address) : text_(safe_url(address, UrlUse::link).value_or(std::string())) {}

bool View::truthy() const {
  if (const bool* flag = std::get_if<bool>(&value_)) return *flag;
  if (const auto* list = std::get_if<List>(&value_)) return !list->empty();
  if (text()) return !text()->empty();
  if (html()) return !html()->html.empty();
  if (url()) return !url()->text().empty();
  return std::holds_alternative<Object>(value_);
}

const View* View::find(std::string_view key) const {
  const auto* object = std::get_if<Object>(&value_);
  if (!object) return nullptr;
  const auto found = std::ranges::find(*object, key, &Object::value_type::first);
  return found == object->end() ? nullptr : &found->second;
}

void View::set(std::string_view key, View value) {
  if (std::holds_alternative<std::monostate>(value_)) value_ = Object{};
  auto* object = std::get_if<Object>(&value_);
  if (!object) return;
  const auto found = std::ranges::find(*object, key, &Object::value_type::first);
  if (found == object->end())
    object->emplace_back(key, std::move(value));
  else
    found->second = std::move(value);
}

// One rendering: the stack of views that names are looked up in, and the page so far.
class TemplateRenderer {
 public:
  TemplateRenderer(const Templates::Compiled& compiled, Missing missing) : compiled_(compiled), missing_(missing) {}

  Result<std::string> run(std::size_t code, const View& view) {
    stack_.push_back(&view);
    const auto& ops = compiled_.codes[code].ops;
    TRY(render(ops, 0, ops.size()));
    return std::move(out_);
  }

 private:
  using Ops = std::vector<TemplateOp>;

  Result<void> render(const Ops& ops, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end;) {
      const TemplateOp& op = ops[i];
      if (op.kind == TemplateOp::Kind::text)
        out_ += op.text;
      else if (op.kind == TemplateOp::Kind::value)
        TRY(value(op));
      else if (op.kind == TemplateOp::Kind::partial)
        TRY(partial(op));
      else
        TRY(section(ops, i));
      if (out_.size() > Templates::kMaxOutput) return invalid("template.too_long");
      i = op.end > 0 ? op.end : i + 1;
    }
    return {};
  }

  Result<void> partial(const TemplateOp& op) {
    if (++depth_ > Templates::kMaxDepth) return invalid("template.too_deep", {}, op.text);
    const Ops& ops = compiled_.codes[op.partial].ops;
    TRY(render(ops, 0, ops.size()));
    --depth_;
    return {};
  }

  Result<void> section(const Ops& ops, std::size_t at) {
    const TemplateOp& op = ops[at];
    const View* view = find(op.path);
    const bool shown = view && view->truthy();
    if (op.kind == TemplateOp::Kind::inverted) return shown ? Result<void>() : render(ops, at + 1, op.end);
    if (!shown) return {};
    if (!view->list()) return with(*view, ops, at);
    for (const View& element : *view->list()) TRY(with(element, ops, at));
    return {};
  }

  Result<void> with(const View& view, const Ops& ops, std::size_t at) {
    stack_.push_back(&view);
    TRY(render(ops, at + 1, ops[at].end));
    stack_.pop_back();
    return {};
  }

  const View* find(const std::vector<std::string>& path) const {
    if (path.empty()) return stack_.back();
    const View* found = nullptr;
    for (auto view = stack_.rbegin(); view != stack_.rend() && !found; ++view) found = (*view)->find(path.front());
    for (std::size_t i = 1; i < path.size() && found; ++i) found = found->find(path[i]);
    return found;
  }

  Result<void> value(const TemplateOp& op) {
    const View* view = find(op.path);
    if (!view) return missing_ == Missing::error ? Result<void>(invalid("template.missing", {}, op.text)) : Result<void>();
    switch (op.place) {
      case Place::text:
        if (view->html())
          out_ += view->html()->html;
        else
          append_escaped(out_, plain(*view));
        return {};
      case Place::attribute: append_escaped(out_, plain(*view)); return {};
      case Place::address_part: out_ += percent_encoded(plain(*view)); return {};
      case Place::address: break;
    }
    if (view->url())
      append_escaped(out_, view->url()->text());
    else if (missing_ == Missing::error)
      return invalid("template.not_a_url", {}, op.text);
    return {};
  }

  static std::string_view plain(const View& view) {
    if (view.text()) return *view.text();
    if (view.url()) return view.url()->text();
    if (view.html()) return view.html()->html;
    return {};
  }

  const Templates::Compiled& compiled_;
  Missing missing_;
  std::vector<const View*> stack_;
  std::string out_;
  int depth_ = 0;
};

Result<std::string> Templates::render(std::string_view name, const View& view, Missing missing) const {
  const auto found = std::ranges::find(compiled_->codes, name, &TemplateCode::name);
  if (found == compiled_->codes.end()) return not_found("template.unknown");
  return TemplateRenderer(*compiled_, missing).run(static_cast<std::size_t>(found - compiled_->codes.begin()), view);
}

}  // namespace galley::formats
