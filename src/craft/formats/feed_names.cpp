#include "craft/formats/feed_names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "craft/formats/url.h"
#include "craft/formats/xml.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

struct Space {
  std::string_view uri;     // lower case, without scheme and trailing slash or hash
  std::string_view prefix;  // "" = the feed's own vocabulary
};

constexpr std::array kSpaces{
    Space{"www.w3.org/2005/atom", ""},
    Space{"purl.org/atom/ns", ""},
    Space{"example.com/newformat", ""},
    Space{"example.com/necho", ""},
    Space{"purl.org/echo", ""},
    Space{"uri/of/echo/namespace", ""},
    Space{"purl.org/pie", ""},
    Space{"purl.org/rss/1.0", ""},
    Space{"purl.org/net/rss1.1", ""},
    Space{"my.netscape.com/rdf/simple/0.9", ""},
    Space{"channel.netscape.com/rdf/simple/0.9", ""},
    Space{"my.netscape.com/publish/formats/rss-0.91", ""},
    Space{"backend.userland.com/rss", ""},
    Space{"backend.userland.com/rss2", ""},
    Space{"backend.userland.com/blogchannelmodule", "blogchannel"},
    Space{"blogs.law.harvard.edu/tech/rss", ""},
    Space{"www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    Space{"purl.org/dc/elements/1.1", "dc"},
    Space{"purl.org/dc/elements/1.0", "dc"},
    Space{"purl.org/dc/terms", "dcterms"},
    Space{"purl.org/rss/1.0/modules/content", "content"},
    Space{"www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    Space{"example.com/dtds/podcast-1.0.dtd", "itunes"},
    Space{"search.yahoo.com/mrss", "media"},
    Space{"video.search.yahoo.com/mrss", "media"},
    Space{"search.yahoo.com/mrss/index.html", "media"},
    Space{"tools.search.yahoo.com/mrss", "media"},
    Space{"www.georss.org/georss", "georss"},
    Space{"www.w3.org/2003/01/geo/wgs84_pos", "geo"},
    Space{"www.opengis.net/gml", "gml"},
    Space{"wellformedweb.org/commentapi", "wfw"},
    Space{"purl.org/rss/1.0/modules/slash", "slash"},
    Space{"purl.org/syndication/thread/1.0", "thr"},
    Space{"webns.net/mvcb", "admin"},
    Space{"www.w3.org/1999/xhtml", "xhtml"},
    Space{"web.resource.org/cc", "cc"},
    Space{"creativecommons.org/ns", "cc"},
    Space{"backend.userland.com/creativecommonsrssmodule", "cc"},
    Space{"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", "cc"},
    Space{"rssnamespace.org/feedburner/ext/1.0", "feedburner"},
};

std::string bare(std::string_view uri) {
  std::string out = lower_ascii(uri);
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (out.starts_with(scheme)) out.erase(0, scheme.size());
  }
  while (out.ends_with('/') || out.ends_with('#')) out.pop_back();
  return out;
}

}  // namespace

std::string feed_name(const pugi::xml_node& node) {
  const XmlName name = name_of(node);
  const std::string local = lower_ascii(name.local);
  if (name.space.empty()) return local;
  const auto known = std::ranges::find(kSpaces, bare(name.space), &Space::uri);
  if (known != kSpaces.end()) return known->prefix.empty() ? local : join({known->prefix, ":", local});
  const std::string_view full = node.name();
  const auto colon = full.find(':');
  return colon == std::string_view::npos ? local : lower_ascii(full);
}

std::string base_of(const pugi::xml_node& node, std::string_view outermost) {
  std::vector<std::string_view> bases;
  for (auto at = node; at; at = at.parent()) {
    const auto base = trim(at.attribute("xml:base").value());
    if (!base.empty() && safe_url(base, UrlUse::picture)) bases.push_back(base);
  }
  std::string out(outermost);
  for (auto base = bases.rbegin(); base != bases.rend(); ++base) out = out.empty() ? std::string(*base) : resolve_url(out, *base);
  return out;
}

}  // namespace galley::formats
