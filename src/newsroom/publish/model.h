#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsroom/events/ids.h"
#include "newsroom/publish/publish.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace galley::publish {

enum class AccountState : std::uint8_t { active, paused };
// Derived from the attempts: armed without outcome is armed, a lost answer is unknown.
enum class PublicationState : std::uint8_t { queued, armed, live, failed, unknown, retracted };
enum class Outcome : std::uint8_t { armed, live, retracted, rejected, unknown };
enum class Verb : std::uint8_t { deliver, retract };

struct AccountRow {
  Id<Account> id;
  std::string name;
  std::string kind;
  std::optional<std::string> section;
  std::int32_t hold_s;
  AccountState state;
  std::int64_t version;
};

struct PublicationRow {
  Id<Publication> id;
  Id<Story> story;
  Id<Account> account;
  Id<Site> site;
  Id<Desk> desk;
  std::string headline;
  std::optional<Id<Proof>> proof;
  std::optional<Sha256> desired;
  PublicationState state;
  std::optional<std::string> url;
  std::optional<std::string> error;
  std::optional<Time> published_at;
  Time updated_at;
  std::int64_t version;
};

struct AttemptRow {
  Verb verb;
  Time armed_at;
  Outcome outcome;
  std::optional<Time> at;
  std::optional<std::string> error;
};

}  // namespace galley::publish
