#include "craft/formats/feed_elements.h"

#include <algorithm>
#include <array>

#include "craft/formats/feed_names.h"
#include "craft/formats/feed_text.h"
#include "craft/formats/url.h"
#include "craft/formats/xml.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

using Node = pugi::xml_node;  // hides the body's Node in this file

std::string plain(const Node& node) { return std::string(trim(text_of(node))); }

// First wins, so a feed's own element beats the extension that is read after it.
void keep(std::string& out, std::string value) {
  if (out.empty()) out = std::move(value);
}

template <auto Member>
void text(const FeedPlace& place, const Node& node, FeedRecord& out) {
  if ((out.*Member).value.empty()) out.*Member = read_feed_text(node, place.base_url, place.atom);
}

template <auto Member>
void word(const FeedPlace&, const Node& node, FeedRecord& out) {
  keep(out.*Member, plain(node));
}

template <auto Member>
void address(const FeedPlace& place, const Node& node, FeedRecord& out) {
  keep(out.*Member, resolved_in_feed(place, node, text_of(node)));
}

void content(const FeedPlace& place, const Node& node, FeedRecord& out) {
  FeedText value = read_feed_text(node, place.base_url, place.atom);
  if (const auto src = node.attribute("src")) {
    out.links.push_back({resolved_in_feed(place, node, src.value()), "enclosure", node.attribute("type").value(), {}, {}, {}});
  }
  if (!value.value.empty()) out.contents.push_back(std::move(value));
}

void markup(const FeedPlace& place, const Node& node, FeedRecord& out) {
  FeedText value = read_feed_text(node, place.base_url, place.atom);
  value.type = "text/html";
  if (!value.value.empty()) out.contents.push_back(std::move(value));
}

void link(const FeedPlace& place, const Node& node, FeedRecord& out) {
  const auto href = node.attribute("href");
  FeedLink read{resolved_in_feed(place, node, href ? href.value() : text_of(node).c_str()),
                node.attribute("rel").as_string("alternate"),
                node.attribute("type").value(),
                node.attribute("title").value(),
                node.attribute("hreflang").value(),
                node.attribute("length").value()};
  if (href && trim(href.value()).empty()) read.href = base_of(node, place.base_url);  // "" means here
  if (read.href.empty()) return;
  if (read.rel == "enclosure") {
    FeedEnclosure enclosure{read.href, read.type, read.title, {}};
    if (std::int64_t length = node.attribute("length").as_llong(-1); length >= 0) enclosure.length = length;
    out.enclosures.push_back(std::move(enclosure));
  }
  out.links.push_back(std::move(read));
}

void enclosure(const FeedPlace& place, const Node& node, FeedRecord& out) {
  FeedEnclosure read{resolved_in_feed(place, node, node.attribute("url").value()), node.attribute("type").value(), {}, {}};
  if (std::int64_t length = node.attribute("length").as_llong(-1); length >= 0) read.length = length;
  if (!read.url.empty()) out.enclosures.push_back(std::move(read));
}

void guid(const FeedPlace& place, const Node& node, FeedRecord& out) {
  const std::string id = plain(node);
  if (id.empty() || !out.id.empty()) return;
  out.id = id;
  const std::string_view permalink = node.attribute("isPermaLink").as_string("true");
  if (!equal_ignoring_case(permalink, "true") || place.atom) return;
  out.id_is_link = true;
}

// Compared letter by letter and never resolved (RFC 4287 section 4.2.6.1).
void identifier(const FeedPlace&, const Node& node, FeedRecord& out) { keep(out.id, plain(node)); }

FeedPerson person(const FeedPlace& place, const Node& node) {
  if (!has_elements(node)) return person_from_text(text_of(node));
  FeedPerson out;
  for (const Node& child : node.children()) {
    std::string name = feed_name(child);
    if (name.starts_with("itunes:")) name.erase(0, 7);
    if (name == "name") out.name = plain(child);
    if (name == "email") out.email = plain(child);
    if (name == "uri" || name == "url" || name == "homepage") out.url = resolved_in_feed(place, child, text_of(child));
  }
  return out;
}

void author(const FeedPlace& place, const Node& node, FeedRecord& out) {
  FeedPerson read = person(place, node);
  if (read != FeedPerson{}) out.authors.push_back(std::move(read));
}

void fallback_author(const FeedPlace& place, const Node& node, FeedRecord& out) {
  if (out.authors.empty() || feed_name(node).starts_with("dc:")) author(place, node, out);
}

void contributor(const FeedPlace& place, const Node& node, FeedRecord& out) {
  FeedPerson read = person(place, node);
  if (read != FeedPerson{}) out.contributors.push_back(std::move(read));
}

void publisher(const FeedPlace& place, const Node& node, FeedRecord& out) {
  if (out.publisher == FeedPerson{}) out.publisher = person(place, node);
}

