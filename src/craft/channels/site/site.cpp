#include "craft/channels/site/site.h"

#include "craft/channels/slots.h"
#include "craft/formats/escape.h"
#include "craft/formats/url.h"
#include "platform/base/text.h"

namespace galley::channels {
namespace {

using text::Unit;

constexpr std::size_t kMaxContent = 4 << 20;
constexpr std::size_t kDescription = 160;  // code points; what search engines show

constexpr FieldLimit kFields[] = {
    // field      member               required  max      unit
    {"headline", &Document::headline, true, 200, Unit::grapheme}, {"language", &Document::language, true, 35, Unit::codepoint},
    {"kicker", &Document::kicker, false, 60, Unit::grapheme},     {"deck", &Document::deck, false, 400, Unit::grapheme},
    {"byline", &Document::byline, false, 200, Unit::grapheme},    {"summary", &Document::summary, false, 600, Unit::grapheme},
    {"slug", &Document::slug, false, 100, Unit::codepoint},       {"body", nullptr, true, 200'000, Unit::codepoint},
};

constexpr Capabilities kCapabilities{
    .idempotency = Idempotency::client_id,
    .fields = kFields,
    .needs_alt_text = true,
    .pictures_max = 200,
    .update = true,
    .retract = true,
    .draft = false,
    .schedule = false,
    .list = true,
};

bool is_slug(std::string_view slug) {
  return slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos && !slug.starts_with('-') &&
         !slug.ends_with('-');
}

std::vector<Issue> validate(const Document& document) {
  auto issues = check_capabilities(document, kCapabilities);
  if (!is_slug(document.slug)) issues.push_back({"/slug", "channel.slug_form", {}});
  return issues;
}

bool lies_elsewhere(std::string_view address) { return address.starts_with("//") || address.find("://") != std::string_view::npos; }

std::string picture(const formats::Node& figure) {
  const auto alt = formats::text_attr(figure.attrs, "alt");
  if (const auto asset = formats::text_attr(figure.attrs, "asset"); !asset.empty()) return asset_slot(asset, alt);
  const auto src = formats::safe_url(formats::text_attr(figure.attrs, "src"), formats::UrlUse::picture);
  if (!src || src->empty()) return {};
  // Readers load pictures from the site alone, its policy says so. One that lies elsewhere is a link that says what it shows.
  if (lies_elsewhere(*src)) {
    std::string out = "<a class=\"picture\"";
    formats::append_attribute(out, "href", *src);
    return join({out, " rel=\"noopener nofollow\">", formats::escaped(alt.empty() ? *src : alt), "</a>"});
  }
  std::string out = "<img";
  formats::append_attribute(out, "src", *src);
  formats::append_attribute(out, "alt", alt);
  return out + " loading=\"lazy\">";
}

void append_line(std::string& out, std::string_view css_class, std::string_view text) {
  if (text.empty()) return;
  out += join({"<p class=\"", css_class, "\">", formats::escaped(text), "</p>"});
}

std::string content_of(const Document& document) {
  std::string out = "<article class=\"fragment\"";
  formats::append_attribute(out, "lang", document.language);
  out += ">" + marker_slot();
  append_line(out, "kicker", document.kicker);
  out += join({"<h1>", formats::escaped(document.headline), "</h1>"});
  append_line(out, "deck", document.deck);
  append_line(out, "byline", document.byline);
  out += join({"<p class=\"stamp\">", published_slot(), "</p>"});
  out += join({"<div class=\"body\">", formats::to_html(document.body, picture), "</div>"});
  out += join({"<p class=\"credits\">", credits_slot(), "</p></article>"});
  return out;
}

std::string description_of(const Document& document, std::string_view plain) {
  if (!document.summary.empty()) return document.summary;
  if (!document.deck.empty()) return document.deck;
  std::string line;
  for (const char c : plain)
    if (c != '\n') line += c;
    else if (!line.ends_with(' ')) line += ' ';
  return cut_at(line, kDescription);
}

Json metadata_of(const Document& document, const std::vector<PictureRef>& pictures) {
  const std::string plain = formats::to_plain_text(document.body);
  Json::Object out{{"headline", Json(document.headline)},
                   {"language", Json(document.language)},
                   {"kicker", Json(document.kicker)},
                   {"deck", Json(document.deck)},
                   {"byline", Json(document.byline)},
                   {"summary", Json(document.summary)},
                   {"slug", Json(document.slug)},
                   {"description", Json(description_of(document, plain))},
                   {"words", Json(text::count_words(plain).words)}};
  Json::Array hashtags;
  for (const std::string& tag : document.hashtags) hashtags.emplace_back(tag);
  out.emplace_back("hashtags", Json(std::move(hashtags)));
  if (!pictures.empty()) {
    const PictureRef& lead = pictures.front();
    Json::Object object{{"alt", Json(lead.alt)}};
    object.emplace_back(lead.asset.empty() ? "src" : "asset", Json(lead.asset.empty() ? lead.src : lead.asset));
    out.emplace_back("lead", Json(std::move(object)));
  }
  return Json(std::move(out));
}

Result<Artifact> render(const Document& document) {
  Artifact out{
      .kind = "site", .content_type = "text/html", .content = content_of(document), .metadata = {}, .pictures = pictures_of(document.body)};
  if (out.content.size() > kMaxContent) return invalid("channel.too_large");
  out.metadata = metadata_of(document, out.pictures);
  return out;
}

}  // namespace

constinit const Kind kSite{"site", kCapabilities, &validate, &render};

}  // namespace galley::channels
