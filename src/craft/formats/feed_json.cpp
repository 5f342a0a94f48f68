#include "craft/formats/feed_document.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

std::string string_at(const Json& json, std::string_view key) { return std::string(json.text(key)); }

// Some publishers write ids as numbers.
std::string id_of(const Json& item) {
  const Json* id = item.find("id");
  if (id && id->integer()) return std::to_string(*id->integer());
  return string_at(item, "id");
}

void add_link(FeedRecord& out, std::string href, std::string_view rel, std::string_view type = "text/html") {
  if (!href.empty()) out.links.push_back({std::move(href), std::string(rel), std::string(type), {}, {}, {}});
}

void read_authors(const Json& json, FeedRecord& out) {
  const auto add = [&](const Json& author) {
    if (author.object()) out.authors.push_back({string_at(author, "name"), {}, string_at(author, "url")});
  };
  if (const Json* authors = json.find("authors"); authors && authors->array()) {
    for (const Json& author : *authors->array()) add(author);
  } else if (const Json* author = json.find("author")) {
    add(*author);  // version 1.0
  }
}

void read_attachments(const Json& item, FeedRecord& out) {
  const Json* attachments = item.find("attachments");
  if (!attachments || !attachments->array()) return;
  for (const Json& attachment : *attachments->array()) {
    FeedEnclosure enclosure{string_at(attachment, "url"), string_at(attachment, "mime_type"), string_at(attachment, "title"), {}};
    if (const Json* size = attachment.find("size_in_bytes"); size && size->integer()) enclosure.length = *size->integer();
    if (!enclosure.url.empty()) out.enclosures.push_back(std::move(enclosure));
  }
}

FeedText html_text(std::string value, std::string_view base) { return {std::move(value), "text/html", std::string(base), {}}; }

FeedRecord read_item(const Json& item, std::string_view base) {
  FeedRecord out;
  out.id = id_of(item);
  out.title.value = string_at(item, "title");
  out.summary.value = string_at(item, "summary");
  out.published = string_at(item, "date_published");
  out.updated = string_at(item, "date_modified");
  out.language = string_at(item, "language");
  out.picture.url = string_at(item, item.text("image").empty() ? "banner_image" : "image");
  add_link(out, string_at(item, "url"), "alternate");
  add_link(out, string_at(item, "external_url"), "related");
  if (!item.text("content_html").empty()) out.contents.push_back(html_text(string_at(item, "content_html"), base));
  if (!item.text("content_text").empty()) out.contents.push_back({string_at(item, "content_text"), "text/plain", {}, {}});
  read_authors(item, out);
  read_attachments(item, out);
  if (const Json* tags = item.find("tags"); tags && tags->array()) {
    for (const Json& tag : *tags->array()) {
      if (tag.string()) out.categories.push_back({*tag.string(), {}, {}});
    }
  }
  return out;
}

}  // namespace

FeedDocument json_feed(const Json& json, const FeedOptions& options) {
  FeedDocument out;
  out.format = json.text("version").ends_with("1.0") || json.text("version").ends_with("/1") ? "json10" : "json11";
  FeedRecord& feed = out.feed;
  feed.title.value = string_at(json, "title");
  feed.subtitle.value = string_at(json, "description");
  feed.language = string_at(json, "language");
  feed.id = string_at(json, "feed_url");
  feed.icon = string_at(json, "favicon");
  feed.picture.url = string_at(json, "icon");
  add_link(feed, string_at(json, "home_page_url"), "alternate");
  add_link(feed, string_at(json, "feed_url"), "self", "application/feed+json");
  add_link(feed, string_at(json, "next_url"), "next", "application/feed+json");
  if (const Json* hubs = json.find("hubs"); hubs && hubs->array()) {
    for (const Json& hub : *hubs->array()) add_link(feed, string_at(hub, "url"), "hub", "");
  }
  read_authors(json, feed);
  if (const Json* items = json.find("items"); items && items->array()) {
    for (const Json& item : *items->array()) {
      if (out.entries.size() >= options.entries) break;
      if (item.object()) out.entries.push_back(read_item(item, options.base_url));
    }
  }
  return out;
}

}  // namespace galley::formats
