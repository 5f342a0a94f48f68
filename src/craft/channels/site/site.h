#pragma once

#include "craft/channels/channel.h"

// The readers' site: an article fragment that the theme puts into its page.
//
//   <article class="fragment" lang=".."> marker slot, p.kicker, h1, p.deck, p.byline, p.stamp (published slot),
//   div.body (pictures are asset slots), p.credits (credits slot) </article>
//
// Metadata: headline, language, kicker, deck, byline, summary, slug, hashtags, description, words, lead {asset|src, alt}.
namespace galley::channels {

extern const Kind kSite;

}  // namespace galley::channels
