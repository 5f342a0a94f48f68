#include <doctest/doctest.h>

#include "newsroom/create/actions/documents.h"
#include "newsroom/create/collab/testing.h"

namespace galley::create {

using formats::append_var_string;
using formats::append_var_uint;

TEST_CASE("two first editors seed at the same moment and the text stands there once") {
  on_each([](WritingRoom& desk) {
    const auto one = desk.join(), two = desk.join();
    CHECK(one.socket->heard(frame::step2(frame::kEmptyUpdate)));
    CHECK(one.socket->of(frame::Kind::step1) == std::vector<std::string>{std::string("\0", 1)});
    desk.send(one, seed);
    desk.send(two, seed);
    desk.pass(200);
    CHECK(one.socket->heard(frame::saved(1)));
    CHECK(two.socket->heard(frame::saved(1)));
    CHECK(desk.late_joiner() == "ab");
    CHECK(desk.count("select count(*) from collab_log where kind = 'seed'") == 1);
    CHECK(desk.row().version == 1);
  });
}

TEST_CASE("another seed than the document's body is refused, before and after the true one") {
  on_each([](WritingRoom& desk) {
    const auto forger = desk.join();
    desk.send(forger, formats::seed_update(body_of("lies")));
    CHECK(forger.socket->closed == kReplaced);
    const auto early = desk.join();
    desk.send(early, typed(7, 0, 1, kLast, "c"));
    CHECK(early.socket->closed == kReplaced);
    const auto honest = desk.join();
    desk.send(honest, seed);
    const auto second = desk.join();
    desk.send(second, formats::seed_update(body_of("more than ab")));
    CHECK(second.socket->closed == kReplaced);
    const auto third = desk.join();
    desk.send(third, typed(formats::kSeedClient, 5, 1, kLast, "x"));
    CHECK(third.socket->closed == kReplaced);
    CHECK(desk.late_joiner() == "ab");
    CHECK(honest.socket->closed == 0);
  });
}

TEST_CASE("whoever may only read is sent everything, asked for nothing, and writes nothing") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    const auto reader = desk.join(false);
    CHECK(reader.socket->of(frame::Kind::update) == std::vector<std::string>{seed});
    CHECK(reader.socket->of(frame::Kind::step1).empty());
    desk.send(reader, typed(9, 0, 1, kLast, "!"));
    desk.send(reader, typed(9, 0, 1, kLast, "!"), SharedText::As::answer);
    CHECK(reader.socket->heard(frame::denied("read_only")));
    CHECK(desk.late_joiner() == "ab");
  });
}

TEST_CASE("what two typed offline is merged when they come back, and everybody gets it") {
  on_each([](WritingRoom& desk) {
    const auto open = desk.join();
    desk.send(open, seed);
    const auto one = desk.join(), two = desk.join();
    desk.send(one, typed(11, 0, 1, kLast, "one"), SharedText::As::answer);
    desk.send(two, typed(12, 0, 1, kLast, "two"), SharedText::As::answer);
    CHECK(open.socket->of(frame::Kind::update).size() == 2);
    CHECK(one.socket->of(frame::Kind::update).size() == 2);   // the seed and the other's
    const auto text = desk.late_joiner();
    CHECK((text == "abonetwo" || text == "abtwoone"));
    desk.pass(200);
    CHECK(one.socket->heard(frame::saved(1)));
  });
}

TEST_CASE("saved is said after the commit and never before, and counts what the connection sent") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    desk.send(writer, typed(5, 0, 1, kLast, "c"));
    desk.send(writer, std::string(frame::kEmptyUpdate), SharedText::As::answer);
    CHECK_FALSE(writer.socket->heard(frame::saved(2)));
    CHECK(desk.count("select count(*) from collab_log") == 0);
    desk.pass(200);
    CHECK(writer.socket->heard(frame::saved(2)));
    CHECK(desk.count("select count(*) from collab_log") == 2);
    desk.send(writer, typed(5, 0, 1, kLast, "c"));   // again, as after a torn line
    desk.pass(200);
    CHECK(writer.socket->heard(frame::saved(3)));
    CHECK(desk.count("select count(*) from collab_log") == 2);
  });
}

