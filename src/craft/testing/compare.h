#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "platform/base/json.h"

// Comparing what we read with what a conformance set expects.
namespace galley::testing {

inline void set_word(Json& out, const char* name, const std::string& value) {
  if (!value.empty()) out.set(name, value);
}

// Two spellings of one HTML.
inline std::string as_html(std::string text) {
  constexpr std::pair<std::string_view, std::string_view> spellings[] = {{" />", ">"},       {"&#x26;", "&amp;"}, {"&#38;", "&amp;"},
                                                                         {"&#x3C;", "&lt;"}, {"&#60;", "&lt;"},   {"&#39;", "'"},
                                                                         {"&quot;", "\""},   {"&gt;", ">"}};
  for (const auto& [theirs, ours] : spellings) {
    for (auto at = text.find(theirs); at != std::string::npos; at = text.find(theirs, at)) text.replace(at, theirs.size(), ours);
  }
  return text;
}

// feedparser shows a whole dict; ours may say more, never less.
inline bool equal(const Json* ours, const Json& expected) {
  if (!ours) return expected.is_null();
  if (expected.object() && ours->object()) {
    for (const auto& [key, value] : *expected.object()) {
      if (!equal(ours->find(key), value)) return false;
    }
    return true;
  }
  if (expected.array() && ours->array() && expected.array()->size() == ours->array()->size()) {
    for (std::size_t i = 0; i < expected.array()->size(); ++i) {
      if (!equal(&(*ours->array())[i], (*expected.array())[i])) return false;
    }
    return true;
  }
  // feedparser spells some HTML otherwise, with the same meaning.
  if (expected.string() && ours->string()) return as_html(*ours->string()) == as_html(*expected.string());
  return *ours == expected;
}

}  // namespace galley::testing
