// gofeed's pairs and the W3C validator's documents against our reader. Denominators are fixed; what we don't model is a miss.
#include <doctest/doctest.h>

#include <map>

#include "craft/formats/date.h"
#include "craft/formats/feed_document.h"
#include "craft/testing/compare.h"
#include "platform/base/testing/data.h"

namespace galley::formats {
namespace {

using testing::equal;
using testing::set_word;

std::string plain_value(const FeedText& text) { return text.value; }

Json date_or_null(const std::string& text) {
  const auto time = parse_date(text);
  if (!time) return {};
  std::string out = rfc3339(*time);
  if (out.contains('.')) out.erase(out.find_last_not_of(".0", out.size() - 2) + 1), out += 'Z';  // Go leaves trailing zeros out
  return out;
}

// gofeed's common model.
Json common_json(const FeedRecord& record, bool is_feed) {
  Json out{Json::Object{}};
  set_word(out, "title", plain_value(record.title));
  set_word(out, "description", plain_value(is_feed && record.summary.value.empty() ? record.subtitle : record.summary));
  if (!record.contents.empty()) set_word(out, "content", plain_value(record.contents[0]));
  if (const FeedLink* link = record.link("alternate")) set_word(out, "link", link->href);
  if (const FeedLink* link = record.link("self")) set_word(out, "feedLink", link->href);
  set_word(out, "guid", record.id), set_word(out, "language", record.language), set_word(out, "copyright", plain_value(record.rights));
  set_word(out, "generator", record.generator);
  set_word(out, "published", record.published.empty() && !is_feed ? record.created : record.published),
      set_word(out, "updated", record.updated);
  out.set("publishedParsed", date_or_null(record.published)), out.set("updatedParsed", date_or_null(record.updated));
  Json::Array authors, categories, enclosures, links;
  for (const auto& person : record.authors.empty() && record.publisher != FeedPerson{} ? std::vector{record.publisher} : record.authors) {
    Json::Object author;
    if (!person.name.empty()) author.emplace_back("name", person.name);
    if (!person.email.empty()) author.emplace_back("email", person.email);
    authors.emplace_back(author);
  }
  for (const auto& category : record.categories) categories.emplace_back(category.label.empty() ? category.term : category.label);
  for (const auto& link : record.links) {
    if (link.rel == "alternate" || link.rel == "self" || link.rel == "related") links.emplace_back(link.href);
  }
  for (const auto& enclosure : record.enclosures) {
    Json item{Json::Object{{"url", enclosure.url}}};
    if (enclosure.length) item.set("length", std::to_string(*enclosure.length));
    set_word(item, "type", enclosure.type);
    enclosures.push_back(item);
  }
  if (!authors.empty()) out.set("author", authors[0]), out.set("authors", authors);
  if (!categories.empty()) out.set("categories", categories);
  if (!enclosures.empty()) out.set("enclosures", enclosures);
  if (!links.empty()) out.set("links", links);
  const std::string& image = record.picture.url.empty() ? record.logo : record.picture.url;
  if (!image.empty()) {
    out.set("image", Json::Object{{"url", image}});
    if (!record.picture.title.empty()) out.find("image")->object();
  }
  return out;
}

struct Fields {
  int good = 0, total = 0;
  void compare(const Json& ours, const Json& expected) {
    for (const auto& [key, value] : *expected.object()) {
      if (key == "items" || key == "feedType" || key == "feedVersion") continue;
      ++total;
      const Json* mine = ours.find(key);
      const bool same = mine && (key == "image" ? mine->text("url") == value.text("url") : equal(mine, value));
      good += same;
      if (!same && std::getenv("GALLEY_SHOW_MISSES"))
        MESSAGE(key << " expected " << to_text(value) << " ours " << (mine ? to_text(*mine) : "-"));
    }
  }
};

TEST_CASE("gofeed's files") {
  const testing::Unpacked files("feeds-gofeed/gofeed.tar.xz");
  int read = 0, total = 0;
  Fields fields;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(files.folder())) {
    const auto path = entry.path();
    const bool json_input =
        path.parent_path().filename() == "json" && path.extension() == ".json" && !path.stem().string().ends_with("_expected");
    if (path.extension() != ".xml" && !json_input) continue;
    auto expected_path = path;
    expected_path.replace_filename(path.stem().string() + (json_input ? "_expected.json" : ".json"));
    if (!std::filesystem::exists(expected_path)) continue;
    ++total;
    const auto document = read_feed(testing::read_file(path));
    read += document.has_value();
    if (!path.string().contains("/translator/")) continue;
    const Json expected = parse_json(testing::read_file(expected_path)).value_or(Json(Json::Object{}));
    if (!expected.object()) continue;
    fields.compare(document ? common_json(document->feed, true) : Json(Json::Object{}), expected);
    const Json* items = expected.find("items");
    for (std::size_t i = 0; items && items->array() && i < items->array()->size(); ++i) {
      const bool there = document && i < document->entries.size();
      fields.compare(there ? common_json(document->entries[i], false) : Json(Json::Object{}), (*items->array())[i]);
    }
  }
  MESSAGE("feeds-gofeed: " << read << " of " << total << " documents with an expectation read; common model " << fields.good << " of "
                           << fields.total << " fields equal");
  CHECK(total >= 533);
  CHECK(fields.good >= 199);
}

TEST_CASE("the W3C validator's documents never break the reader") {
  const testing::Unpacked files("feeds-validator/feedvalidator-xml.tar.xz");
  int total = 0, read = 0, entries = 0;
  std::map<std::string, int> refused;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(files.folder())) {
    if (!entry.is_regular_file()) continue;
    ++total;
    const auto feed = parse_feed(testing::read_file(entry.path()));
    read += feed.has_value();
    if (feed)
      entries += static_cast<int>(feed->entries.size());
    else
      ++refused[feed.error().word()];
  }
  for (const auto& [word, count] : refused) MESSAGE("feeds-validator refused " << word << ": " << count);
  MESSAGE("feeds-validator: " << read << " of " << total << " documents read, " << entries << " entries, none broke the reader");
  CHECK(total >= 2192);
  CHECK(read >= 1848);
}

}  // namespace
}  // namespace galley::formats