void category(const FeedPlace&, const Node& node, FeedRecord& out) {
  const auto term = node.attribute("term");
  const auto scheme = node.attribute("scheme") ? node.attribute("scheme") : node.attribute("domain");
  FeedCategory read{term ? term.value() : plain(node), scheme.value(), node.attribute("label").value()};
  const bool known = std::ranges::find(out.categories, read) != out.categories.end();
  if (!known && (!read.term.empty() || !read.label.empty())) out.categories.push_back(std::move(read));
}

void itunes_category(const FeedPlace& place, const Node& node, FeedRecord& out) {
  out.categories.push_back({node.attribute("text").value(), "http://www.itunes.com/", {}});
  for (const Node& inner : node.children()) {
    if (feed_name(inner) == "itunes:category") itunes_category(place, inner, out);
  }
}

void keywords(const FeedPlace&, const Node& node, FeedRecord& out) {
  const std::string all = plain(node);
  for (const auto keyword : split(all, all.contains(',') ? ',' : ' ')) {
    if (!trim(keyword).empty()) out.categories.push_back({std::string(trim(keyword)), {}, {}});
  }
}

void image(const FeedPlace& place, const Node& node, FeedRecord& out) {
  FeedPicture& picture = out.picture;
  const auto href = node.attribute("href") ? node.attribute("href") : node.attribute("url");
  if (href) return keep(picture.url, resolved_in_feed(place, node, href.value()));
  for (const Node& child : node.children()) {
    const std::string name = feed_name(child);
    if (name == "url") keep(picture.url, resolved_in_feed(place, child, text_of(child)));
    if (name == "title") keep(picture.title, plain(child));
    if (name == "link") keep(picture.link, resolved_in_feed(place, child, text_of(child)));
    if (name == "description") keep(picture.description, plain(child));
    if (name == "width") keep(picture.width, plain(child));
    if (name == "height") keep(picture.height, plain(child));
  }
  if (!has_elements(node)) keep(picture.url, resolved_in_feed(place, node, text_of(node)));
}

void thumbnail(const FeedPlace& place, const Node& node, FeedRecord& out) {
  keep(out.picture.url, resolved_in_feed(place, node, node.attribute("url").value()));
}

void media_content(const FeedPlace& place, const Node& node, FeedRecord& out) {
  const std::string url = resolved_in_feed(place, node, node.attribute("url").value());
  const std::string_view type = node.attribute("type").value();
  if (url.empty()) return;
  if (type.starts_with("image/") || std::string_view(node.attribute("medium").value()) == "image") return keep(out.picture.url, url);
  FeedEnclosure read{url, std::string(type), {}, {}};
  if (std::int64_t size = node.attribute("fileSize").as_llong(-1); size >= 0) read.length = size;
  if (std::ranges::none_of(out.enclosures, [&](const FeedEnclosure& known) { return known.url == url; }))
    out.enclosures.push_back(std::move(read));
}

void generator(const FeedPlace& place, const Node& node, FeedRecord& out) {
  keep(out.generator, plain(node));
  const auto url = node.attribute("uri") ? node.attribute("uri") : node.attribute("url");
  keep(out.generator_url, resolved_in_feed(place, node, url.value()));
  keep(out.generator_version, node.attribute("version").value());
}

void generator_agent(const FeedPlace&, const Node& node, FeedRecord& out) { keep(out.generator, node.attribute("rdf:resource").value()); }

void license(const FeedPlace&, const Node& node, FeedRecord& out) {
  const auto resource = node.attribute("rdf:resource");
  keep(out.license, resource ? resource.value() : plain(node));
}

void point(const FeedPlace&, const Node& node, FeedRecord& out) { keep(out.coordinates, plain(node)); }

void latitude(const FeedPlace&, const Node& node, FeedRecord& out) {
  for (const Node& sibling : node.parent().children()) {
    if (feed_name(sibling) == "geo:long") keep(out.coordinates, plain(node) + " " + plain(sibling));
  }
}

void source(const FeedPlace& place, const Node& node, FeedRecord& out);

struct Rule {
  std::string_view name;
  void (*read)(const FeedPlace&, const Node&, FeedRecord&);
};

