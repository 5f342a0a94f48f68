#pragma once

#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace galley::people {

// Argon2id (RFC 9106) by libsodium: t = 3, 64 MiB. At most two run at a time, so that a storm of sign-ins eats neither the
// memory nor the processors; who can't get a turn within two seconds is told to come back. Safe from every thread.
Result<std::string> hash_password(std::string_view password);
Result<bool> check_password(std::string_view password, const std::string& hash);
Result<bool> check_nothing(std::string_view password);   // takes as long as a real check, for accounts that don't exist

// All that is wrong with a new password; nothing is wrong with any Unicode text of 8 to 200 characters that is no
// well-known one and doesn't hold the person's login. Errors carry `pointer`.
Result<void> acceptable_password(std::string_view password, std::string_view login, std::string pointer);

}  // namespace galley::people
