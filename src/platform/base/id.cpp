#include "platform/base/id.h"

#include <sys/random.h>

#include <cstdlib>

#include "platform/base/text.h"

namespace galley {

namespace {
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

constexpr std::array<std::int8_t, 256> kValues = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}();
}  // namespace

std::string typeid_text(std::string_view prefix, const Uuid& uuid) {
  std::string out;
  out.reserve(prefix.size() + 27);
  out += prefix;
  out += '_';
  // 128 bits as 26 groups of five, the first one holding three: feed the bits from the left with two leading zeros.
  unsigned buffer = 0;
  int bits = 2;
  for (const std::uint8_t byte : uuid.bytes) {
    buffer = buffer << 8 | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += kAlphabet[buffer >> bits & 31];
    }
  }
  return out;
}

std::optional<Uuid> parse_typeid(std::string_view prefix, std::string_view text) {
  if (text.size() != prefix.size() + 27 || !text.starts_with(prefix) || text[prefix.size()] != '_') return std::nullopt;
  text.remove_prefix(prefix.size() + 1);
  if (text[0] > '7') return std::nullopt;
  Uuid uuid;
  unsigned buffer = 0;
  int bits = -2;
  std::size_t at = 0;
  for (const char c : text) {
    const int value = kValues[static_cast<unsigned char>(c)];
    if (value < 0) return std::nullopt;
    buffer = buffer << 5 | static_cast<unsigned>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      uuid.bytes[at++] = static_cast<std::uint8_t>(buffer >> bits);
    }
  }
  return uuid;
}

Uuid Ids::next() {
  Uuid uuid;
  fill_random(uuid.bytes.data() + 8, 8);
  const std::lock_guard lock(mutex_);
  const std::int64_t now = clock_.now().ms;
  // Within one millisecond the 12 bits of rand_a count up; past 4,095 the time part runs ahead, so order is kept.
  if (now > last_ms_) {
    last_ms_ = now;
    sequence_ = 0;
  } else if (++sequence_ > 0xFFF) {
    ++last_ms_;
    sequence_ = 0;
  }
  for (int i = 0; i < 6; ++i) uuid.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(last_ms_ >> (40 - 8 * i));
  uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | sequence_ >> 8);
  uuid.bytes[7] = static_cast<std::uint8_t>(sequence_);
  uuid.bytes[8] = static_cast<std::uint8_t>(0x80 | (uuid.bytes[8] & 0x3F));
  return uuid;
}

void fill_random(void* out, std::size_t size) {
  auto* to = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t n = getrandom(to, size, 0);
    if (n < 0) std::abort();   // a kernel without randomness can't run a newsroom
    to += n;
    size -= static_cast<std::size_t>(n);
  }
}

std::string random_token(std::size_t bytes) {
  std::string raw(bytes, '\0');
  fill_random(raw.data(), raw.size());
  return base64url(raw);
}

}  // namespace galley
