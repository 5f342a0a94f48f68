#include "craft/formats/html_rules.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr unsigned bit(Profile profile) { return 1U << static_cast<unsigned>(profile); }

constexpr unsigned kEverywhere = ~0U;
constexpr unsigned kArticles = bit(Profile::editor) | bit(Profile::feed) | bit(Profile::wechat) | bit(Profile::email);
constexpr unsigned kLists = kArticles | bit(Profile::mastodon);
constexpr unsigned kNotMastodon = kArticles | bit(Profile::comment);

struct Line {
  GumboTag tag;
  unsigned profiles;
  std::string_view attributes;
};

constexpr Line kKept[] = {
    {GUMBO_TAG_P, kEverywhere, ""},
    {GUMBO_TAG_BR, kEverywhere, ""},
    {GUMBO_TAG_A, kEverywhere, "href title"},
    {GUMBO_TAG_STRONG, kEverywhere, ""},
    {GUMBO_TAG_B, kEverywhere, ""},
    {GUMBO_TAG_EM, kEverywhere, ""},
    {GUMBO_TAG_I, kEverywhere, ""},
    {GUMBO_TAG_U, kEverywhere, ""},
    {GUMBO_TAG_S, kNotMastodon, ""},
    {GUMBO_TAG_DEL, kEverywhere, ""},
    {GUMBO_TAG_STRIKE, kNotMastodon, ""},
    {GUMBO_TAG_CODE, kEverywhere, ""},
    {GUMBO_TAG_SUB, kNotMastodon, ""},
    {GUMBO_TAG_SUP, kNotMastodon, ""},
    {GUMBO_TAG_BLOCKQUOTE, kEverywhere, ""},
    {GUMBO_TAG_UL, kLists, ""},
    {GUMBO_TAG_OL, kLists, "start"},
    {GUMBO_TAG_LI, kLists, ""},
    {GUMBO_TAG_PRE, kLists, ""},
    {GUMBO_TAG_SPAN, kArticles, "lang dir"},
    {GUMBO_TAG_H1, kArticles, ""},
    {GUMBO_TAG_H2, kArticles, ""},
    {GUMBO_TAG_H3, kArticles, ""},
    {GUMBO_TAG_H4, kArticles, ""},
    {GUMBO_TAG_H5, kArticles, ""},
    {GUMBO_TAG_H6, kArticles, ""},
    {GUMBO_TAG_DIV, kArticles, "lang dir"},
    {GUMBO_TAG_SECTION, kArticles, ""},
    {GUMBO_TAG_ARTICLE, kArticles, ""},
    {GUMBO_TAG_HR, kArticles, ""},
    {GUMBO_TAG_IMG, kArticles, "src alt title width height"},
    {GUMBO_TAG_FIGURE, kArticles, ""},
    {GUMBO_TAG_FIGCAPTION, kArticles, ""},
    {GUMBO_TAG_TABLE, kArticles, ""},
    {GUMBO_TAG_CAPTION, kArticles, ""},
    {GUMBO_TAG_THEAD, kArticles, ""},
    {GUMBO_TAG_TBODY, kArticles, ""},
    {GUMBO_TAG_TFOOT, kArticles, ""},
    {GUMBO_TAG_TR, kArticles, ""},
    {GUMBO_TAG_TD, kArticles, "colspan rowspan"},
    {GUMBO_TAG_TH, kArticles, "colspan rowspan"},
    {GUMBO_TAG_DL, kArticles, ""},
    {GUMBO_TAG_DT, kArticles, ""},
    {GUMBO_TAG_DD, kArticles, ""},
    {GUMBO_TAG_Q, kArticles, ""},
    {GUMBO_TAG_CITE, kArticles, ""},
    {GUMBO_TAG_SMALL, kArticles, ""},
    {GUMBO_TAG_MARK, kArticles, ""},
    {GUMBO_TAG_ABBR, kArticles, "title"},
    {GUMBO_TAG_TIME, kArticles, "datetime"},
    {GUMBO_TAG_WBR, kArticles, ""},
    {GUMBO_TAG_RUBY, kArticles, ""},
    {GUMBO_TAG_RT, kArticles, ""},
    {GUMBO_TAG_RP, kArticles, ""},
};

