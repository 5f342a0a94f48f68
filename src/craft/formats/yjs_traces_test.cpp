// Keystroke histories of real documents as Yjs updates: whatever the order of delivery, the text is the recorded one.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

#include "craft/formats/yjs_store.h"
#include "platform/base/testing/data.h"

namespace galley::formats {
namespace {

struct Patch {
  std::size_t at, removed;
  std::string inserted;
};

std::vector<Patch> patches_of(const Json& transaction) {
  std::vector<Patch> out;
  for (const Json& patch : *transaction.find("patches")->array()) {
    const auto& parts = *patch.array();
    out.push_back({static_cast<std::size_t>(*parts[0].integer()), static_cast<std::size_t>(*parts[1].integer()), *parts[2].string()});
  }
  return out;
}

// One visible character: the id of its first unit, and how many units it has.
struct Place {
  YId id;
  YClock units;
  YId last() const { return {id.client, id.clock + units - 1}; }
};

std::vector<Place> places_of(std::u16string_view text, YId first) {
  std::vector<Place> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool low = text[i] >= 0xdc00 && text[i] < 0xe000 && !out.empty();
    if (low)
      ++out.back().units;
    else
      out.push_back({{first.client, first.clock + i}, 1});
  }
  return out;
}

// The update a typist's client would send; ids of the neighbours, or none at an end.
std::string update_of(YId first, YId left, YId right, std::string_view inserted, const std::vector<Place>& removed) {
  std::string out;
  append_var_uint(out, inserted.empty() ? 0 : 1);
  if (!inserted.empty()) {
    append_var_uint(out, 1);
    append_id(out, first);
    out += static_cast<char>(4 | (left ? 0x80 : 0) | (right ? 0x40 : 0));
    if (left) append_id(out, left);
    if (right) append_id(out, right);
    if (!left && !right) {
      append_var_uint(out, 1);
      append_var_string(out, "t");
    }
    append_var_string(out, inserted);
  }
  std::map<YClient, std::vector<const Place*>> by_client;
  for (const Place& place : removed) by_client[place.id.client].push_back(&place);
  append_var_uint(out, by_client.size());
  for (const auto& [client, places] : by_client) {
    append_var_uint(out, client);
    append_var_uint(out, places.size());
    for (const Place* place : places) {
      append_var_uint(out, place->id.clock);
      append_var_uint(out, place->units);
    }
  }
  return out;
}

// A text with a gap at the cursor, as editors keep it: typing moves nothing.
class Typist {
 public:
  std::string type(const Patch& patch) {
    move_to(patch.at);
    std::vector<Place> removed;
    for (std::size_t i = 0; i < patch.removed; ++i) {
      removed.push_back(after_.back());
      after_.pop_back();
    }
    const YId left = before_.empty() ? YId{} : before_.back().last();
    const YId right = after_.empty() ? YId{} : after_.back().id;
    const YId first{1, clock_};
    const std::u16string text = utf16_of(patch.inserted);
    for (const Place& place : places_of(text, first)) before_.push_back(place);
    clock_ += text.size();
    return update_of(first, left, right, patch.inserted, removed);
  }

