#include "craft/channels/slots.h"

#include <algorithm>

#include "craft/formats/escape.h"
#include "craft/formats/url.h"
#include "platform/base/text.h"

namespace galley::channels {
namespace {

constexpr std::string_view kOpen = "<!--slot:";
constexpr std::string_view kOpenEnd = "-->";
constexpr std::string_view kClose = "<!--/slot-->";
constexpr std::string_view kArticle = "<article class=\"fragment\"";
constexpr std::string_view kArticleEnd = "</article>";

std::string slot(std::string_view declaration) { return join({kOpen, declaration, kOpenEnd, kClose}); }

// One slot found in a text: everything before it, its declaration ("asset asset_1 alt=..."), its content.
struct Found {
  std::string_view before, declaration, content, after;
};

// True and `found` set; false at the end of the text; an error where a slot does not end or holds another.
Result<bool> next_slot(std::string_view text, Found& found) {
  const auto open = text.find(kOpen);
  if (open == std::string_view::npos) return text.contains(kClose) ? Result<bool>(invalid("slots.broken")) : Result<bool>(false);
  const auto open_end = text.find(kOpenEnd, open + kOpen.size());
  const auto close = open_end == std::string_view::npos ? open_end : text.find(kClose, open_end);
  if (close == std::string_view::npos) return invalid("slots.broken");
  const auto begin = open_end + kOpenEnd.size();
  found = {text.substr(0, open), text.substr(open + kOpen.size(), open_end - open - kOpen.size()), text.substr(begin, close - begin),
           text.substr(close + kClose.size())};
  const bool nested = found.declaration.contains('<') || found.content.contains(kOpen) || found.before.contains(kClose);
  return nested ? Result<bool>(invalid("slots.broken")) : Result<bool>(true);
}

class Filler {
 public:
  explicit Filler(const SlotValues& values) : values_(values) {}

  Result<std::string> filling(std::string_view declaration) {
    if (declaration == "marker") return marker();
    if (declaration == "published") return published();
    if (declaration == "credits") return credits();
    if (declaration.starts_with("asset ")) return picture(declaration.substr(6));
    return invalid("slots.broken");
  }

 private:
  std::string marker() const {
    std::string out;
    if (values_.marker.empty()) return out;
    out += "<data";
    formats::append_attribute(out, "value", values_.marker);
    return out + "></data>";
  }

  std::string published() const {
    std::string out;
    if (values_.published_iso.empty()) return out;
    out += "<time";
    formats::append_attribute(out, "datetime", values_.published_iso);
    out += '>';
    formats::append_escaped(out, values_.published_text.empty() ? values_.published_iso : values_.published_text);
    return out + "</time>";
  }

  std::string credits() const {
    std::string out;
    for (const std::string& credit : values_.credits) {
      if (!out.empty()) out += ' ';
      out += join({"<span>", formats::escaped(credit), "</span>"});
    }
    return out;
  }

  // `declaration` = asset id, blank, alt="..." already escaped.
  Result<std::string> picture(std::string_view declaration) {
    const auto blank = declaration.find(' ');
    const auto handle = std::ranges::find(values_.assets, declaration.substr(0, blank), &AssetHandle::asset);
    if (handle == values_.assets.end()) return std::string();
    if (!formats::safe_url(handle->src, formats::UrlUse::picture)) return invalid("slots.url");
    std::string out = "<img";
    formats::append_attribute(out, "src", handle->src);
    if (!handle->srcset.empty()) formats::append_attribute(out, "srcset", handle->srcset);
    if (!handle->sizes.empty()) formats::append_attribute(out, "sizes", handle->sizes);
    if (handle->width > 0) formats::append_attribute(out, "width", std::to_string(handle->width));
    if (handle->height > 0) formats::append_attribute(out, "height", std::to_string(handle->height));
    formats::append_attribute(out, first_picture_ ? "fetchpriority" : "loading", first_picture_ ? "high" : "lazy");
    first_picture_ = false;
    if (blank != std::string_view::npos) out += declaration.substr(blank);
    return out + ">";
  }

  const SlotValues& values_;
  bool first_picture_ = true;
};

}  // namespace

std::string marker_slot() { return slot("marker"); }
std::string published_slot() { return slot("published"); }
std::string credits_slot() { return slot("credits"); }

std::string asset_slot(std::string_view asset, std::string_view alt) {
  std::string declaration = join({"asset ", asset});
  formats::append_attribute(declaration, "alt", alt);
  return slot(declaration);
}

Result<std::string> fill_slots(std::string_view artifact, const SlotValues& values) {
  std::string out;
  Filler filler(values);
  Found found;
  while (TRY(next_slot(artifact, found))) {
    if (!found.content.empty()) return invalid("slots.filled");
    out += join({found.before, kOpen, found.declaration, kOpenEnd, TRY(filler.filling(found.declaration)), kClose});
    artifact = found.after;
  }
  out += artifact;
  return out;
}

Result<std::string> strip_slots(std::string_view filled) {
  std::string out;
  Found found;
  while (TRY(next_slot(filled, found))) {
    out += join({found.before, slot(found.declaration)});
    filled = found.after;
  }
  out += filled;
  return out;
}

Result<std::string> cut_fragment(std::string_view page) {
  const auto begin = page.find(kArticle);
  const auto end = begin == std::string_view::npos ? begin : page.find(kArticleEnd, begin);
  if (end == std::string_view::npos) return invalid("slots.no_fragment");
  return std::string(page.substr(begin, end + kArticleEnd.size() - begin));
}

}  // namespace galley::channels
