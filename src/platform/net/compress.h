#pragma once

#include <string>
#include <string_view>

// For answers made once and sent often. Pure; safe from every thread.
namespace galley::net {

std::string gzip(std::string_view bytes);      // RFC 1952, level 6
std::string brotli(std::string_view bytes);    // RFC 7932, quality 5

}  // namespace galley::net
