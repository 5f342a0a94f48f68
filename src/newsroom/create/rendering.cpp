#include "newsroom/create/rendering.h"

#include "craft/text/count.h"
#include "craft/text/slug.h"
#include "newsroom/people/people.h"

namespace galley::create {

namespace {

// The language a page declares is the text's, not the newsroom's: Chinese where ideographs make up a good part of the words.
std::string language_of(const channels::Document& document, const std::string& otherwise) {
  const auto count = text::count_words(document.headline + "\n" + formats::to_plain_text(document.body));
  if (count.words == 0) return otherwise;
  return count.han * 3 > count.words ? "zh-CN" : "en";
}

}  // namespace

channels::Document channel_document(galley::store::Reader& reader, const Json& content) {
  channels::Document out{.language = {}, .kicker = std::string(content.text("kicker")), .headline = std::string(content.text("headline")),
                         .deck = std::string(content.text("deck")), .byline = std::string(content.text("byline")), .summary = std::string(content.text("summary")),
                         .slug = std::string(content.text("slug")), .hashtags = {}, .body = {}};
  if (out.slug.empty()) out.slug = text::slug(out.headline);
  if (const Json* tags = content.find("hashtags"); tags != nullptr && tags->array() != nullptr)
    for (const auto& tag : *tags->array())
      if (tag.string() != nullptr) out.hashtags.push_back(*tag.string());
  if (const Json* body = content.find("body"))
    if (auto parsed = formats::body_from_json(*body)) out.body = *std::move(parsed);
  const auto house = people::newsroom(reader);
  out.language = language_of(out, house ? house->locale : "zh-CN");
  return out;
}

std::vector<Issue> issues_of(const channels::Document& document) {
  std::vector<Issue> out;
  for (const auto* kind : channels::kinds())
    for (auto& issue : kind->validate(document)) out.push_back(std::move(issue));
  return out;
}

}  // namespace galley::create