TEST_CASE("writers are those who typed, also after the log was compacted; opening a text makes nobody one") {
  on_each([](WritingRoom& desk) {
    const auto opener = desk.join(), writer = desk.join();
    desk.send(opener, seed);
    desk.pass(200);
    CHECK(desk.count("select count(*) from contributor") == 0);
    desk.send(writer, typed(5, 0, 1, kLast, "c"));
    desk.pass(200);
    desk.text->leave(opener.connection);
    desk.text->leave(writer.connection);
    desk.pass(10'000);
    CHECK(desk.count("select count(*) from collab_log") == 1);
    CHECK(desk.count("select count(*) from collab_prefix") == 2);
    std::vector<Id<User>> writers;
    desk.house.services.database.read([&](galley::store::Reader& reader) { writers = store::writers_of(reader, desk.document.story); });
    CHECK(writers == std::vector{writer.user});
    CHECK(desk.late_joiner() == "abc");
  });
}

TEST_CASE("a late joiner gets the compacted text, also from a fresh process, and goes on typing in it") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    for (std::uint64_t n = 0; n < 20; ++n) {
      desk.send(writer, n == 0 ? typed(5, 0, 1, kLast, "x") : typed(5, n, 5, n - 1, "x"));
      desk.pass(150);
    }
    desk.text->leave(writer.connection);
    desk.pass(10'000);
    desk.text.reset();
    desk.pass(10'000);
    CHECK(desk.hub().open() == 0);
    desk.text = desk.hub().enter(desk.document.id).value();
    const auto late = desk.join();
    CHECK(late.socket->of(frame::Kind::update).size() == 1);
    desk.send(late, typed(6, 0, 5, 19, "y"));
    CHECK(desk.late_joiner() == "ab" + std::string(20, 'x') + "y");
  });
}

TEST_CASE("the row follows, a revision is cut in a pause and at leaving, and equal content makes none") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    desk.send(writer, typed(5, 0, 1, kLast, "c"));
    desk.pass(2100);
    CHECK(desk.words() == "abc");
    CHECK(desk.row().version == 2);
    CHECK(desk.row().updated_by == writer.user);
    CHECK(desk.count("select count(*) from revision") == 0);
    desk.pass(31'000);
    CHECK(desk.count("select count(*) from revision where reason = 'idle'") == 1);
    desk.pass(31'000);
    desk.text->leave(writer.connection);
    desk.pass(10'000);
    CHECK(desk.count("select count(*) from revision") == 1);
    const auto back = desk.join();
    desk.send(back, typed(6, 0, 5, 0, "d"));
    desk.text->leave(back.connection);
    desk.pass(10'000);
    CHECK(desk.count("select count(*) from revision where reason = 'left'") == 1);
    CHECK(desk.words() == "abcd");
  });
}

TEST_CASE("what is settled stands in the row at once, for submitting") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    desk.send(writer, typed(5, 0, 1, kLast, "c"));
    auto ctx = desk.context("story.submit");
    REQUIRE(settle_submitted(ctx, {.story = desk.document.story, .ai_use = AiUse::none, .note = {}}));
    CHECK(desk.words() == "abc");
    CHECK(writer.socket->heard(frame::saved(2)));
  });
}

TEST_CASE("PATCH sets the body of a text nobody has opened, and of no other; restoring begins a new life of the text") {
  on_each([](WritingRoom& desk) {
    auto ctx = desk.context();
    const auto early = desk.join();
    desk.write([&](Tx& tx) { REQUIRE(change_document(ctx, tx, {.document = desk.document.id, .if_match = 1, .body = formats::to_json(body_of("zz"))})); });
    Event changed{.name = "DocumentChanged", .aggregate = desk.document.id.text()};
    desk.hub().hear(changed);
    desk.pass(100);
    CHECK(early.socket->closed == kReplaced);
    desk.text = desk.hub().enter(desk.document.id).value();
    CHECK(desk.text->about().generation == 1);
    const auto writer = desk.join();
    desk.send(writer, formats::seed_update(body_of("zz")));
    desk.send(writer, typed(5, 0, 1, kLast, "c"));
    desk.pass(35'000);
    desk.write([&](Tx& tx) {
      const auto refused = change_document(ctx, tx, {.document = desk.document.id, .if_match = desk.row().version, .body = formats::to_json(body_of("q"))});
      REQUIRE(!refused);
      CHECK(refused.error().word() == "document.body_shared");
    });
    desk.send(writer, typed(5, 1, 5, 0, "d"));
    const RestoreRevision wish{.document = desk.document.id, .revision = {}};
    REQUIRE(settle_restored(ctx, wish));
    desk.write([&](Tx& tx) {
      const auto revision = store::latest_revision(tx, desk.document.id);
      REQUIRE(revision);
      REQUIRE(restore_revision(ctx, tx, {desk.document.id, revision->id}, {}));
    });
    CHECK(desk.words() == "zzc");
    // Typed before the news came: it must not get into the new life.
    desk.send(writer, typed(5, 2, 5, 1, "e"));
    desk.pass(200);
    CHECK(writer.socket->closed == kReplaced);
    CHECK(desk.count("select count(*) from collab_log") == 0);
    CHECK(desk.count("select count(*) from collab_prefix") > 0);
    desk.text = desk.hub().enter(desk.document.id).value();
    CHECK(desk.text->about().generation == 2);
    CHECK(desk.words() == "zzc");
  });
}

TEST_CASE("a log that can't be read is marked, sent to readers as it is, and takes nothing") {
  on_each([](WritingRoom& desk) {
    desk.text.reset();
    desk.pass(10'000);
    desk.write([&](Tx& tx) {
      store::add_entry(tx, desk.document, {1, {}, {}, {}, store::EntryKind::update, pack({"\xff\xff nonsense"})});
      store::save_collab(tx, desk.document, {.generation = 0, .last_seq = 1, .cut_seq = 1});
    });
    desk.text = desk.hub().enter(desk.document.id).value();
    CHECK(desk.text->about().undecodable);
    CHECK(desk.count("select count(*) from collab_doc where state = 'undecodable'") == 1);
    const auto writer = desk.join();
    desk.send(writer, typed(5, 0, 1, kLast, "c"));
    CHECK(writer.socket->heard(frame::denied("undecodable")));
    const auto settled = desk.hub().settle(desk.document.id);
    REQUIRE(!settled);
    CHECK(settled.error().word() == "document.undecodable");
  });
}

TEST_CASE("what the database did not take is taken again, and saved is said only then") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    auto batch = desk.text->take(SharedText::For::log);
    desk.text->give_back(std::move(batch));
    CHECK_FALSE(writer.socket->heard(frame::saved(1)));
    desk.pass(200);
    CHECK(writer.socket->heard(frame::saved(1)));
    CHECK(desk.count("select count(*) from collab_log") == 1);
  });
}

