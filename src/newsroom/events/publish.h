#pragma once

#include <cstdint>
#include <string>

#include "newsroom/events/ids.h"

namespace galley::events {

struct AccountChanged {
  Id<Account> account;
  std::int64_t version;
};
struct PublicationChanged {
  Id<Publication> publication;
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
};
struct PublicationLive {
  Id<Publication> publication;
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
  std::string url;
  std::string headline;
};
struct PublicationFailed {
  Id<Publication> publication;
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
  std::string reason;
  std::string headline;
};
struct PublicationRetracted {
  Id<Publication> publication;
  Id<Story> story;
  Id<Desk> desk;
  std::int64_t version;
};

}  // namespace galley::events
