#include "craft/formats/feed_document.h"
#include "craft/formats/feed_elements.h"
#include "craft/formats/feed_names.h"
#include "craft/formats/xml.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

using Node = pugi::xml_node;  // hides the body's Node in this file

// Channel Definition Format: attributes place others have elements.
void read_channel_attributes(const FeedPlace& place, const Node& node, FeedRecord& out) {
  for (const auto& attribute : node.attributes()) {
    const std::string name = lower_ascii(attribute.name());
    if (name == "href") out.links.push_back({resolved_in_feed(place, node, attribute.value()), "alternate", {}, {}, {}, {}});
    if (name == "lastmod") out.updated = attribute.value();
  }
}

std::string format_of(const Node& root) {
  const std::string name = feed_name(root);
  const XmlName full = name_of(root);
  const std::string_view version = root.attribute("version").value();
  if (name == "rss") {
    if (version.starts_with("0.90")) return "rss090";
    if (version.starts_with("0.91")) return "rss091";
    if (version.starts_with("0.92")) return "rss092";
    if (version.starts_with("0.93")) return "rss093";
    if (version.starts_with("0.94")) return "rss094";
    return version.starts_with("2") ? "rss20" : "rss";
  }
  if (name == "rdf:rdf" || name == "rdf") {
    for (const Node& child : root.children()) {
      if (name_of(child).space.contains("rdf/simple/0.9")) return "rss090";
    }
    return "rss10";
  }
  if (name == "feed")
    return full.space.contains("2005/Atom") ? "atom10" : version == "0.1" ? "atom01" : version == "0.2" ? "atom02" : "atom03";
  if (name == "channel") return full.local == "CHANNEL" ? "cdf" : "rss";
  return {};
}

class Collector {
 public:
  Collector(const FeedPlace& place, std::size_t limit, FeedDocument& out) : place_(place), limit_(limit), out_(out) {}

  void collect(const Node& node, int depth) {
    for (const Node& child : node.children()) {
      const std::string name = feed_name(child);
      if (name == "item" || name == "entry")
        add(child);
      else if (depth < 2 && (name == "channel" || name == "items"))
        collect(child, depth + 1);
    }
  }

 private:
  void add(const Node& node) {
    if (out_.entries.size() >= limit_) return;
    FeedRecord& entry = out_.entries.emplace_back();
    read_feed_record(place_, node, entry);
    if (out_.format == "cdf") read_channel_attributes(place_, node, entry);
  }

  const FeedPlace& place_;
  std::size_t limit_;
  FeedDocument& out_;
};

}  // namespace

Result<FeedDocument> xml_feed(std::string_view utf8, const FeedOptions& options) {
  const Xml xml = TRY(Xml::parse(utf8));
  const Node root = xml.root();
  FeedDocument out;
  out.format = format_of(root);
  if (out.format.empty()) return invalid("feed.not_a_feed", {}, "root element " + std::string(root.name()));
  const FeedPlace place{options.base_url, out.format.starts_with("atom")};
  if (feed_name(root) == "feed" || feed_name(root) == "channel") read_feed_record(place, root, out.feed);
  if (out.format == "cdf") read_channel_attributes(place, root, out.feed);
  for (const Node& child : root.children()) {
    const std::string name = feed_name(child);
    if (name == "channel") read_feed_record(place, child, out.feed);
    if (name == "image" && out.format != "cdf") read_feed_image(place, child, out.feed);  // RSS 1.0 keeps it beside the channel
  }
  Collector(place, options.entries, out).collect(root, 0);
  return out;
}

}  // namespace galley::formats
