#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "newsroom/events/ids.h"

namespace galley::create {

// One connection, as the others see it.
struct Person {
  std::uint64_t connection = 0;
  Id<User> user;
  std::string name;
};

// Who has the text open and where their carets are: y-protocols' awareness. Relayed, never stored. An entry belongs to the
// connection that brought it; who it is stands there by the server's word, not the client's. For one thread at a time.
class Presence {
 public:
  // What may be told to the others of what `person` says, as entries of an awareness message; "" = nothing.
  std::string take(const Person& person, std::string_view entries);
  // The connection is gone: its entries, taken back.
  std::string leave(std::uint64_t connection);
  std::string everybody() const;   // "" = nobody

 private:
  struct Entry {
    Person owner;
    std::uint64_t clock = 0;
    std::string state;   // JSON, "null" once taken back
  };
  bool may_change(const Person& person, std::uint64_t client, std::uint64_t clock, bool gone) const;

  std::map<std::uint64_t, Entry> entries_;   // by the Yjs client's number
};

}  // namespace galley::create