TEST_CASE("what is typed in another process arrives when the document says that it changed") {
  on_each([](WritingRoom& desk) {
    const auto here = desk.join();
    State elsewhere;
    elsewhere.open(desk.house.services, desk.bells);
    const auto there = std::make_shared<FakeSocket>();
    const auto copy = elsewhere.collab().enter(desk.document.id).value();
    desk.send(here, seed);
    desk.pass(200);
    elsewhere.hear({.name = "DocumentChanged", .aggregate = desk.document.id.text()});
    elsewhere.collab().step();
    CHECK(!copy->standing().for_cut);   // that somebody opened it there is nothing to cut a revision for
    copy->join({.person = {99, desk.house.ids.make<User>(), "Somebody"}, .connection = "there", .session = {}, .may_edit = true, .socket = there});
    copy->greet(99);
    desk.send(here, typed(7, 0, 1, kLast, "c"));
    desk.pass(2500);
    CHECK(desk.words() == "abc");
    CHECK(!there->heard(frame::update(typed(7, 0, 1, kLast, "c"))));
    elsewhere.hear({.name = "DocumentChanged", .aggregate = desk.document.id.text()});
    elsewhere.collab().step();
    CHECK(there->heard(frame::update(typed(7, 0, 1, kLast, "c"))));
    // and back: what is typed there does not lose what was typed here
    copy->offer(99, typed(8, 0, 7, 0, "d"), SharedText::As::update);
    desk.house.clock.time.ms += 2500;
    elsewhere.collab().step();
    elsewhere.collab().step();
    CHECK(desk.words() == "abcd");
    desk.hub().hear({.name = "DocumentChanged", .aggregate = desk.document.id.text()});
    desk.pass(100);
    CHECK(here.socket->heard(frame::update(typed(8, 0, 7, 0, "d"))));
    elsewhere.stop();
  });
}

TEST_CASE("nonsense closes the connection and leaves the text alone") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    const auto other = desk.join();
    desk.send(other, "\x05\x01\x02");
    CHECK(other.socket->closed == kRefused);
    CHECK(desk.late_joiner() == "ab");
  });
}

TEST_CASE("a person's end of session or change of rights closes their sockets only") {
  on_each([](WritingRoom& desk) {
    const auto one = desk.join(), two = desk.join();
    desk.hub().hear({.name = "PersonChanged", .aggregate = one.user.text()});
    CHECK(one.socket->closed == kRightsChanged);
    CHECK(two.socket->closed == 0);
    desk.hub().hear({.name = "RoleChanged", .aggregate = "role_x"});
    CHECK(two.socket->closed == kRightsChanged);
  });
}

TEST_CASE("carets are told with the name that the server knows, and taken back when somebody goes") {
  on_each([](WritingRoom& desk) {
    const auto one = desk.join(), two = desk.join();
    auto entry = [](std::uint64_t client, std::uint64_t clock, std::string_view state) {
      std::string out;
      for (const auto number : {std::uint64_t{1}, client, clock}) append_var_uint(out, number);
      append_var_string(out, state);
      return out;
    };
    desk.text->present(one.connection, entry(21, 1, R"({"user":{"name":"The Chief"},"cursor":4})"));
    const auto told = two.socket->of(frame::Kind::awareness);
    REQUIRE(told.size() == 1);
    CHECK(told[0].find("Somebody") != std::string::npos);
    CHECK(told[0].find("Chief") == std::string::npos);
    CHECK(told[0].find("cursor") != std::string::npos);
    desk.text->present(two.connection, entry(21, 2, "null"));   // not theirs
    CHECK(one.socket->of(frame::Kind::awareness).empty());
    desk.text->leave(one.connection);
    CHECK(two.socket->of(frame::Kind::awareness).back() == entry(21, 2, "null"));
  });
}

}  // namespace galley::create
