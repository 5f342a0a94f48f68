#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/time.h"

namespace galley {

// The bytes of a UUIDv7 (RFC 9562). All zero means "no id".
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
  explicit operator bool() const { return *this != Uuid{}; }
};

// The prefix of an id's text form stands beside its tag:
//   struct Story; template <> inline constexpr std::string_view id_prefix<Story> = "story";
template <class Tag>
inline constexpr std::string_view id_prefix = "";

// TypeID 0.3: prefix, underscore, 26 letters of Crockford base32. That text is the id in JSON and in both databases.
std::string typeid_text(std::string_view prefix, const Uuid& uuid);
std::optional<Uuid> parse_typeid(std::string_view prefix, std::string_view text);

template <class Tag>
struct Id {
  Uuid uuid;
  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return static_cast<bool>(uuid); }
  std::string text() const { return typeid_text(id_prefix<Tag>, uuid); }
  static std::optional<Id> parse(std::string_view text) {
    const auto uuid = parse_typeid(id_prefix<Tag>, text);
    return uuid ? std::optional<Id>(Id{*uuid}) : std::nullopt;
  }
};

// Makes ids that ascend in time and are unguessable in their last 62 bits. Safe from every thread.
class Ids {
 public:
  explicit Ids(const Clock& clock) : clock_(clock) {}
  Uuid next();
  template <class Tag>
  Id<Tag> make() {
    return {next()};
  }

 private:
  const Clock& clock_;
  std::mutex mutex_;
  std::int64_t last_ms_ = 0;
  std::uint32_t sequence_ = 0;
};

void fill_random(void* out, std::size_t size);   // from the kernel; never fails
std::string random_token(std::size_t bytes = 32);   // base64url

}  // namespace galley
