#include "craft/formats/xml.h"

#include <algorithm>
#include <unordered_map>

#include "craft/formats/escape.h"
#include "craft/formats/html.h"
#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr int kMaxDepth = 200;

// Where the doctype that begins at `at` ends; its internal subset may hold quoted text, comments and ">" of its own.
std::size_t end_of_doctype(std::string_view xml, std::size_t at) {
  int brackets = 0;
  for (std::size_t i = at; i < xml.size(); ++i) {
    const char c = xml[i];
    if (xml.substr(i).starts_with("<!--")) {
      i = xml.find("-->", i);
      if (i == std::string_view::npos) return i;
      i += 2;
    } else if (c == '"' || c == '\'') {
      i = xml.find(c, i + 1);
      if (i == std::string_view::npos) return i;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']') {
      --brackets;
    } else if (c == '>' && brackets <= 0) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

// Parameter entities do no harm as nothing is expanded; general ones would change what the text says.
bool declares_entities(std::string_view doctype) {
  for (auto at = doctype.find("<!ENTITY"); at != std::string_view::npos; at = doctype.find("<!ENTITY", at + 1)) {
    const auto name = doctype.find_first_not_of(" \t\r\n", at + 8);
    if (name != std::string_view::npos && doctype[name] != '%') return true;
  }
  return false;
}

// Resolves HTML's named characters. The HTML parser owns the list of 2,231 names, so it is asked, once per name.
class NamedCharacters {
 public:
  void append(std::string& out, std::string_view reference) {  // "&name;"
    auto [known, fresh] = known_.try_emplace(std::string(reference));
    if (fresh) {
      const auto text = text_from_html(join({"x", reference, "x"}));
      known->second = text && text->size() > 2 ? text->substr(1, text->size() - 2) : std::string(reference);
    }
    if (known->second == reference)
      append_escaped(out, reference);
    else
      append_escaped(out, known->second);
  }

 private:
  std::unordered_map<std::string, std::string> known_;
};

bool is_xml_name(std::string_view name) { return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos"; }

bool is_reference_name(std::string_view name) {
  return !name.empty() &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

// What is copied as it is: comments, CDATA sections, processing instructions.
std::size_t end_of_literal(std::string_view xml, std::size_t at) {
  constexpr std::pair<std::string_view, std::string_view> literals[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
  for (const auto& [begin, end] : literals) {
    if (!xml.substr(at).starts_with(begin)) continue;
    const auto found = xml.find(end, at + begin.size());
    return found == std::string_view::npos ? xml.size() : found + end.size();
  }
  return at;
}

std::string with_resolved_names(std::string_view xml) {
  std::string out;
  out.reserve(xml.size() + 64);
  NamedCharacters names;
  for (std::size_t at = 0; at < xml.size();) {
    const auto next = std::min(xml.find_first_of("<&", at), xml.size());
    out += xml.substr(at, next - at);
    at = next;
    if (at == xml.size()) break;
    if (xml[at] == '<') {
      const auto end = std::max(end_of_literal(xml, at), at + 1);
      out += xml.substr(at, end - at);
      at = end;
      continue;
    }
    const auto end = xml.substr(at, 40).find(';');
    const auto name = end == std::string_view::npos ? std::string_view{} : xml.substr(at + 1, end - 1);
    if (!is_reference_name(name) || is_xml_name(name)) {
      out += '&';
      ++at;
    } else {
      names.append(out, xml.substr(at, end + 1));
      at += end + 1;
    }
  }
  return out;
}

// Takes the doctype out and resolves HTML's named characters.
Result<std::string> prepared(std::string_view xml) {
  std::size_t at = 0;
  for (std::size_t before = at + 1; at < xml.size() && at != before;) {
    before = at;
    while (at < xml.size() && static_cast<unsigned char>(xml[at]) <= 0x20) ++at;
    at = end_of_literal(xml, at);
  }
  if (!xml.substr(at).starts_with("<!DOCTYPE")) return with_resolved_names(xml);
  const auto end = end_of_doctype(xml, at);
  if (end == std::string_view::npos) return invalid("xml.not_well_formed", {}, "doctype without end");
  if (declares_entities(xml.substr(at, end - at))) return invalid("xml.entity_declarations");
  return with_resolved_names(join({xml.substr(0, at), xml.substr(end)}));
}

}  // namespace

Result<Xml> Xml::parse(std::string_view utf8, const XmlLimits& limits) {
  if (utf8.size() > limits.bytes) return invalid("xml.too_large");
  if (static_cast<std::size_t>(std::ranges::count(utf8, '<')) > limits.tags) return invalid("xml.too_many_tags");
  std::string text = TRY(prepared(utf8));
  if (text.rfind('<') != std::string::npos && text.find('>', text.rfind('<')) == std::string::npos) text += '>';  // cut off in the last tag
  auto document = std::make_unique<pugi::xml_document>();
  constexpr unsigned options = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata;
  const auto result = document->load_buffer(text.data(), text.size(), options, pugi::encoding_utf8);
  if (!result) return invalid("xml.not_well_formed", {}, join({result.description(), " at byte ", std::to_string(result.offset)}));
  if (!document->document_element()) return invalid("xml.not_well_formed", {}, "no element");
  return Xml(std::move(document));
}

XmlName name_of(const pugi::xml_node& node) {
  const std::string_view full = node.name();
  const auto colon = full.find(':');
  const auto prefix = colon == std::string_view::npos ? std::string_view{} : full.substr(0, colon);
  const auto local = colon == std::string_view::npos ? full : full.substr(colon + 1);
  const std::string declaration = prefix.empty() ? "xmlns" : join({"xmlns:", prefix});
  for (auto at = node; at; at = at.parent()) {
    if (const auto attribute = at.attribute(declaration.c_str())) return {attribute.value(), local};
  }
  return {prefix, local};
}

std::string_view inherited(const pugi::xml_node& node, const char* attribute) {
  for (auto at = node; at; at = at.parent()) {
    if (const auto found = at.attribute(attribute)) return found.value();
  }
  return {};
}

bool has_elements(const pugi::xml_node& node) {
  return std::ranges::any_of(node.children(), [](const pugi::xml_node& child) { return child.type() == pugi::node_element; });
}

namespace {

void append_text(std::string& out, const pugi::xml_node& node, int depth) {
  if (depth > kMaxDepth) return;
  for (const auto& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      out += child.value();
    else
      append_text(out, child, depth + 1);
  }
}

void append_markup(std::string& out, const pugi::xml_node& node, int depth) {
  if (depth > kMaxDepth) return;
  for (const auto& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) append_escaped(out, child.value());
    if (child.type() != pugi::node_element) continue;
    const std::string_view full = child.name();
    const auto name = full.substr(full.find(':') == std::string_view::npos ? 0 : full.find(':') + 1);
    out += join({"<", name});
    for (const auto& attribute : child.attributes()) {
      if (!std::string_view(attribute.name()).starts_with("xml")) append_attribute(out, attribute.name(), attribute.value());
    }
    if (!child.first_child() && (name == "br" || name == "img" || name == "hr")) {
      out += " />";
      continue;
    }
    out += '>';
    append_markup(out, child, depth + 1);
    out += join({"</", name, ">"});
  }
}

}  // namespace

std::string text_of(const pugi::xml_node& node) {
  std::string out;
  append_text(out, node, 0);
  return out;
}

std::string inner_markup(const pugi::xml_node& node) {
  std::string out;
  append_markup(out, node, 0);
  return out;
}

}  // namespace galley::formats