 private:
  void move_to(std::size_t at) {
    for (; before_.size() > at; before_.pop_back()) after_.push_back(before_.back());
    for (; before_.size() < at; after_.pop_back()) before_.push_back(after_.back());
  }
  std::vector<Place> before_, after_;  // `after_` from its end
  YClock clock_ = 0;
};

YjsLimits wide() { return {.update_bytes = 64 << 20, .document_bytes = 64 << 20, .steps = 1'000'000'000}; }

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Json trace(const char* name) {
  return parse_json(testing::read_gz(std::string("collab-editing-traces/") + name + ".json.gz")).value_or(Json(Json::Object{}));
}

void check_sequential(const char* name, std::size_t transactions) {
  const Json data = trace(name);
  REQUIRE(data.find("txns"));
  const auto& txns = *data.find("txns")->array();
  CHECK(txns.size() == transactions);
  Typist typist;
  std::vector<std::string> updates;
  if (!data.text("startContent").empty()) updates.push_back(typist.type({0, 0, std::string(data.text("startContent"))}));
  for (const Json& transaction : txns) {
    for (const Patch& patch : patches_of(transaction)) updates.push_back(typist.type(patch));
  }
  const auto begin = std::chrono::steady_clock::now();
  YDocument document(wide());
  for (const std::string& update : updates) REQUIRE(document.apply(update).has_value());
  const double time = seconds_since(begin);
  const std::string state = document.encode();
  YDocument again(wide());
  REQUIRE(again.apply(state).has_value());
  MESSAGE(std::string(name) << ": " << updates.size() << " updates in " << time << " s, state " << state.size() << " bytes for "
                            << document.text("t").size() << " of text");
  CHECK(document.text("t") == data.text("endContent"));
  CHECK(again.text("t") == data.text("endContent"));
}

// One author's copy of a shared text.
struct Replica {
  YStore store{wide()};
  std::vector<std::size_t> seen;  // per author, how many of his transactions

  // The visible characters from `begin` on, `count` of them at most; runs before are skipped whole.
  std::vector<Place> visible(std::size_t begin, std::size_t count) const {
    std::vector<Place> out;
    const YType* text = store.root("t");
    for (const YItem* item = text ? text->start : nullptr; item && out.size() < count; item = item->right) {
      if (item->deleted) continue;
      if (item->length <= begin) {  // these texts hold no character of two units
        begin -= item->length;
        continue;
      }
      for (const Place& place : places_of(item->content.text, item->id)) {
        if (begin > 0)
          --begin;
        else if (out.size() < count)
          out.push_back(place);
      }
    }
    return out;
  }

  std::string type(YClient client, const Patch& patch) {
    const std::size_t before = patch.at > 0 ? 1 : 0;
    auto places = visible(patch.at - before, before + patch.removed + 1);
    const YId left = before > 0 ? places.front().last() : YId{};
    const YId right = places.size() > before + patch.removed ? places.back().id : YId{};
    const auto begin = places.begin() + static_cast<std::ptrdiff_t>(before);
    std::string update =
        update_of({client, store.state(client)}, left, right, patch.inserted, {begin, begin + static_cast<std::ptrdiff_t>(patch.removed)});
    REQUIRE(store.apply(update).has_value());
    return update;
  }
};

void check_concurrent(const char* name, std::size_t transactions) {
  const Json data = trace(name);
  REQUIRE(data.find("txns"));
  const auto& txns = *data.find("txns")->array();
  CHECK(txns.size() == transactions);
  const auto agents = static_cast<std::size_t>(data.number("numAgents"));
  std::vector<Replica> replicas(agents);
  std::vector<std::vector<std::vector<std::string>>> updates(agents);  // author, transaction, patch
  std::vector<std::vector<std::size_t>> versions;                      // per transaction: what it and its ancestors hold
  for (auto& replica : replicas) replica.seen.resize(agents);
  std::vector<std::string> all;
  for (const Json& transaction : txns) {
    const auto agent = static_cast<std::size_t>(transaction.number("agent"));
    std::vector<std::size_t> version(agents, 0);
    for (const Json& parent : *transaction.find("parents")->array()) {
      const auto& known = versions[static_cast<std::size_t>(*parent.integer())];
      for (std::size_t i = 0; i < agents; ++i) version[i] = std::max(version[i], known[i]);
    }
    Replica& replica = replicas[agent];
    for (std::size_t other = 0; other < agents; ++other) {
      for (; replica.seen[other] < version[other]; ++replica.seen[other]) {
        for (const auto& update : updates[other][replica.seen[other]]) REQUIRE(replica.store.apply(update).has_value());
      }
    }
    auto& own = updates[agent].emplace_back();
    for (const Patch& patch : patches_of(transaction)) own.push_back(replica.type(agent + 1, patch));
    all.insert(all.end(), own.begin(), own.end());
    version[agent] = ++replica.seen[agent];
    versions.push_back(std::move(version));
  }
  const auto begin = std::chrono::steady_clock::now();
  YDocument document(wide());
  for (const std::string& update : all) REQUIRE(document.apply(update).has_value());
  const double time = seconds_since(begin);
  testing::Random random(11);
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random.below(i)]);
  YDocument shuffled(wide());
  for (const std::string& update : all) REQUIRE(shuffled.apply(update).has_value());
  MESSAGE(std::string(name) << ": " << all.size() << " updates of " << agents << " authors in " << time << " s, state "
                            << document.encode().size() << " bytes");
  CHECK(document.text("t") == data.text("endContent"));
  CHECK(shuffled.text("t") == data.text("endContent"));
}

TEST_CASE("trace sveltecomponent, one author") { check_sequential("sveltecomponent", 18'335); }
TEST_CASE("trace automerge-paper, one author") { check_sequential("automerge-paper", 259'778); }
TEST_CASE("trace friendsforever, two authors at once") { check_concurrent("friendsforever", 26'078); }
TEST_CASE("trace clownschool, three authors at once") { check_concurrent("clownschool", 23'136); }

}  // namespace
}  // namespace galley::formats
