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
// Derived from the attempts: armed without outcome is armed, a lost answer is unknown. Cancelled: taken back before anything left.
enum class PublicationState : std::uint8_t { queued, armed, live, failed, unknown, retracted, cancelled };
enum class Outcome : std::uint8_t { armed, live, retracted, rejected, unknown };
enum class Verb : std::uint8_t { deliver, retract };

struct AccountRow {
  Id<Account> id;
  std::string name;
  std::string kind;
  std::int32_t hold_s;   // so long a publication waits before it leaves, and may be cancelled
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
  std::optional<Time> due_at;   // while a hold runs
  Time updated_at;
  std::int64_t version;
};

// What stands at the channel: the last attempt that went through.
struct Settled {
  Verb verb;
  std::optional<Sha256> part;
  std::optional<Id<Proof>> proof;
};

struct AttemptRow {
  Verb verb;
  Time armed_at;
  Outcome outcome;
  std::optional<Time> at;
  std::optional<std::string> error;
};

}  // namespace galley::publish
