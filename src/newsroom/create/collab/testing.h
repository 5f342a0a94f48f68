#pragma once

#include <doctest/doctest.h>

#include "craft/formats/yjs_bytes.h"
#include "newsroom/create/collab/frame.h"
#include "newsroom/create/collab/hub.h"
#include "newsroom/create/store.h"
#include "platform/engine/runner.h"
#include "platform/engine/testing.h"
#include "platform/store/bind.h"
#include "platform/store/migrate.h"

namespace galley {
std::span<const Asset> galley_engine_migrations();
std::span<const Asset> galley_people_migrations();
std::span<const Asset> galley_create_migrations();
}  // namespace galley

// For tests only: a story with the text "ab", the people who type in it, and the hub's thread turned by hand.
namespace galley::create {

class FakeSocket final : public net::WebSocket {
 public:
  void send_text(std::string) override {}
  void send_binary(std::string message) override { sent.push_back(std::move(message)); }
  void close(std::uint16_t code, std::string) override { closed = code; }

  std::vector<std::string> of(frame::Kind kind) const {
    std::vector<std::string> out;
    for (const auto& message : sent)
      if (const auto read = frame::read(message); read.kind == kind) out.emplace_back(read.body);
    return out;
  }
  bool heard(const std::string& message) const { return std::find(sent.begin(), sent.end(), message) != sent.end(); }

  std::vector<std::string> sent;
  int closed = 0;
};

// What a client sends when `client` has typed `text` behind the character (left_client, left_clock).
inline std::string typed(std::uint64_t client, std::uint64_t clock, std::uint64_t left_client, std::uint64_t left_clock, std::string_view text) {
  std::string out;
  for (const auto number : {std::uint64_t{1}, std::uint64_t{1}, client, clock}) formats::append_var_uint(out, number);
  out += '\x84';
  formats::append_var_uint(out, left_client);
  formats::append_var_uint(out, left_clock);
  formats::append_var_string(out, text);
  out += '\0';
  return out;
}

inline formats::Body body_of(std::string_view text) {
  formats::Body body;
  body.doc.content.push_back(formats::block_node("paragraph", "p1", {formats::text_node(std::string(text))}));
  return body;
}
inline constexpr std::uint64_t kLast = 3;   // in the seed of "ab": element 0, text 1, a 2, b 3

struct Writer {
  std::uint64_t connection;
  std::shared_ptr<FakeSocket> socket;
  Id<User> user;
};

struct WritingRoom {
  explicit WritingRoom(galley::store::Database& database) : house(database), runner(house.services, bells) {
    const galley::store::Migrations rooms[] = {{"engine", galley_engine_migrations()}, {"people", galley_people_migrations()}, {"create", galley_create_migrations()}};
    REQUIRE(galley::store::migrate(database, rooms, 1));
    state.open(house.services, bells);
    person = {.kind = Principal::Kind::person, .user = house.ids.make<User>(), .site = house.ids.make<Site>(), .name = "Wei", .locale = "en",
              .grants = {{"story.read", {}}, {"story.edit", {}}, {"story.submit", {}}}};
    const StoryRow story{.id = house.ids.make<Story>(), .site = person.site, .desk = house.ids.make<galley::Desk>(), .stage = Stage::writing, .created_by = person.user};
    document = {.id = house.ids.make<Document>(), .story = story.id, .site = story.site, .desk = story.desk, .kind = "master", .headline = "Head",
                .words = 1, .updated_by = person.user, .version = 1};
    write([&](Tx& tx) {
      store::add_story(tx, story);
      store::add_document(tx, document, formats::to_json(body_of("ab")));
    });
    text = hub().enter(document.id).value();
  }

  CollabHub& hub() { return state.collab(); }
  void write(const std::function<void(Tx&)>& body) {
    REQUIRE(house.services.database.write({}, [&](galley::store::Writer& writer) -> Result<void> {
      Tx tx(writer, person, house.clock.now(), "t", house.ids);
      body(tx);
      return {};
    }));
  }
  Context context(std::string_view right = "story.edit") {
    return {.services = house.services, .person = person, .now = house.clock.now(), .right = right, .trace = "t", .address = "", .agent = "", .state = &state, .reply = {}};
  }
  Writer join(bool may_edit = true) {
    Writer writer{++connections, std::make_shared<FakeSocket>(), house.ids.make<User>()};
    text->join({.person = {writer.connection, writer.user, "Somebody"}, .connection = "c" + std::to_string(writer.connection), .session = {}, .may_edit = may_edit,
                .socket = writer.socket});
    text->greet(writer.connection);
    return writer;
  }
  void send(const Writer& writer, const std::string& update, SharedText::As as = SharedText::As::update) { text->offer(writer.connection, update, as); }
  void pass(std::int64_t ms) {
    house.clock.time.ms += ms;
    hub().step();
  }
  DocumentRow row() {
    std::optional<DocumentRow> out;
    house.services.database.read([&](galley::store::Reader& reader) { out = store::find_document(reader, document.id); });
    return *out;
  }
  std::string words() {
    Json body;
    house.services.database.read([&](galley::store::Reader& reader) { body = store::body_of(reader, document.id); });
    return formats::to_plain_text(*formats::body_from_json(body));
  }
  std::string late_joiner() {
    const auto reader = join(false);
    formats::YDocument copy;
    for (const auto& update : reader.socket->of(frame::Kind::update)) REQUIRE(copy.apply(update));
    text->leave(reader.connection);
    return formats::to_plain_text(copy.body());
  }
  std::int64_t count(std::string_view sql) {
    std::int64_t n = 0;
    house.services.database.read([&](galley::store::Reader& reader) { n = galley::store::number(reader, sql); });
    return n;
  }

  testing::House house;
  Bells bells;
  Runner runner;
  State state;
  Principal person;
  DocumentRow document;
  std::shared_ptr<SharedText> text;
  std::uint64_t connections = 0;
};

inline const std::string seed = formats::seed_update(body_of("ab"));

inline void on_each(const std::function<void(WritingRoom&)>& body) {
  galley::store::testing::on_each_engine([&](galley::store::Database& database) {
    WritingRoom desk(database);
    body(desk);
  });
}

}  // namespace galley::create
