#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "craft/formats/template.h"
#include "platform/base/asset.h"
#include "platform/base/json.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace galley::audience {

// The readers' templates with their words and files, compiled once. Immutable, safe from every thread.
class Theme {
 public:
  static Result<std::shared_ptr<const Theme>> load(std::span<const Asset> site);

  // The page's own template, then the frame around it. `view` holds what site/README.md lists, but for t and asset.
  Result<std::string> page(std::string_view name, formats::View view, std::string_view locale) const;

  std::string word(std::string_view locale, std::string_view key) const;
  formats::View time_view(Time time, std::string_view zone, std::string_view locale) const;   // {iso, text}
  formats::View date_view(Time time, std::string_view zone, std::string_view locale) const;
  std::string time_text(Time time, std::string_view zone, std::string_view locale) const;

 private:
  explicit Theme(formats::Templates templates) : templates_(std::move(templates)) {}
  const Json& locale(std::string_view name) const;
  std::string format(std::string_view pattern_key, Time time, std::string_view zone, std::string_view locale) const;

  formats::Templates templates_;
  std::map<std::string, Json, std::less<>> locales_;
  std::map<std::string, formats::View, std::less<>> words_;
  std::string css_, js_;
};

}  // namespace galley::audience
