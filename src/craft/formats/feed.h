#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"

// News feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed 1.x, CDF, with Dublin Core, content:, media:,
// itunes:, georss: and threading where they carry something. Bytes in, values ready for the inbox out.
//
// Sources: RSS 2.0 (cyber.harvard.edu/rss), RFC 4287, JSON Feed 1.1, RSS 1.0 and its modules, Media RSS 1.5.1.
// Errors: feed.empty, feed.not_a_feed, and those of xml.h (xml.not_well_formed ..., xml.entity_declarations) and json.*.
// Entries beyond the limit are cut off. Pure, safe from every thread.
namespace galley::formats {

struct FeedPerson {
  std::string name, email, url;
  bool operator==(const FeedPerson&) const = default;
};

struct FeedCategory {
  std::string term, scheme, label;
  bool operator==(const FeedCategory&) const = default;
};

struct FeedEnclosure {
  std::string url, type, title;
  std::optional<std::int64_t> length;  // bytes
  bool operator==(const FeedEnclosure&) const = default;
};

struct FeedEntry {
  std::string guid;      // guid / id, else the address, else a hash of headline and time; never the position
  std::string url;       // absolute where a base is known
  std::string headline;  // plain text; where there is none, the beginning of the summary
  std::string summary;   // plain text
  std::string html;      // sanitised with Profile::feed, addresses absolute; "" where the entry has a summary only
  std::string author;    // names, joined by ", "
  std::vector<FeedPerson> authors;
  std::optional<Time> published, updated;
  std::vector<FeedCategory> categories;
  std::vector<FeedEnclosure> enclosures;
  std::string picture;   // address of the lead picture, "" where none is named
  std::string language;  // BCP 47 as given
  std::string rights;
  std::string comments_url;
  std::string source_title, source_url;  // where the entry says that it comes from elsewhere
};

struct Feed {
  std::string format;   // rss090 rss091 rss092 rss20 rss10 atom03 atom10 json10 json11 cdf
  std::string charset;  // by which the bytes were read
  std::string title, subtitle, url, self_url, hub_url, language, rights, generator, picture, guid;
  std::optional<Time> updated;
  std::int64_t ttl_minutes = 0;  // 0 = not said
  std::vector<FeedCategory> categories;
  std::vector<FeedPerson> authors;
  std::vector<FeedEntry> entries;  // in the feed's order
};

struct FeedOptions {
  std::string_view content_type = {};  // of the response, for the charset
  std::string_view base_url = {};      // where the feed was fetched
  std::size_t entries = 2'000;
};

Result<Feed> parse_feed(std::string_view bytes, const FeedOptions& options = {});

}  // namespace galley::formats
