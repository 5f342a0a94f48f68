#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "platform/store/bind.h"
#include "platform/store/blobs.h"
#include "platform/store/migrate.h"
#include "platform/store/testing.h"

namespace galley::store {

namespace {

enum class Colour : std::uint8_t { red, dark_green };
struct Thing {
  std::string id;
  std::int64_t number;
  std::optional<std::string> note;
  bool flag;
  Colour colour;
  std::vector<std::string> tags;
  Json json;
  std::optional<Time> at;
};

constexpr std::string_view kTable =
    "create table thing(id text primary key, number bigint not null, note text, flag integer not null, colour text not null, tags text not null, json text not null, at bigint)";
constexpr std::string_view kInsert = "insert into thing(id, number, note, flag, colour, tags, json, at) values($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view kSelect = "select id, number, note, flag, colour, tags, json, at from thing where id = $1";

void make_table(Database& database) {
  REQUIRE(database.write({}, [](Writer& writer) -> Result<void> {
    writer.script(kTable);
    return {};
  }));
}

Result<void> insert(Writer& writer, std::string_view id, std::int64_t number) {
  run(writer, kInsert, id, number, std::optional<std::string>(), true, Colour::dark_green, std::vector<std::string>{"a\"b", "中文"}, Json(Json::Object{{"k", 1}}),
      std::optional<Time>(Time{123}));
  return {};
}

std::int64_t count(Database& database) {
  std::int64_t n = 0;
  database.read([&](Reader& reader) { n = number(reader, "select count(*) from thing"); });
  return n;
}

}  // namespace

TEST_CASE("rows come back as the structs that went in") {
  testing::on_each_engine([](Database& database) {
    CAPTURE(database.version());
    make_table(database);
    REQUIRE(database.write({}, [](Writer& writer) { return insert(writer, "一", 1LL << 52); }));
    std::optional<Thing> thing;
    database.read([&](Reader& reader) { thing = first<Thing>(reader, kSelect, "一"); });
    REQUIRE(thing);
    CHECK(thing->number == 1LL << 52);
    CHECK(!thing->note);
    CHECK(thing->flag);
    CHECK(thing->colour == Colour::dark_green);
    CHECK(thing->tags == std::vector<std::string>{"a\"b", "中文"});
    CHECK(thing->json.number("k") == 1);
    CHECK(thing->at->ms == 123);
  });
}

TEST_CASE("a failing write leaves nothing, and spoils no other write of its batch") {
  testing::on_each_engine([](Database& database) {
    CAPTURE(database.version());
    make_table(database);
    std::vector<std::jthread> threads;
    std::atomic<int> refused{0}, accepted{0};
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&, i] {
        for (int j = 0; j < 20; ++j) {
          const bool bad = (i + j) % 3 == 0;
          const auto done = database.write({}, [&](Writer& writer) -> Result<void> {
            TRY(insert(writer, std::to_string(i * 100 + j), j));
            if (bad) return conflict("test");
            return {};
          });
          (done ? accepted : refused) += 1;
        }
      });
    threads.clear();
    CHECK(refused == 107);
    CHECK(count(database) == accepted.load());
  });
}

TEST_CASE("a broken statement is an internal error of its own write only") {
  testing::on_each_engine([](Database& database) {
    make_table(database);
    const auto bad = database.write({}, [](Writer& writer) -> Result<void> {
      TRY(insert(writer, "x", 1));
      run(writer, "insert into nowhere(id) values($1)", 1);
      return {};
    });
    REQUIRE(!bad);
    CHECK(bad.error().code() == Code::internal);
    CHECK(count(database) == 0);
    CHECK(database.write({}, [](Writer& writer) { return insert(writer, "x", 1); }));
  });
}

TEST_CASE("a read sees one moment, whatever is written meanwhile") {
  testing::on_each_engine([](Database& database) {
    make_table(database);
    database.read([&](Reader& reader) {
      const auto before = number(reader, "select count(*) from thing");
      std::jthread([&] { REQUIRE(database.write({}, [](Writer& writer) { return insert(writer, "later", 1); })); }).join();
      CHECK(number(reader, "select count(*) from thing") == before);
    });
    CHECK(count(database) == 1);
  });
}