// The feed's own vocabulary.
constexpr std::array kOwn{
    Rule{"title", &text<&FeedRecord::title>},
    Rule{"link", &link},
    Rule{"url", &link},
    Rule{"guid", &guid},
    Rule{"id", &identifier},
    Rule{"description", &text<&FeedRecord::summary>},
    Rule{"summary", &text<&FeedRecord::summary>},
    Rule{"abstract", &text<&FeedRecord::summary>},
    Rule{"subtitle", &text<&FeedRecord::subtitle>},
    Rule{"tagline", &text<&FeedRecord::subtitle>},
    Rule{"info", &text<&FeedRecord::info>},
    Rule{"content", &content},
    Rule{"body", &markup},
    Rule{"fullitem", &markup},
    Rule{"content:encoded", &markup},
    Rule{"xhtml:body", &markup},
    Rule{"prodlink", &markup},
    Rule{"author", &author},
    Rule{"managingeditor", &author},
    Rule{"contributor", &contributor},
    Rule{"webmaster", &publisher},
    Rule{"category", &category},
    Rule{"enclosure", &enclosure},
    Rule{"image", &image},
    Rule{"icon", &address<&FeedRecord::icon>},
    Rule{"logo", &address<&FeedRecord::logo>},
    Rule{"language", &word<&FeedRecord::language>},
    Rule{"rights", &text<&FeedRecord::rights>},
    Rule{"copyright", &text<&FeedRecord::rights>},
    Rule{"generator", &generator},
    Rule{"docs", &address<&FeedRecord::docs>},
    Rule{"ttl", &word<&FeedRecord::ttl>},
    Rule{"comments", &address<&FeedRecord::comments>},
    Rule{"published", &word<&FeedRecord::published>},
    Rule{"pubdate", &word<&FeedRecord::published>},
    Rule{"issued", &word<&FeedRecord::published>},
    Rule{"updated", &word<&FeedRecord::updated>},
    Rule{"modified", &word<&FeedRecord::updated>},
    Rule{"lastbuilddate", &word<&FeedRecord::updated>},
    Rule{"created", &word<&FeedRecord::created>},
    Rule{"expirationdate", &word<&FeedRecord::expired>},
    Rule{"source", &source},
};

// Extensions: they fill what the own vocabulary left empty, and lists go on.
constexpr std::array kExtensions{
    Rule{"dc:title", &text<&FeedRecord::title>},
    Rule{"dc:description", &text<&FeedRecord::summary>},
    Rule{"dc:creator", &fallback_author},
    Rule{"dc:author", &fallback_author},
    Rule{"dc:contributor", &contributor},
    Rule{"dc:publisher", &publisher},
    Rule{"dc:subject", &category},
    Rule{"dc:language", &word<&FeedRecord::language>},
    Rule{"dc:rights", &text<&FeedRecord::rights>},
    Rule{"dc:date", &word<&FeedRecord::updated>},
    Rule{"dc:identifier", &identifier},
    Rule{"dcterms:issued", &word<&FeedRecord::published>},
    Rule{"dcterms:created", &word<&FeedRecord::created>},
    Rule{"dcterms:modified", &word<&FeedRecord::updated>},
    Rule{"itunes:author", &fallback_author},
    Rule{"itunes:owner", &publisher},
    Rule{"itunes:subtitle", &text<&FeedRecord::subtitle>},
    Rule{"itunes:summary", &text<&FeedRecord::summary>},
    Rule{"itunes:category", &itunes_category},
    Rule{"itunes:keywords", &keywords},
    Rule{"itunes:image", &image},
    Rule{"itunes:link", &link},
    Rule{"itunes:explicit", &word<&FeedRecord::explicit_content>},
    Rule{"itunes:block", &word<&FeedRecord::block>},
    Rule{"itunes:duration", &word<&FeedRecord::duration>},
    Rule{"media:title", &text<&FeedRecord::title>},
    Rule{"media:description", &text<&FeedRecord::summary>},
    Rule{"media:thumbnail", &thumbnail},
    Rule{"media:content", &media_content},
    Rule{"media:keywords", &keywords},
    Rule{"media:category", &category},
    Rule{"georss:point", &point},
    Rule{"geo:lat", &latitude},
    Rule{"wfw:commentrss", &address<&FeedRecord::comment_feed>},
    Rule{"admin:generatoragent", &generator_agent},
    Rule{"cc:license", &license},
};

template <class Rules>
void apply(const Rules& rules, const FeedPlace& place, const Node& node, FeedRecord& out) {
  for (const Node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string name = feed_name(child);
    if (name == "media:group") apply(rules, place, child, out);
    const auto rule = std::ranges::find(rules, name, &Rule::name);
    if (rule != rules.end()) rule->read(place, child, out);
  }
}

// In Atom a feed of its own; in RSS an address and a name.
void source(const FeedPlace& place, const Node& node, FeedRecord& out) {
  if (!out.source.empty()) return;
  FeedRecord& read = out.source.emplace_back();
  if (has_elements(node)) return read_feed_record(place, node, read);
  read.title.value = plain(node);
  if (const auto url = node.attribute("url"))
    read.links.push_back({resolved_in_feed(place, node, url.value()), "alternate", {}, {}, {}, {}});
}

}  // namespace

std::string resolved_in_feed(const FeedPlace& place, const pugi::xml_node& node, std::string_view url) {
  url = trim(url);
  return url.empty() ? std::string() : resolve_url(base_of(node, place.base_url), url);
}

void read_feed_record(const FeedPlace& place, const Node& node, FeedRecord& out) {
  apply(kOwn, place, node, out);
  apply(kExtensions, place, node, out);
  keep(out.language, std::string(inherited(node, "xml:lang")));
  std::ranges::replace(out.language, '_', '-');  // en_US is no language tag, en-US is
  if (const auto about = node.attribute("rdf:about")) keep(out.id, about.value());
}

void read_feed_image(const FeedPlace& place, const pugi::xml_node& node, FeedRecord& out) { image(place, node, out); }

}  // namespace galley::formats
