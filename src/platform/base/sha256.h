#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace galley {

// A SHA-256 digest (FIPS 180-4); 64 lower-case hex digits in JSON and SQL. All zero means "none".
struct Sha256 {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const Sha256&) const = default;
  explicit operator bool() const { return *this != Sha256{}; }
  std::string hex() const;
  static std::optional<Sha256> parse(std::string_view hex);
};

Sha256 sha256(std::string_view bytes);
Sha256 hmac_sha256(std::string_view key, std::string_view message);   // RFC 2104

// The same over a stream of pieces. Not safe from two threads at once.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  void add(std::string_view bytes);
  Sha256 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace galley
