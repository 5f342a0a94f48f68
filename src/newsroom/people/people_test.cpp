#include <doctest/doctest.h>

#include "newsroom/people/model.h"
#include "newsroom/people/password.h"
#include "newsroom/people/totp.h"

namespace galley::people {

TEST_CASE("one-time passwords follow RFC 6238's SHA-1 vectors") {
  // The RFC's key is the ASCII text 12345678901234567890; its eight digits end in these six.
  const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  CHECK(totp_code(secret, 59 / 30) == "287082");
  CHECK(totp_code(secret, 1111111109 / 30) == "081804");
  CHECK(totp_code(secret, 1234567890 / 30) == "005924");
  CHECK(totp_code(secret, 20000000000 / 30) == "353130");
}

TEST_CASE("a step counts once, and one step either side is taken") {
  const std::string secret = new_totp_secret();
  const Time now{1'700'000'000'000};
  const std::int64_t step = now.ms / 30'000;
  CHECK(matching_step(secret, totp_code(secret, step), now, 0) == step);
  CHECK(matching_step(secret, totp_code(secret, step - 1), now, 0) == step - 1);
  CHECK(!matching_step(secret, totp_code(secret, step - 2), now, 0));
  CHECK(!matching_step(secret, totp_code(secret, step), now, step));
}

TEST_CASE("passwords are hashed with Argon2id and checked") {
  const auto hash = hash_password("苇渡的清晨 4711");
  REQUIRE(hash);
  CHECK(hash->starts_with("$argon2id$v=19$m=65536,t=3"));
  CHECK(*check_password("苇渡的清晨 4711", *hash));
  CHECK(!*check_password("苇渡的清晨 4712", *hash));
  CHECK(!*check_nothing("anything"));
}

TEST_CASE("weak passwords are refused with the reason") {
  CHECK(acceptable_password("1234567", "x", "/password").error().issues()[0].code == "password.too_short");
  CHECK(acceptable_password("Password1", "x", "/password").error().issues()[0].code == "password.well_known");
  CHECK(acceptable_password("my-name-is-holt-7", "holt", "/password").error().issues()[0].code == "password.holds_login");
  CHECK(acceptable_password("芦苇芦苇芦苇芦苇", "holt", "/password"));
  CHECK(!acceptable_password(std::string(201, 'x'), "holt", "/password"));
}

TEST_CASE("built-in roles only grow towards the duty editor") {
  const auto& roles = builtin_roles();
  for (std::size_t i = 1; i < 4; ++i)
    for (const auto& right : roles[i - 1].rights)
      CHECK(std::find(roles[i].rights.begin(), roles[i].rights.end(), right) != roles[i].rights.end());
}

}  // namespace galley::people
