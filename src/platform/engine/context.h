#pragma once

#include <string>
#include <string_view>

#include "platform/base/id.h"
#include "platform/base/time.h"
#include "platform/engine/principal.h"

namespace galley {

namespace store {
class Database;
class Blobs;
}  // namespace store
namespace net {
class HttpClient;
}

// What the machine room offers to the rooms. Lives as long as the program; safe from every thread.
struct Services {
  store::Database& database;
  store::Blobs& blobs;
  const Clock& clock;
  Ids& ids;
  net::HttpClient& http;
  std::string secret;          // 32 bytes of this installation, for signed addresses
  std::string build;
};

// What an action leaves for the answer besides its result.
struct Reply {
  std::string session_token;   // start a session: becomes the cookie
  Id<User> session_user;       // whose session it is; the audit row names them
  std::string session_name;
  Id<Site> session_site;
  bool end_session = false;
};

// One call's surroundings. `now` is the same for the whole call and for each repetition of run.
struct Context {
  const Services& services;
  const Principal& person;
  Time now;
  std::string_view right;      // the entry's right
  std::string_view trace;
  std::string_view address;    // of the caller, "" inside
  std::string_view agent;
  void* state = nullptr;       // the room's own long-lived object, given to its Room table
  Reply reply;

  template <class Tag>
  Id<Tag> make_id() const {
    return services.ids.make<Tag>();
  }
  template <class State>
  State& room() const {
    return *static_cast<State*>(state);
  }
  Scope scope() const { return person.scope(right); }
  // Whether the entry's right covers a row of this desk; not_found where even its existence is not to be told.
  Result<void> require(const Id<Desk>& desk) const {
    if (person.may(right, desk)) return {};
    return not_found("not_found");
  }
  // For things that belong to a desk or to the whole newsroom and are set up by people: what is everybody's may be changed
  // only by who has the right everywhere.
  Result<void> require_ownership(const Id<Desk>& desk) const {
    const Scope held = scope();
    if (held.everything || (desk && held.covers(desk))) return {};
    return forbidden("right.newsroom");
  }
};

}  // namespace galley
