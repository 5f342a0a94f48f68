#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/time.h"

namespace galley::people {

// Time-based one-time passwords: RFC 6238 with SHA-1, six digits, 30 s, one step either side.
std::string new_totp_secret();                                                        // 160 bits, base32
std::string totp_code(std::string_view secret, std::int64_t step);
// The step that `code` belongs to, if it is one of the three around `now` and later than `last_step` (each is used once).
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Time now, std::int64_t last_step);
std::string totp_uri(std::string_view secret, std::string_view newsroom, std::string_view login);

}  // namespace galley::people