TEST_CASE("writes that name the same aggregate go one after another") {
  testing::on_each_engine([](Database& database) {
    CAPTURE(database.version());
    make_table(database);
    REQUIRE(database.write({}, [](Writer& writer) { return insert(writer, "counter", 0); }));
    const std::uint8_t id[] = {1, 2, 3};
    const LockKey key = lock_key("thing", id);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        for (int j = 0; j < 25; ++j) {
          const auto done = database.write({.locks = {&key, 1}}, [](Writer& writer) -> Result<void> {
            const auto now = number(writer, "select number from thing where id = 'counter'");
            run(writer, "update thing set number = $1 where id = 'counter'", now + 1);   // loses updates unless the lock holds
            return {};
          });
          REQUIRE(done);
        }
      });
    threads.clear();
    std::int64_t value = 0;
    database.read([&](Reader& reader) { value = number(reader, "select number from thing where id = 'counter'"); });
    CHECK(value == 200);
  });
}

TEST_CASE("columns and fields must agree") {
  testing::on_each_engine([](Database& database) {
    make_table(database);
    REQUIRE(database.write({}, [](Writer& writer) { return insert(writer, "x", 1); }));
    struct Short {
      std::string id;
    };
    struct Long {
      std::string id;
      std::string more;
    };
    database.read([&](Reader& reader) {
      CHECK_THROWS_AS((void)first<Short>(reader, "select id, number from thing"), std::logic_error);
      CHECK_THROWS_AS((void)first<Long>(reader, "select id from thing"), std::logic_error);
    });
  });
}

TEST_CASE("migrations run once, and data of a newer program are refused untouched") {
  testing::on_each_engine([](Database& database) {
    const Asset one[] = {{"0001_a.sql", "", "create table a(id text primary key)", "", "", ""}};
    const Asset two[] = {{"0001_a.sql", "", "create table a(id text primary key)", "", "", ""},
                         {"0002_b.sqlite.sql", "", "create table b(id text)", "", "", ""},
                         {"0002_b.pg.sql", "", "create table b(id text)", "", "", ""}};
    const Asset changed[] = {{"0001_a.sql", "", "create table a(id text primary key, x text)", "", "", ""}, two[1], two[2]};
    auto migrate_with = [&](std::span<const Asset> files) {
      const Migrations rooms[] = {{"room", files}};
      return migrate(database, rooms, 1);
    };
    CHECK(migrate_with(one));
    CHECK(migrate_with(two));
    CHECK(migrate_with(two));
    const auto older = migrate_with(one);
    REQUIRE(!older);
    CHECK(older.error().word() == "storage.newer");
    CHECK(!migrate_with(changed));
  });
}

TEST_CASE("blobs are found by their hash and damage is noticed") {
  const testing::Folder folder;
  auto blobs = open_disk_blobs(folder.path() + "/blobs");
  REQUIRE(blobs);
  const auto hash = (*blobs)->put("湖水");
  REQUIRE(hash);
  CHECK(*hash == sha256("湖水"));
  CHECK(*(*blobs)->get(*hash) == "湖水");
  CHECK((*blobs)->put("湖水"));
  CHECK((*blobs)->get(sha256("other")).error().code() == Code::not_found);
  std::ofstream(*(*blobs)->file(*hash)) << "x";
  CHECK((*blobs)->get(*hash).error().code() == Code::internal);
}

TEST_CASE("a log that has grown once is folded by its pages, not with every commit") {
  testing::on_each_engine([](Database& database) {
    if (database.engine() != Engine::sqlite) return;
    make_table(database);
    const std::string long_text(40'000, 'x');
    auto commit = [&](int number) {
      REQUIRE(database.write({}, [&](Writer& writer) -> Result<void> {
        run(writer, "insert into thing(id, number, note, flag, colour, tags, json) values($1, $2, $3, 0, 'red', '[]', '{}')", "t" + std::to_string(number), number, long_text);
        return {};
      }));
    };
    for (int i = 0; i < 400; ++i) commit(i);   // about 4,400 pages
    const auto grown = database.stats();
    CHECK(grown.checkpoints >= 1);
    CHECK(grown.checkpoints <= 3);
    CHECK(grown.wal_bytes > 4 << 20);
    CHECK(grown.wal_bytes < 16 << 20);
    for (int i = 0; i < 100; ++i)
      REQUIRE(database.write({}, [&](Writer& writer) -> Result<void> {
        run(writer, "update thing set flag = 1 where id = $1", "t" + std::to_string(i));
        return {};
      }));
    CHECK(database.stats().checkpoints <= grown.checkpoints + 1);
  });
}

TEST_CASE("the PostgreSQL engine is part of this run where one is given") {
  int engines = 0;
  testing::on_each_engine([&](Database& database) {
    ++engines;
    MESSAGE(database.version());
  });
  CHECK(engines == (std::getenv("GALLEY_TEST_PG") != nullptr ? 2 : 1));
}

}  // namespace galley::store
