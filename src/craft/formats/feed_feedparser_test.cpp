// feedparser's checks against our reader. The denominator is fixed; what we don't model is a miss.
#include <doctest/doctest.h>

#include <chrono>
#include <map>

#include "craft/formats/date.h"
#include "craft/formats/feed_document.h"
#include "craft/formats/html.h"
#include "craft/testing/compare.h"
#include "platform/base/testing/data.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

using testing::equal;
using testing::set_word;

Json value_json(const FeedText& text) {
  if (!text.is_markup()) return text.value;
  return sanitize(text.value, Profile::feed, {.base_url = text.base}).value_or(std::string());
}

Json detail_json(const FeedText& text) {
  Json::Object out{{"value", value_json(text)}, {"type", text.type}, {"base", text.base}};
  if (!text.language.empty()) out.emplace_back("language", text.language);
  return out;
}

Json person_json(const FeedPerson& person) {
  Json out{Json::Object{}};
  if (!person.name.empty()) out.set("name", person.name);
  if (!person.email.empty()) out.set("email", person.email);
  if (!person.url.empty()) out.set("href", person.url), out.set("url", person.url);
  return out;
}

std::string person_text(const FeedPerson& person) {
  if (person.email.empty()) return person.name;
  return person.name.empty() ? person.email : person.name + " (" + person.email + ")";
}

void set_text(Json& out, const FeedText& text, std::initializer_list<const char*> names) {
  if (text.value.empty()) return;
  for (const char* name : names) {
    out.set(name, value_json(text));
    out.set(std::string(name) + "_detail", detail_json(text));
  }
}

void set_date(Json& out, const std::string& text, std::initializer_list<const char*> names) {
  if (text.empty()) return;
  for (const char* name : names) {
    out.set(name, text);
    const auto time = parse_date(text);
    if (!time) continue;
    const auto days =
        std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(time->ms)));
    const std::chrono::year_month_day date(days);
    const std::int64_t second = time->ms / 1000 - days.time_since_epoch().count() * 86'400;
    const auto weekday = (std::chrono::weekday(days).iso_encoding() + 6) % 7;
    const auto yearday = (days - std::chrono::sys_days(date.year() / 1 / 1)).count() + 1;
    Json::Array parsed;
    for (const std::int64_t part :
         {std::int64_t(int(date.year())), std::int64_t(unsigned(date.month())), std::int64_t(unsigned(date.day())), second / 3600,
          second / 60 % 60, second % 60, std::int64_t(weekday), std::int64_t(yearday), std::int64_t(0)}) {
      parsed.emplace_back(part);
    }
    out.set(std::string(name) + "_parsed", parsed);
  }
}

Json link_json(const FeedLink& link) {
  Json out{Json::Object{}};
  set_word(out, "href", link.href), set_word(out, "rel", link.rel), set_word(out, "title", link.title);
  set_word(out, "type", link.type.empty() && link.rel == "alternate" ? "text/html" : link.type);
  set_word(out, "hreflang", link.hreflang), set_word(out, "length", link.length);
  return out;
}

void set_lists(Json& out, const FeedRecord& record) {
  Json::Array links, tags, enclosures, authors, contributors, contents;
  for (const auto& link : record.links) links.push_back(link_json(link));
  for (const auto& tag : record.categories) {
    tags.emplace_back(Json::Object{{"term", tag.term},
                                   {"scheme", tag.scheme.empty() ? Json() : Json(tag.scheme)},
                                   {"label", tag.label.empty() ? Json() : Json(tag.label)}});
  }
  for (const auto& enclosure : record.enclosures) {
    Json item{Json::Object{{"href", enclosure.url}, {"url", enclosure.url}, {"type", enclosure.type}}};
    if (enclosure.length) item.set("length", std::to_string(*enclosure.length));
    enclosures.push_back(item);
  }
  for (const auto& person : record.authors) authors.push_back(person_json(person));
  for (const auto& person : record.contributors) contributors.push_back(person_json(person));
  for (const auto& content : record.contents) contents.push_back(detail_json(content));
  if (!record.categories.empty()) out.set("category", record.categories[0].term);
  for (auto& [name, list] : {std::pair{"links", &links},
                             {"tags", &tags},
                             {"enclosures", &enclosures},
                             {"authors", &authors},
                             {"contributors", &contributors},
                             {"content", &contents}}) {
    if (!list->empty()) out.set(name, *list);
  }
}

