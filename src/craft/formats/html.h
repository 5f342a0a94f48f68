#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "craft/formats/body.h"
#include "platform/base/result.h"

// HTML from outside, made harmless (allow-list by profile) and turned into a body.
//
// The text is parsed as a browser would (HTML5, as a fragment in a body), everything that the profile doesn't name is taken
// out, and the rest is written anew with full escaping. What comes out is a fixed point: sanitising it again changes nothing,
// so a second parser can't read it differently (mutation XSS). Script-like elements go with their content, unknown ones leave
// their content. No `on*`, no `style` but a profile's property list, no foreign namespaces (SVG, MathML), no comments.
//
// Errors: html.too_large (bytes in or out), html.too_many_tags, html.too_complex (the parse would need more memory than
// allowed). Depth beyond the limit is cut off silently. All functions are pure and safe from every thread.
namespace galley::formats {

enum class Profile {
  editor,    // what the editors' app pastes: structure, links, pictures
  feed,      // what arrives from sources: as editor, plus raster pictures in data: addresses
  comment,   // readers' words: inline marks, links that search engines don't follow, no pictures
  wechat,    // inline styles of a subset, only pictures that already lie on the platform
  email,     // structure, inline styles of a subset, absolute addresses
  mastodon,  // what Mastodon itself keeps
};

struct HtmlLimits {
  std::size_t bytes = 2 << 20;    // in, and twice that out
  std::size_t tags = 20'000;      // bounds the parser's time, which is quadratic in them at worst
  std::size_t memory = 96 << 20;  // bounds the tree, which may be quadratic in the tags (open formatting elements)
  int depth = 200;
};

struct SanitizeOptions {
  std::string_view base_url = {};  // relative addresses are completed with it
  HtmlLimits limits = {};
};

Result<std::string> sanitize(std::string_view html, Profile profile, const SanitizeOptions& options = {});

// The text alone, white space folded, blocks separated by one blank. For headlines and summaries that carry markup.
Result<std::string> text_from_html(std::string_view html, const HtmlLimits& limits = {});

// Any HTML (it is sanitised with Profile::feed first) as a normalised body: headings h1 and h2 become level 2, h3 3, deeper
// ones 4; pictures become figures of their own, with their figcaption; double line breaks end a paragraph; pictures of one
// pixel go. `make_id` gives the ids of the blocks.
Result<Body> body_from_html(std::string_view html, const IdMaker& make_id, const SanitizeOptions& options = {});

}  // namespace galley::formats