// Active, invisible or belonging to a form: their text is not the story's.
constexpr GumboTag kDropped[] = {
    GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_TEMPLATE,  GUMBO_TAG_IFRAME, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_NOEMBED,
    GUMBO_TAG_NOFRAMES, GUMBO_TAG_FRAME,    GUMBO_TAG_PLAINTEXT, GUMBO_TAG_XMP,    GUMBO_TAG_SVG,      GUMBO_TAG_MATH,
    GUMBO_TAG_OBJECT,   GUMBO_TAG_EMBED,    GUMBO_TAG_APPLET,    GUMBO_TAG_BASE,   GUMBO_TAG_META,     GUMBO_TAG_LINK,
    GUMBO_TAG_TITLE,    GUMBO_TAG_INPUT,    GUMBO_TAG_BUTTON,    GUMBO_TAG_SELECT, GUMBO_TAG_OPTION,   GUMBO_TAG_OPTGROUP,
    GUMBO_TAG_TEXTAREA, GUMBO_TAG_DATALIST, GUMBO_TAG_OUTPUT,    GUMBO_TAG_KEYGEN, GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,
    GUMBO_TAG_CANVAS,   GUMBO_TAG_MAP,      GUMBO_TAG_AREA,      GUMBO_TAG_PARAM,
};

constexpr GumboTag kPhrasing[] = {
    GUMBO_TAG_A,     GUMBO_TAG_STRONG, GUMBO_TAG_B,    GUMBO_TAG_EM,   GUMBO_TAG_I,   GUMBO_TAG_U,    GUMBO_TAG_S,   GUMBO_TAG_DEL,
    GUMBO_TAG_INS,   GUMBO_TAG_STRIKE, GUMBO_TAG_CODE, GUMBO_TAG_SUB,  GUMBO_TAG_SUP, GUMBO_TAG_SPAN, GUMBO_TAG_Q,   GUMBO_TAG_CITE,
    GUMBO_TAG_SMALL, GUMBO_TAG_MARK,   GUMBO_TAG_ABBR, GUMBO_TAG_TIME, GUMBO_TAG_WBR, GUMBO_TAG_RUBY, GUMBO_TAG_RT,  GUMBO_TAG_RP,
    GUMBO_TAG_FONT,  GUMBO_TAG_TT,     GUMBO_TAG_BIG,  GUMBO_TAG_KBD,  GUMBO_TAG_VAR, GUMBO_TAG_SAMP, GUMBO_TAG_DFN, GUMBO_TAG_LABEL,
};

constexpr std::size_t kProfiles = 6;
using TagTable = std::array<TagRule, GUMBO_TAG_LAST + 1>;

constexpr TagTable table_of(unsigned profile) {
  TagTable table{};
  for (const auto tag : kDropped) table[tag].fate = Fate::drop;
  for (const Line& line : kKept) {
    if (line.profiles & profile) table[line.tag] = {Fate::keep, line.attributes};
  }
  return table;
}

constexpr std::array<TagTable, kProfiles> kTables{table_of(1), table_of(2), table_of(4), table_of(8), table_of(16), table_of(32)};

constexpr std::array<ProfileRules, kProfiles> kRules{{
    {UrlUse::picture, "", "", false},                       // editor
    {UrlUse::picture_or_data, "", "", false},               // feed
    {UrlUse::picture, "", "nofollow ugc noopener", false},  // comment
    {UrlUse::picture, "https://mmbiz.qpic.cn/", "", true},  // wechat
    {UrlUse::picture, "https://", "", true},                // email
    {UrlUse::picture, "", "", false},                       // mastodon
}};

constexpr std::string_view kStyles[] = {
    "text-align",  "color",           "background-color", "font-weight",   "font-style",    "font-size",   "line-height",  "letter-spacing",
    "text-indent", "text-decoration", "margin",           "margin-top",    "margin-bottom", "margin-left", "margin-right", "padding",
    "padding-top", "padding-bottom",  "padding-left",     "padding-right", "border-radius", "width",       "max-width",    "vertical-align",
};

// Letters, digits and a little punctuation: no quotes, backslashes, brackets (so no url(), expression() or escapes), no @.
bool is_plain_style_value(std::string_view value) {
  return !value.empty() && value.size() <= 100 && std::ranges::all_of(value, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view(" .,%#+-").contains(c);
  });
}

}  // namespace

const TagRule& tag_rule(Profile profile, GumboTag tag) { return kTables[static_cast<std::size_t>(profile)][tag]; }
bool is_phrasing(GumboTag tag) { return std::ranges::find(kPhrasing, tag) != std::end(kPhrasing); }
const ProfileRules& profile_rules(Profile profile) { return kRules[static_cast<std::size_t>(profile)]; }

std::string style_value(std::string_view style) {
  std::string out;
  for (const auto declaration : split(style, ';')) {
    const auto colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string property = lower_ascii(trim(declaration.substr(0, colon)));
    const auto value = trim(declaration.substr(colon + 1));
    if (std::ranges::find(kStyles, property) == std::end(kStyles) || !is_plain_style_value(value)) continue;
    if (!out.empty()) out += ';';
    out += join({property, ":", value});
  }
  return out;
}

}  // namespace galley::formats
