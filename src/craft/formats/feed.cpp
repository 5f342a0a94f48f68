#include "craft/formats/feed.h"

#include <algorithm>
#include <charconv>

#include "craft/formats/date.h"
#include "craft/formats/encoding.h"
#include "craft/formats/feed_document.h"
#include "craft/formats/html.h"
#include "craft/formats/url.h"
#include "craft/text/clean.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

using text::without_controls;

constexpr std::size_t kHeadlineFromSummary = 80;  // code points

std::string plain(const FeedText& text) {
  const std::string clean = without_controls(text.value);
  if (!text.is_markup()) return std::string(trim(clean));
  return text_from_html(clean).value_or(std::string(trim(clean)));
}

std::string html(const FeedText& text, std::string_view fallback_base) {
  if (!text.is_markup()) return {};
  return sanitize(text.value, Profile::feed, {.base_url = text.base.empty() ? fallback_base : text.base}).value_or(std::string());
}

std::string web_address(std::string_view url, std::string_view base) {
  if (trim(url).empty()) return {};
  const auto safe = safe_url(resolve_url(base, trim(url)), UrlUse::picture);
  return safe ? *safe : std::string();
}

std::string href_of(const FeedRecord& record, std::string_view rel) {
  const FeedLink* link = record.link(rel);
  return link ? link->href : std::string();
}

// The address of the first picture in sanitised HTML, whose spelling is known.
std::string first_picture(std::string_view html) {
  const auto image = html.find("<img ");
  const auto tag = image == std::string_view::npos ? std::string_view{} : html.substr(image, html.find('>', image) - image);
  const auto src = tag.find(" src=\"");
  if (src == std::string_view::npos) return {};
  std::string out(tag.substr(src + 6, tag.find('"', src + 6) - src - 6));
  for (auto at = out.find("&amp;"); at != std::string::npos; at = out.find("&amp;", at + 1)) out.erase(at + 1, 4);
  return out;
}

std::string names_of(const std::vector<FeedPerson>& people) {
  std::string out;
  for (const FeedPerson& person : people) {
    const std::string& name = person.name.empty() ? person.email : person.name;
    if (!out.empty() && !name.empty()) out += ", ";
    out += without_controls(name);
  }
  return out;
}

// The longest piece of markup; several contents are usually one text in several types.
std::string best_html(const FeedRecord& record, std::string_view base) {
  std::string out;
  for (const FeedText& content : record.contents) {
    std::string candidate = html(content, base);
    if (candidate.size() > out.size()) out = std::move(candidate);
  }
  return out.empty() ? html(record.summary, base) : out;
}

std::string summary_of(const FeedRecord& record) {
  if (!record.summary.value.empty()) return plain(record.summary);
  for (const FeedText& content : record.contents) {
    if (!content.is_markup()) return plain(content);
  }
  return plain(record.subtitle);
}

std::string id_of(const FeedRecord& record, const FeedEntry& entry) {
  if (!record.id.empty()) return without_controls(record.id);
  if (!entry.url.empty()) return entry.url;
  return "sha256:" + sha256(entry.headline + '\n' + record.published + record.updated + '\n' + entry.summary).hex();
}

