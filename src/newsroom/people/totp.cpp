#include "newsroom/people/totp.h"

#include <openssl/hmac.h>

#include <array>
#include <cstdio>

#include "platform/base/id.h"
#include "platform/base/text.h"

namespace galley::people {

namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t kStepMs = 30'000;

std::string base32(std::string_view bytes) {
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = buffer << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += kBase32[buffer >> (bits - 5) & 31];
  }
  if (bits > 0) out += kBase32[buffer << (5 - bits) & 31];
  return out;
}

std::string from_base32(std::string_view text) {
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const auto value = kBase32.find(c);
    if (value == std::string_view::npos) continue;
    buffer = buffer << 5 | static_cast<unsigned>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(buffer >> bits);
    }
  }
  return out;
}

}  // namespace

std::string new_totp_secret() {
  std::string raw(20, '\0');
  fill_random(raw.data(), raw.size());
  return base32(raw);
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  const std::string key = from_base32(secret);
  std::array<unsigned char, 8> counter;
  for (int i = 0; i < 8; ++i) counter[static_cast<std::size_t>(i)] = static_cast<unsigned char>(step >> (56 - 8 * i));
  std::array<unsigned char, 20> mac;
  unsigned size = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), mac.data(), &size);
  const std::size_t offset = mac[19] & 15U;   // dynamic truncation, RFC 4226 section 5.3
  std::uint32_t number = mac[offset] & 0x7FU;
  for (std::size_t i = 1; i < 4; ++i) number = number << 8 | mac[offset + i];
  std::array<char, 16> text;
  std::snprintf(text.data(), text.size(), "%06u", number % 1'000'000);
  return text.data();
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Time now, std::int64_t last_step) {
  const std::int64_t step = now.ms / kStepMs;
  for (const std::int64_t candidate : {step, step - 1, step + 1})
    if (candidate > last_step && constant_time_equal(totp_code(secret, candidate), code)) return candidate;
  return std::nullopt;
}

std::string totp_uri(std::string_view secret, std::string_view newsroom, std::string_view login) {
  return join({"otpauth://totp/", percent_encoded(newsroom), ":", percent_encoded(login), "?secret=", secret, "&issuer=", percent_encoded(newsroom)});
}

}  // namespace galley::people
