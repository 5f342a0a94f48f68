#include "newsroom/audience/theme.h"

#include <array>
#include <cstdio>

#include "craft/text/local_time.h"
#include "newsroom/audience/audience.h"
#include "platform/base/text.h"

namespace galley::audience {

namespace {

std::string asset_url(std::span<const Asset> site, std::string_view path) {
  const Asset* asset = find_asset(site, path);
  if (asset == nullptr) return {};
  const auto tag = asset->etag.substr(1, 12);
  return join({"/", path, "?v=", tag});
}

std::string two(int number) {
  std::array<char, 16> buffer;
  std::snprintf(buffer.data(), buffer.size(), "%02d", number);
  return buffer.data();
}

std::string item(const Json& locale, std::string_view list, int index) {
  const Json* found = locale.find(list);
  const auto* items = found != nullptr ? found->array() : nullptr;
  if (items == nullptr || index < 0 || static_cast<std::size_t>(index) >= items->size() || (*items)[static_cast<std::size_t>(index)].string() == nullptr) return {};
  return *(*items)[static_cast<std::size_t>(index)].string();
}

formats::View words_of(const Json& locale) {
  formats::View out;
  if (const auto* fields = locale.object())
    for (const auto& [key, value] : *fields)
      if (value.string() != nullptr) out.set(key, *value.string());
  return out;
}

}  // namespace

Result<std::shared_ptr<const Theme>> load_theme(std::span<const Asset> site) { return Theme::load(site); }

Result<std::shared_ptr<const Theme>> Theme::load(std::span<const Asset> site) {
  std::map<std::string, std::string, std::less<>> sources;
  std::map<std::string, Json, std::less<>> locales;
  for (const Asset& file : site) {
    std::string_view path = file.path;
    if (path.starts_with("templates/") && path.ends_with(".html")) {
      path.remove_prefix(path.starts_with("templates/partials/") ? std::string_view("templates/partials/").size() : std::string_view("templates/").size());
      sources.emplace(path.substr(0, path.size() - 5), file.raw);
    } else if (path.starts_with("locales/") && path.ends_with(".json")) {
      locales.emplace(path.substr(8, path.size() - 13), TRY(parse_json(file.raw)));
    }
  }
  std::shared_ptr<Theme> theme(new Theme(TRY(formats::Templates::compile(sources))));
  for (const auto& [name, locale] : locales) theme->words_.emplace(name, words_of(locale));
  theme->locales_ = std::move(locales);
  theme->css_ = asset_url(site, "assets/site.css");
  theme->js_ = asset_url(site, "assets/read.js");
  return std::shared_ptr<const Theme>(std::move(theme));
}

const Json& Theme::locale(std::string_view name) const {
  static const Json none;
  const auto found = locales_.find(name);
  if (found != locales_.end()) return found->second;
  return locales_.empty() ? none : locales_.begin()->second;
}

std::string Theme::word(std::string_view name, std::string_view key) const { return std::string(locale(name).text(key)); }

std::string Theme::format(std::string_view pattern_key, Time time, std::string_view zone, std::string_view name) const {
  const Json& words = locale(name);
  const auto t = text::local_time(time, zone);
  const std::pair<std::string_view, std::string> values[] = {{"{weekday}", item(words, "weekdays", t.weekday)}, {"{day}", std::to_string(t.day)},
                                                             {"{month_name}", item(words, "months", t.month - 1)}, {"{month}", std::to_string(t.month)},
                                                             {"{year}", std::to_string(t.year)}, {"{hour}", two(t.hour)}, {"{minute}", two(t.minute)}};
  std::string out(words.text(pattern_key));
  for (const auto& [mark, value] : values)
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at + value.size())) out.replace(at, mark.size(), value);
  return out;
}

std::string Theme::time_text(Time time, std::string_view zone, std::string_view name) const { return format("time", time, zone, name); }

formats::View Theme::time_view(Time time, std::string_view zone, std::string_view name) const {
  return formats::View(formats::View::Object{{"iso", text::rfc3339_local(time, zone)}, {"text", format("time", time, zone, name)}});
}

formats::View Theme::date_view(Time time, std::string_view zone, std::string_view name) const {
  return formats::View(formats::View::Object{{"iso", text::rfc3339_local(time, zone).substr(0, 10)}, {"text", format("date", time, zone, name)}});
}

Result<std::string> Theme::page(std::string_view name, formats::View view, std::string_view locale_name) const {
  const auto words = words_.find(locale_name);
  if (words != words_.end()) view.set("t", words->second);
  view.set("asset", formats::View(formats::View::Object{{"css", formats::Url(css_)}, {"js", formats::Url(js_)}}));
  std::string inner = TRY(templates_.render(name, view));
  view.set("content", formats::SafeHtml{std::move(inner)});
  return templates_.render("page", view);
}

}  // namespace galley::audience
