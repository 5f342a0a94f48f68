#pragma once

#include <optional>
#include <string>
#include <string_view>

// Which addresses may stand in a text, and how a relative one is completed (RFC 3986 section 5). Nothing here talks to the
// network; whether an address may be *fetched* is decided by the guarded client. Pure, safe from every thread.
namespace galley::formats {

enum class UrlUse {
  link,             // http, https, mailto, tel
  picture,          // http, https
  picture_or_data,  // also data: with a raster picture in base64
};

// The address as a browser would read it (outer white space and inner tabs and line breaks gone, spaces as %20), or nothing
// when its scheme is not allowed for this use. Addresses without a scheme (relative ones) are allowed. The result is a
// fixed point.
std::optional<std::string> safe_url(std::string_view url, UrlUse use);

// `reference` seen from `base`. A base without "scheme://" resolves nothing: the reference comes back as it is.
std::string resolve_url(std::string_view base, std::string_view reference);

}  // namespace galley::formats
