#pragma once

#include <string>
#include <string_view>

// Escaping of text for HTML and XML. Input is UTF-8; bytes that are not special pass unchanged. Pure, safe from every thread.
namespace galley::formats {

void append_escaped(std::string& out, std::string_view text);  // & < > " ' : right between tags and in quoted attributes
std::string escaped(std::string_view text);

// Appends ` name="escaped value"`.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

}  // namespace galley::formats