FeedEntry entry_of(const FeedRecord& record, const FeedDocument& document, std::string_view base) {
  FeedEntry out;
  out.url = web_address(href_of(record, "alternate"), base);
  if (out.url.empty() && record.id_is_link) out.url = web_address(record.id, base);
  const std::string_view content_base = out.url.empty() ? base : out.url;
  out.summary = summary_of(record);
  out.html = best_html(record, content_base);
  out.headline = plain(record.title);
  if (out.headline.empty())
    out.headline = cut_at(out.summary.empty() ? text_from_html(out.html).value_or("") : out.summary, kHeadlineFromSummary);
  out.authors = record.authors.empty() ? document.feed.authors : record.authors;
  out.author = names_of(out.authors);
  out.published = parse_date(record.published.empty() ? record.created : record.published);
  out.updated = parse_date(record.updated);
  if (!out.published) out.published = out.updated;
  out.categories = record.categories;
  for (FeedEnclosure enclosure : record.enclosures) {
    enclosure.url = web_address(enclosure.url, base);
    if (!enclosure.url.empty()) out.enclosures.push_back(std::move(enclosure));
  }
  out.picture = web_address(record.picture.url.empty() ? first_picture(out.html) : record.picture.url, base);
  out.language = record.language.empty() ? document.feed.language : record.language;
  out.rights = plain(record.rights.value.empty() ? document.feed.rights : record.rights);
  out.comments_url = web_address(record.comments, base);
  if (!record.source.empty()) {
    out.source_title = plain(record.source[0].title);
    out.source_url = web_address(href_of(record.source[0], "alternate"), base);
  }
  out.guid = id_of(record, out);
  return out;
}

std::int64_t minutes(std::string_view text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return std::clamp<std::int64_t>(out, 0, 60 * 24 * 30);
}

}  // namespace

const FeedLink* FeedRecord::link(std::string_view rel) const {
  const auto found = std::ranges::find(links, rel, &FeedLink::rel);
  return found == links.end() ? nullptr : &*found;
}

FeedPerson person_from_text(std::string_view text) {
  FeedPerson out;
  const std::string whole(trim(text));
  std::string rest = whole;
  for (const auto word : split(whole, ' ')) {
    std::string_view mail = word;
    while (!mail.empty() && std::string_view("<([").contains(mail.front())) mail.remove_prefix(1);
    while (!mail.empty() && std::string_view(">)],").contains(mail.back())) mail.remove_suffix(1);
    const auto at = mail.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == mail.size()) continue;
    out.email = mail;
    rest.erase(rest.find(word), word.size());
    break;
  }
  std::string_view name = trim(rest);
  if (!out.email.empty() || name.starts_with('(')) {
    if (name.starts_with('(')) name.remove_prefix(1);
    if (name.ends_with(')')) name.remove_suffix(1);
  }
  out.name = trim(name);
  return out;
}

Result<FeedDocument> read_feed(std::string_view bytes, const FeedOptions& options) {
  if (bytes.empty()) return invalid("feed.empty");
  Decoded decoded = decode(bytes, options.content_type);
  const std::string_view text = trim(decoded.text);
  FeedDocument out;
  if (text.starts_with('{')) {
    const Json json = TRY(parse_json(text));
    if (!json.find("items") && !json.text("version").contains("jsonfeed.org")) return invalid("feed.not_a_feed");
    out = json_feed(json, options);
  } else {
    out = TRY(xml_feed(text, options));
  }
  out.charset = decoded.charset;
  out.guessed_charset = decoded.guessed;
  return out;
}

Result<Feed> parse_feed(std::string_view bytes, const FeedOptions& options) {
  const FeedDocument document = TRY(read_feed(bytes, options));
  const FeedRecord& record = document.feed;
  Feed out;
  out.format = document.format;
  out.charset = document.charset;
  out.title = plain(record.title);
  out.subtitle = plain(record.subtitle.value.empty() ? record.summary : record.subtitle);
  out.url = web_address(href_of(record, "alternate"), options.base_url);
  out.self_url = web_address(href_of(record, "self"), options.base_url);
  out.hub_url = web_address(href_of(record, "hub"), options.base_url);
  out.language = record.language;
  out.rights = plain(record.rights);
  out.generator = record.generator;
  out.picture = web_address(record.picture.url.empty() ? record.logo : record.picture.url, options.base_url);
  out.guid = record.id;
  out.updated = parse_date(record.updated.empty() ? record.published : record.updated);
  out.ttl_minutes = minutes(record.ttl);
  out.categories = record.categories;
  out.authors = record.authors;
  const std::string base = options.base_url.empty() ? out.url : std::string(options.base_url);
  for (const FeedRecord& entry : document.entries) out.entries.push_back(entry_of(entry, document, base));
  return out;
}

}  // namespace galley::formats
