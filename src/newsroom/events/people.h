#pragma once

#include <cstdint>
#include <string>

#include "newsroom/events/ids.h"

namespace galley::events {

// The first administrator has set the house up: rooms make what a newsroom starts with.
struct NewsroomCreated {
  Id<Site> newsroom;
  std::string name;
};
struct PersonChanged {
  Id<User> person;
  std::int64_t version;
};
struct RoleChanged {
  Id<Role> role;
  std::int64_t version;
};
struct DeskChanged {
  Id<Desk> desk;
  std::int64_t version;
};
struct SessionEnded {
  Id<Session> session;
  Id<User> person;
};
struct NoticeSent {
  Id<Notice> notice;
  Id<User> person;
};

}  // namespace galley::events
