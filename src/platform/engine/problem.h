#pragma once

#include <string_view>

#include "platform/base/error.h"
#include "platform/net/http.h"

namespace galley {

int http_status(Code code);

// RFC 9457: {type, title, status, code, errors:[{pointer, code, params}], trace}. The detail of an error never leaves the house.
net::Response problem(const Error& error, std::string_view trace);

}  // namespace galley
