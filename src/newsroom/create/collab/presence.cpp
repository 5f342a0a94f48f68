#include "newsroom/create/collab/presence.h"

#include <algorithm>
#include <array>
#include <vector>

#include "craft/formats/yjs_bytes.h"
#include "platform/base/json.h"

namespace galley::create {

namespace {

constexpr std::size_t kMostEntries = 4;          // of one connection
constexpr std::size_t kLongestState = 8 * 1024;
constexpr std::string_view kGone = "null";

// The same person has the same colour for everybody; web/src/editor/collab/open.ts reckons it alike for one's own caret.
std::string_view colour_of(std::string_view user) {
  constexpr std::array<std::string_view, 8> kColours{"#1f5fd6", "#a3399e", "#14693f", "#9a4a00", "#0b6077", "#6b3fb8", "#b3261e", "#4a5464"};
  unsigned sum = 7;
  for (const char letter : user) sum = (sum * 31 + static_cast<unsigned char>(letter)) % 9973;
  return kColours[sum % kColours.size()];
}

// The state with its `user` set right; "" where it is no state at all.
std::string named(std::string_view state, const Person& person) {
  auto json = parse_json(state);
  if (!json || json->object() == nullptr) return {};
  const std::string id = person.user.text();
  json->set("user", Json(Json::Object{{"id", id}, {"name", person.name}, {"color", colour_of(id)}}));
  return to_text(*json);
}

// Entries of an awareness message: how many, then each one's client, clock and state.
class Entries {
 public:
  void add(std::uint64_t client, std::uint64_t clock, std::string_view state) {
    formats::append_var_uint(bytes_, client);
    formats::append_var_uint(bytes_, clock);
    formats::append_var_string(bytes_, state);
    ++count_;
  }
  std::string take() {
    if (count_ == 0) return {};
    std::string out;
    formats::append_var_uint(out, count_);
    return out + bytes_;
  }

 private:
  std::string bytes_;
  std::size_t count_ = 0;
};

}  // namespace

std::string Presence::take(const Person& person, std::string_view entries) {
  formats::ByteReader in(entries);
  Entries out;
  const auto count = in.var_uint();
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto client = in.var_uint();
    const auto clock = in.var_uint();
    const auto said = in.var_string();
    if (!in.ok()) break;
    const bool gone = said == kGone;
    if (said.size() > kLongestState || !may_change(person, client, clock, gone)) continue;
    std::string state = gone ? std::string(kGone) : named(said, person);
    if (state.empty()) continue;
    out.add(client, clock, state);
    entries_[client] = {person, clock, std::move(state)};
  }
  return out.take();
}

bool Presence::may_change(const Person& person, std::uint64_t client, std::uint64_t clock, bool gone) const {
  const auto found = entries_.find(client);
  if (found == entries_.end()) {
    const auto own = std::ranges::count_if(entries_, [&](const auto& each) { return each.second.owner.connection == person.connection; });
    return !gone && static_cast<std::size_t>(own) < kMostEntries;
  }
  const Entry& entry = found->second;
  // After a torn connection the same client comes back before the old socket is known to be dead.
  const bool theirs = entry.owner.connection == person.connection || entry.owner.user == person.user;
  return theirs && (clock > entry.clock || (clock == entry.clock && (gone || entry.state == kGone || entry.owner.connection != person.connection)));
}

std::string Presence::leave(std::uint64_t connection) {
  Entries out;
  std::erase_if(entries_, [&](const auto& each) {
    if (each.second.owner.connection != connection) return false;
    if (each.second.state != kGone) out.add(each.first, each.second.clock + 1, kGone);
    return true;
  });
  return out.take();
}

std::string Presence::everybody() const {
  Entries out;
  for (const auto& [client, entry] : entries_)
    if (entry.state != kGone) out.add(client, entry.clock, entry.state);
  return out.take();
}

}  // namespace galley::create
