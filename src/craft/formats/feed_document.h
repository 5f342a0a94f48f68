#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "craft/formats/feed.h"
#include "platform/base/json.h"

// A feed as it was written: every dialect's elements under one set of names, texts still with their markup, dates still text.
// parse_feed makes values of it. Internal to craft/formats; the conformance sets are compared with this.
namespace galley::formats {

struct FeedText {
  std::string value;
  std::string type = "text/plain";  // text/plain, text/html, application/xhtml+xml, or what the feed says
  std::string base;                 // for relative addresses inside
  std::string language;
  bool is_markup() const { return type == "text/html" || type == "application/xhtml+xml"; }
};

struct FeedLink {
  std::string href, rel, type, title, hreflang, length;
};

struct FeedPicture {
  std::string url, title, link, description, width, height;
};

// A feed, an entry, or the feed that an entry was taken from: their vocabularies overlap nearly wholly.
struct FeedRecord {
  FeedText title, subtitle, summary, rights, info;
  std::vector<FeedText> contents;
  std::string id, language, generator, generator_url, generator_version, docs, ttl, comments, comment_feed, icon, logo, license;
  std::string published, updated, created, expired;
  bool id_is_link = false;
  std::vector<FeedLink> links;  // rel is "alternate" where none is given
  std::vector<FeedPerson> authors, contributors;
  FeedPerson publisher;
  std::vector<FeedCategory> categories;
  std::vector<FeedEnclosure> enclosures;
  FeedPicture picture;
  std::string explicit_content, block, duration;  // itunes
  std::string coordinates;                        // georss point or geo:lat and geo:long, "lat lon"
  std::vector<FeedRecord> source;                 // none or one

  const FeedLink* link(std::string_view rel) const;
};

struct FeedDocument {
  std::string format;
  std::string charset;
  bool guessed_charset = false;
  FeedRecord feed;
  std::vector<FeedRecord> entries;
};

Result<FeedDocument> read_feed(std::string_view bytes, const FeedOptions& options = {});

FeedDocument json_feed(const Json& json, const FeedOptions& options);              // feed_json.cpp
Result<FeedDocument> xml_feed(std::string_view utf8, const FeedOptions& options);  // feed_xml.cpp

// "mail@example.org (Name)", "Name <mail@example.org>", a name, an address.
FeedPerson person_from_text(std::string_view text);

}  // namespace galley::formats