Json record_json(const FeedRecord& record, bool is_feed) {
  Json out{Json::Object{}};
  set_text(out, record.title, {"title"});
  set_text(out, record.summary, {"summary", "description"});
  if (record.summary.value.empty() && !record.contents.empty() && !is_feed) set_text(out, record.contents[0], {"summary", "description"});
  if (is_feed)
    set_text(out, record.subtitle.value.empty() ? record.summary : record.subtitle, {"subtitle", "tagline", "description"});
  else
    set_text(out, record.subtitle, {"subtitle"});
  set_text(out, record.info, {"info"});
  set_text(out, record.rights, {"rights", "copyright"});
  set_word(out, "id", record.id), set_word(out, "guid", record.id);
  if (const FeedLink* link = record.link("alternate"))
    out.set("link", link->href);
  else if (record.id_is_link)
    out.set("link", record.id);
  out.set("guidislink", record.id_is_link && !record.link("alternate"));
  if (!record.authors.empty()) out.set("author", person_text(record.authors[0])), out.set("author_detail", person_json(record.authors[0]));
  if (record.publisher != FeedPerson{})
    out.set("publisher", person_text(record.publisher)), out.set("publisher_detail", person_json(record.publisher));
  set_date(out, record.published, {"published"});
  set_date(out, record.updated, {"updated", "modified", "date"});
  set_date(out, record.created, {"created"});
  set_date(out, record.expired, {"expired"});
  set_word(out, "language", record.language), set_word(out, "docs", record.docs), set_word(out, "ttl", record.ttl);
  set_word(out, "comments", record.comments), set_word(out, "wfw_commentrss", record.comment_feed),
      set_word(out, "license", record.license);
  set_word(out, "icon", record.icon), set_word(out, "logo", record.logo), set_word(out, "itunes_duration", record.duration);
  if (!record.generator.empty()) {
    out.set("generator", record.generator);
    out.set("generator_detail", Json::Object{{"name", record.generator},
                                             {"url", record.generator_url},
                                             {"href", record.generator_url},
                                             {"version", record.generator_version}});
  }
  if (!record.explicit_content.empty()) {
    if (record.explicit_content == "yes" || record.explicit_content == "true")
      out.set("itunes_explicit", true);
    else if (record.explicit_content == "clean")
      out.set("itunes_explicit", false);
  }
  if (!record.block.empty()) out.set("itunes_block", record.block == "yes" ? 1 : 0);
  const FeedPicture& image = record.picture;
  if (!image.url.empty() || !image.title.empty() || !image.link.empty()) {
    out.set("image", Json::Object{{"href", image.url},
                                  {"url", image.url},
                                  {"title", image.title},
                                  {"link", image.link},
                                  {"description", image.description},
                                  {"width", std::atoi(image.width.c_str())},
                                  {"height", std::atoi(image.height.c_str())}});
  }
  if (!record.coordinates.empty()) out.set("where", Json::Object{{"type", "Point"}});
  set_lists(out, record);
  if (!record.source.empty()) out.set("source", record_json(record.source[0], true));
  return out;
}

Json result_json(const Result<FeedDocument>& read) {
  if (!read) return Json::Object{{"bozo", true}};
  Json::Array entries;
  for (const FeedRecord& entry : read->entries) entries.push_back(record_json(entry, false));
  return Json::Object{{"bozo", read->guessed_charset},
                      {"encoding", read->charset},
                      {"version", read->format},
                      {"feed", record_json(read->feed, true)},
                      {"entries", entries}};
}

