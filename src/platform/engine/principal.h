#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"

namespace galley {

struct User;
struct Site;
struct Desk;
struct Session;
template <> inline constexpr std::string_view id_prefix<User> = "user";
template <> inline constexpr std::string_view id_prefix<Site> = "site";
template <> inline constexpr std::string_view id_prefix<Desk> = "desk";
template <> inline constexpr std::string_view id_prefix<Session> = "session";

// A right that somebody holds: on one desk, or in the whole newsroom where `desk` is none.
struct Grant {
  std::string right;
  Id<Desk> desk;
};

// What of a newsroom somebody may see or touch with one right. The same value makes the SQL predicate and the check of a
// single row, so that a list can't show what the check would refuse.
struct Scope {
  bool everything = false;
  std::vector<Id<Desk>> desks;

  bool covers(const Id<Desk>& desk) const;   // a row of the whole newsroom (no desk) is seen by everybody who has the right
  // For `($n = '*' or $n like '%' || coalesce(desk_id, '') || '%')`.
  std::string text() const;
};

// Who asks. Immutable after it was made; one per request.
struct Principal {
  enum class Kind : std::uint8_t { anonymous, person, system, reader };
  Kind kind = Kind::anonymous;
  Id<User> user;
  Id<Session> session;
  Id<Site> site;
  std::string name;
  std::string locale;
  std::vector<Grant> grants;

  bool may(std::string_view right) const;                          // on some desk
  bool may(std::string_view right, const Id<Desk>& desk) const;
  Scope scope(std::string_view right) const;
  std::string key() const;                                         // whose idempotency keys and rate limits: user id or "anonymous"
};

// Turns a session cookie or an API key into a principal; the people room implements it. Safe from every thread.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  virtual Result<Principal> authenticate(std::string_view token) = 0;   // unauthenticated where it is unknown or over
};

}  // namespace galley
