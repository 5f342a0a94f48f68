#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/events/ids.h"
#include "platform/base/json.h"
#include "platform/engine/tables.h"

// The face of the people room: who works here, what they may do, and how they are told.
namespace galley::people {

struct DeskRow {
  Id<Desk> id;
  std::string key;
  std::string name;
  std::string kind;
  std::int64_t version;
};

enum class NoticeKind : std::uint8_t { submitted, returned, assigned, failed, signed_, published };

// Names for ids, for lists of other rooms; unknown ids are left out.
std::map<Id<User>, std::string> person_names(store::Reader& reader, const std::vector<Id<User>>& persons);
std::map<Id<Desk>, std::string> desk_names(store::Reader& reader, const Id<Site>& site);
std::optional<DeskRow> find_desk(store::Reader& reader, const Id<Desk>& desk);

// Active people who hold a right on this desk (or everywhere).
std::vector<Id<User>> holders(store::Reader& reader, const Id<Site>& site, std::string_view right, const Id<Desk>& desk);

// Tells a person something; shown at the bell. `params` is a flat object of texts for the message.
void notify(Context& context, Tx& tx, const Id<User>& person, NoticeKind kind, const Id<Story>& story, const Json& params);

struct Newsroom {
  Id<Site> id;
  std::string name;
  std::string locale;
  std::string time_zone;
};
std::optional<Newsroom> newsroom(store::Reader& reader);

std::unique_ptr<Authenticator> make_authenticator(const Services& services);

// What the room needs to know of the others: the names of all rights, for the roles' matrix.
struct State {
  std::vector<std::pair<std::string, std::string>> rights;   // name, room
};
Room room(State& state);

}  // namespace galley::people