// `entries[0].links[1].href`, `headers["x-foo"]`
const Json* at_path(const Json& root, std::string_view path) {
  const Json* here = &root;
  while (!path.empty() && here) {
    if (path.starts_with("[\"")) {
      here = here->find(path.substr(2, path.find('"', 2) - 2));
      path.remove_prefix(path.find(']') + 1);
    } else if (path.starts_with('[')) {
      const auto index = static_cast<std::size_t>(std::atoi(path.data() + 1));
      here = here->array() && index < here->array()->size() ? &(*here->array())[index] : nullptr;
      path.remove_prefix(path.find(']') + 1);
    } else {
      if (path.starts_with('.')) path.remove_prefix(1);
      const auto end = std::min(path.find_first_of(".["), path.size());
      here = here->find(path.substr(0, end));
      path.remove_prefix(end);
    }
  }
  return here;
}

bool is_falsy(const Json* value) {
  if (!value || value->is_null()) return true;
  if (value->boolean()) return !*value->boolean();
  if (value->integer()) return *value->integer() == 0;
  if (value->string()) return value->string()->empty();
  if (value->array()) return value->array()->empty();
  return value->object() && value->object()->empty();
}

bool holds(const Json& result, const Json& check) {
  const Json* ours = at_path(result, check.text("path_expression"));
  const Json& expected = *check.find("expected");
  const auto op = check.text("op");
  if (op == "falsy") return is_falsy(ours);
  if (op == "truthy") return !is_falsy(ours);
  if (op == "absent") return !ours;
  if (op == "ne") return !equal(ours, expected);
  if (op == "len_eq") return ours && ours->array() && static_cast<std::int64_t>(ours->array()->size()) == *expected.integer();
  if (op == "not_contains") return !ours || !ours->string() || !expected.string() || !ours->string()->contains(*expected.string());
  return equal(ours, expected);
}

FeedOptions options_of(const Json& test) {
  const Json* headers = test.find("headers");
  FeedOptions out{.base_url = "http://127.0.0.1:8097/"};
  if (!headers || !headers->object()) return out;
  for (const auto& [name, value] : *headers->object()) {
    if (equal_ignoring_case(name, "content-type")) out.content_type = *value.string();
    if (equal_ignoring_case(name, "content-location")) out.base_url = *value.string();
  }
  return out;
}

TEST_CASE("feedparser's checks") {
  const testing::Unpacked files("feeds-feedparser/feedparser-xml.tar.xz");
  struct Score {
    int good = 0, total = 0;
  };
  std::map<std::string, Score> scores;
  int read = 0;
  testing::each_line(testing::read_xz("feeds-feedparser/expect.jsonl.xz"), [&](std::string_view line) {
    const Json test = parse_json(line).value();
    const std::string file(test.text("file"));
    const Json result = result_json(read_feed(testing::read_file(files.folder() / file), options_of(test)));
    ++read;
    auto folder = std::string(file.substr(0, file.find('/')));
    if (folder == "wellformed" && file.starts_with("wellformed/sanitize/")) folder = "wellformed/sanitize";
    for (const Json& check : *test.find("checks")->array()) {
      const bool good = holds(result, check);
      scores[folder].good += good;
      ++scores[folder].total;
      if (!good && std::getenv("GALLEY_SHOW_MISSES")) {
        const Json* ours = at_path(result, check.text("path_expression"));
        MESSAGE(file << " " << to_text(check) << " ours " << (ours ? to_text(*ours) : "-"));
      }
    }
  });
  Score all;
  for (const auto& [folder, score] : scores) {
    MESSAGE("feeds-feedparser " << folder << ": " << score.good << " of " << score.total);
    all.good += score.good;
    all.total += score.total;
  }
  MESSAGE("feeds-feedparser: " << all.good << " of " << all.total << " checks, " << read << " files read");
  CHECK(read == 2104);
  CHECK(all.total == 3947);
  CHECK(all.good >= 3435);
}

}  // namespace
}  // namespace galley::formats
