#pragma once

#include <cstddef>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "platform/base/result.h"

// XML 1.0 with namespaces, without entities. Internal to craft/formats: no room may include this.
//
// A plain doctype is skipped, one that declares entities is refused (xml.entity_declarations): nothing is ever expanded or
// fetched. The named characters of HTML (&nbsp; &eacute; ...) are known everywhere, since feeds use them without declaring them.
// Errors: xml.too_large, xml.too_many_tags, xml.not_well_formed (the reason and byte offset in the detail).
namespace galley::formats {

struct XmlLimits {
  std::size_t bytes = 10 << 20;
  std::size_t tags = 500'000;
};

class Xml {
 public:
  static Result<Xml> parse(std::string_view utf8, const XmlLimits& limits = {});
  pugi::xml_node root() const { return document_->document_element(); }

 private:
  explicit Xml(std::unique_ptr<pugi::xml_document> document) : document_(std::move(document)) {}
  std::unique_ptr<pugi::xml_document> document_;
};

struct XmlName {
  std::string_view space;  // namespace URI, "" = none; an undeclared prefix stands for itself
  std::string_view local;
};
XmlName name_of(const pugi::xml_node& node);

// The value of the nearest xml:base, xml:lang ... on the node or above it, or "".
std::string_view inherited(const pugi::xml_node& node, const char* attribute);

std::string text_of(const pugi::xml_node& node);       // of the node and all below it
std::string inner_markup(const pugi::xml_node& node);  // the children as HTML, prefixes of elements taken off
bool has_elements(const pugi::xml_node& node);

}  // namespace galley::formats
