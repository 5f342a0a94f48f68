#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsroom/events/ids.h"
#include "newsroom/people/people.h"
#include "platform/base/json.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace galley::people {

enum class Locale : std::uint8_t { zh_CN, en };
enum class PersonState : std::uint8_t { active, invited, disabled };
enum class CodeKind : std::uint8_t { invitation, access, recovery };

struct Membership {
  Id<Role> role;
  std::optional<Id<Desk>> desk;
};

struct Person {
  Id<User> id;
  std::string name;
  std::string login;
  std::optional<std::string> email;
  std::string locale;
  PersonState state;
  bool two_factor;
  Time created_at;
  std::optional<Time> last_seen_at;
  std::int64_t version;
  std::vector<Membership> memberships;
};

// What signing in needs and nobody else sees.
struct Credentials {
  Id<User> id;
  Id<Site> site;
  PersonState state;
  std::optional<std::string> password;
  std::optional<std::string> totp_secret;
  std::optional<std::string> totp_pending;
  std::int64_t totp_step;
};

struct RoleRow {
  Id<Role> id;
  std::string key;
  std::string name;
  std::vector<std::string> rights;
  bool builtin;
  std::int64_t version;
};

struct BuiltinRole {
  std::string_view key;
  std::string_view name_zh;
  std::string_view name_en;
  std::vector<std::string> rights;
};
// The roles that a new newsroom starts with; they are data from then on.
const std::vector<BuiltinRole>& builtin_roles();

constexpr std::int64_t kSessionMs = 14LL * 24 * 3600 * 1000;
constexpr std::int64_t kIdleMs = 12LL * 3600 * 1000;
constexpr std::int64_t kInvitationMs = 7LL * 24 * 3600 * 1000;
constexpr std::int64_t kAccessCodeMs = 30LL * 60 * 1000;

}  // namespace galley::people
