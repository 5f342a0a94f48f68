#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "platform/net/http.h"

// Private to net: the first lines of an answer. Pure.
namespace galley::net {

// Status line and headers; with "content-length" where a length is given and the status allows one, with "connection: close"
// where this answer is the last one. A header that would split the answer is left out.
std::string response_head(const Response& response, std::optional<std::uint64_t> length, bool keep);

// What the connection says by itself to a request that nobody saw: a problem (RFC 9457) with that status.
Response refusal(int status);

}  // namespace galley::net
