#include "newsroom/people/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <semaphore>

#include "platform/base/text.h"

namespace galley::people {

namespace {

constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemory = 64 << 20;
constexpr auto kPatience = std::chrono::seconds(2);

// The passwords that lead every list of leaked ones.
constexpr std::array<std::string_view, 32> kWellKnown = {
    "12345678",  "123456789", "1234567890", "password",  "password1", "qwertyuiop", "11111111",  "00000000",  "88888888", "66666666", "12341234",
    "iloveyou",  "abc12345",  "a1234567",   "a12345678", "1q2w3e4r",  "1qaz2wsx",   "qwer1234",  "asdf1234",  "admin123", "admin1234", "passw0rd",
    "p@ssw0rd",  "woaini1314", "5201314520", "asdfghjkl", "zxcvbnm1",  "11223344",   "87654321",  "98765432",  "letmein1", "welcome1"};

class Turn {
 public:
  Turn() : got_(slots().try_acquire_for(kPatience)) {}
  ~Turn() {
    if (got_) slots().release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  explicit operator bool() const { return got_; }

 private:
  static std::counting_semaphore<2>& slots() {
    static std::counting_semaphore<2> all(2);
    return all;
  }
  bool got_;
};

void start_sodium() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (sodium_init() < 0) std::abort();
  });
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  start_sodium();
  const Turn turn;
  if (!turn) return unavailable("sign_in.busy", 2);
  std::array<char, crypto_pwhash_STRBYTES> out;
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return unavailable("sign_in.busy", 2);   // out of memory
  return std::string(out.data());
}

Result<bool> check_password(std::string_view password, const std::string& hash) {
  start_sodium();
  const Turn turn;
  if (!turn) return unavailable("sign_in.busy", 2);
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Result<bool> check_nothing(std::string_view password) {
  static const Result<std::string> decoy = hash_password("nobody's password");
  if (!decoy) return decoy.error();
  (void)TRY(check_password(password, *decoy));
  return false;
}

Result<void> acceptable_password(std::string_view password, std::string_view login, std::string pointer) {
  const std::size_t length = code_points(password);
  if (length < 8) return invalid(std::vector<Issue>{{std::move(pointer), "password.too_short", R"({"min":8})"}});
  if (length > 200) return invalid(std::vector<Issue>{{std::move(pointer), "password.too_long", R"({"max":200})"}});
  const std::string lower = lower_ascii(password);
  const bool known = std::find(kWellKnown.begin(), kWellKnown.end(), lower) != kWellKnown.end();
  const bool holds_login = login.size() >= 4 && lower.find(lower_ascii(login)) != std::string::npos;
  if (known || holds_login) return invalid(std::vector<Issue>{{std::move(pointer), known ? "password.well_known" : "password.holds_login", {}}});
  return {};
}

}  // namespace galley::people
