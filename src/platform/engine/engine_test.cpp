#include <doctest/doctest.h>

#include <map>
#include <thread>

#include "platform/engine/audit.h"
#include "platform/engine/event_log.h"
#include "platform/engine/followers.h"
#include "platform/engine/jobs.h"
#include "platform/engine/router.h"
#include "platform/engine/runner.h"
#include "platform/engine/testing.h"
#include "platform/store/bind.h"

namespace galley {

struct Cup;
template <>
inline constexpr std::string_view id_prefix<Cup> = "cup";

namespace {

// A room as small as a room can be: it counts cups.
struct CupFilled {
  Id<Cup> cup;
  std::int64_t version;
};
struct FillCup {
  Id<Cup> cup;
  Text<1, 10> with;
};
struct Filled {
  Id<Cup> id;
  std::int64_t version;
};

bool refuse_next = false;

Result<Filled> fill_cup(Context&, Tx& tx, const FillCup& in) {
  if (refuse_next) return conflict("cup.broken");
  const auto version = store::number(tx, "select count(*) from event where aggregate = $1", in.cup) + 1;
  tx.emit(CupFilled{in.cup, version});
  return Filled{in.cup, version};
}

std::string failing;

Result<void> on_filled(Context&, Tx& tx, const CupFilled& fact) {
  if (fact.cup.text() == failing) return conflict("test.fails");
  store::run(tx, "insert into job_log(id, kind, attempt, at, outcome) values($1, 'effect', 1, $2, 'done')", fact.cup.text(), fact.version);
  return {};
}

struct Wash {
  std::string what;
};
int washed = 0;
Result<Finish> wash(Context&, JobRun&, const Wash& in) {
  ++washed;
  if (in.what == "stain") return unavailable("soap.missing");
  return Finish{};
}

constexpr Action actions[] = {action<fill_cup, &FillCup::cup>({.name = "cups.fill", .right = "cup.fill", .http = "POST /cups/{cup}/fill"})};
struct CupSeen {
  Id<Cup> cup;
  std::int64_t version;
};
constexpr EventHandler handlers[] = {on<CupFilled, on_filled>()};
constexpr Follower followers[] = {{"cups.effects", handlers}};
constexpr JobKind jobs[] = {job<wash>("cups.wash", 3)};

Room cups() { return {.name = "cups", .actions = actions, .jobs = jobs, .followers = followers}; }

Principal waiter(std::string_view right = "cup.fill") {
  return {.kind = Principal::Kind::person, .user = {*parse_typeid("user", "user_01h455vb4pex5vsknk084sn02q")}, .name = "Wei", .grants = {{std::string(right), {}}}};
}

struct Table {
  explicit Table(store::Database& database) : house(database), runner(house.services, bells), room(cups()) {}
  testing::House house;
  Bells bells;
  Runner runner;
  Room room;

  Result<Answer> fill(const Id<Cup>& cup, std::string body = R"({"with":"tea"})", std::string key = {}, const Principal& person = waiter()) {
    const Call call{.person = person, .input = {.body = body, .path = {{"cup", cup.text()}}}, .idempotency_key = std::move(key), .trace = "t", .address = "a", .agent = "g"};
    return runner.act(room, actions[0], call);
  }
  std::int64_t count(std::string_view sql) {
    std::int64_t n = 0;
    house.services.database.read([&](store::Reader& reader) { n = store::number(reader, sql); });
    return n;
  }
};

}  // namespace

TEST_CASE("what does not concern a follower costs it no commit, and what comes behind is done once") {
  store::testing::on_each_engine([](store::Database& database) {
    Table table(database);
    const Room rooms[] = {table.room};
    const auto cup = table.house.ids.make<Cup>();
    const auto person = waiter();
    const auto see = [&](std::int64_t version) {
      REQUIRE(table.house.services.database.write({}, [&](store::Writer& writer) -> Result<void> {
        Tx tx(writer, person, table.house.clock.now(), "t", table.house.ids);
        tx.emit(CupSeen{cup, version});
        return {};
      }));
    };
    Followers follow(table.house.services, table.bells, rooms, "");
    for (std::int64_t version = 1; version <= 3; ++version) see(version);
    CHECK(follow.step());
    CHECK(!follow.step());
    CHECK(table.count("select count(*) from follower where name = 'cups.effects'") == 0);
    REQUIRE(table.fill(cup));
    see(5);
    CHECK(follow.step());
    follow.step();
    CHECK(!follow.step());
    CHECK(table.count("select count(*) from job_log where kind = 'effect'") == 1);
    // Another process begins at the saved cursor and has nothing to do.
    Followers fresh(table.house.services, table.bells, rooms, "");
    follow.stop();
    fresh.step();
    CHECK(table.count("select count(*) from job_log where kind = 'effect'") == 1);
  });
}

TEST_CASE("an action leaves its event and its audit row together, or nothing") {
  store::testing::on_each_engine([](store::Database& database) {
    Table table(database);
    const auto cup = table.house.ids.make<Cup>();
    const auto answer = table.fill(cup);
    REQUIRE(answer);
    CHECK(answer->version == 1);
    CHECK(table.count("select count(*) from event") == 1);
    CHECK(table.count("select count(*) from audit where action = 'cups.fill' and result = 'done'") == 1);
    refuse_next = true;
    CHECK(!table.fill(cup));
    refuse_next = false;
    CHECK(table.count("select count(*) from event") == 1);
    CHECK(table.count("select count(*) from audit") == 1);
  });
}

TEST_CASE("without the right nothing happens but a row that says so") {
  store::testing::on_each_engine([](store::Database& database) {
    Table table(database);
    const auto answer = table.fill(table.house.ids.make<Cup>(), R"({"with":"tea"})", {}, waiter("cup.wash"));
    REQUIRE(!answer);
    CHECK(answer.error().code() == Code::forbidden);
    CHECK(table.count("select count(*) from event") == 0);
    CHECK(table.count("select count(*) from audit where result = 'refused' and detail like '%right.missing%'") == 1);
  });
}

TEST_CASE("an idempotency key answers the same call again and refuses another") {
  store::testing::on_each_engine([](store::Database& database) {
    Table table(database);
    const auto cup = table.house.ids.make<Cup>();
    const auto first = table.fill(cup, R"({"with":"tea"})", "k1");
    const auto again = table.fill(cup, R"({ "with" : "tea" })", "k1");
    REQUIRE(first);
    REQUIRE(again);
    CHECK(again->replayed);
    CHECK(again->body == first->body);
    CHECK(table.count("select count(*) from event") == 1);
    CHECK(table.fill(cup, R"({"with":"milk"})", "k1").error().word() == "idempotency.other_request");
  });
}

TEST_CASE("all that is wrong with a command is said at once") {
  store::testing::on_each_engine([](store::Database& database) {
    Table table(database);
    const auto answer = table.fill(table.house.ids.make<Cup>(), R"({"with":"","cup":"x","ice":true})");
    REQUIRE(!answer);
    CHECK(answer.error().issues().size() == 3);
  });
}

TEST_CASE("a follower applies each event once, parks what fails five times and goes on with the others") {
  store::testing::on_each_engine([](store::Database& database) {
    CAPTURE(database.version());
    Table table(database);
    Followers follow(table.house.services, table.bells, {&table.room, 1}, "");
    const auto bad = table.house.ids.make<Cup>(), good = table.house.ids.make<Cup>();
    failing = bad.text();
    REQUIRE(table.fill(bad));
    REQUIRE(table.fill(good));
    REQUIRE(table.fill(bad));
    for (int i = 0; i < 20; ++i) follow.step();
    CHECK(table.count("select count(*) from parked") == 2);   // the failing one, and the later one of the same cup
    CHECK(table.count("select count(*) from job_log where kind = 'effect'") == 1);
    failing.clear();
    CHECK(*retry_parked(table.house.services, {&table.room, 1}) == 2);
    CHECK(table.count("select count(*) from parked") == 0);
    CHECK(table.count("select count(*) from job_log where kind = 'effect'") == 3);
    CHECK(!follow.step());
  });
}

TEST_CASE("events of one aggregate reach a follower in their order while many write") {
  store::testing::on_each_engine([](store::Database& database) {
    CAPTURE(database.version());
    Table table(database);
    std::vector<Id<Cup>> all(10);
    for (auto& cup : all) cup = table.house.ids.make<Cup>();
    std::vector<std::jthread> writers;
    for (int w = 0; w < 8; ++w)
      writers.emplace_back([&, w] {
        for (int i = 0; i < 30; ++i) REQUIRE(table.fill(all[static_cast<std::size_t>((w + i) % 10)]));
      });
    LogPlace place;
    std::map<std::string, std::int64_t> last;
    std::int64_t seen = 0, out_of_order = 0;
    auto read_on = [&] {
      std::vector<Event> events;
      database.read([&](store::Reader& reader) { events = events_after(reader, place, 50); });
      for (const auto& event : events) {
        out_of_order += event.version != last[event.aggregate] + 1;
        last[event.aggregate] = event.version;
        place = {event.xid, event.id};
        ++seen;
      }
      return !events.empty();
    };
    while (seen < 200) read_on();
    writers.clear();
    while (read_on()) {
    }
    CHECK(seen == 240);
    CHECK(out_of_order == 0);
  });
}

TEST_CASE("a job runs once, is tried again and ends as a dead letter with its reason") {
  store::testing::on_each_engine([](store::Database& database) {
    Table table(database);
    Jobs workers(table.house.services, table.bells, {&table.room, 1}, {"cups"}, 1);
    auto enqueue = [&](std::string what, std::string key) {
      REQUIRE(database.write({}, [&](store::Writer& writer) -> Result<void> {
        const Principal nobody;
        Tx tx(writer, nobody, table.house.clock.now(), "t", table.house.ids);
        tx.enqueue("cups.wash", Wash{what}, key);
        return {};
      }));
    };
    washed = 0;
    enqueue("cup", "k");
    enqueue("cup", "k");
    CHECK(workers.run_one("cups"));
    CHECK(!workers.run_one("cups"));
    CHECK(washed == 1);
    enqueue("stain", "");
    for (int i = 0; i < 3; ++i) {
      CHECK(workers.run_one("cups"));
      table.house.clock.time.ms += 3'600'000;
    }
    CHECK(!workers.run_one("cups"));
    CHECK(table.count("select count(*) from job where state = 2 and last_error like 'soap.missing%'") == 1);
  });
}

TEST_CASE("who lost the lease changes nothing") {
  store::testing::on_each_engine([](store::Database& database) {
    Table table(database);
    const Time now = table.house.clock.now();
    ClaimedJob first, second;
    REQUIRE(database.write({}, [&](store::Writer& writer) -> Result<void> {
      insert_job(writer, table.house.ids.make<Job>(), {.kind = "cups.wash", .payload = "{}", .unique_key = "", .run_at = now}, {}, "t");
      return {};
    }));
    auto claim = [&](Time at, ClaimedJob& out) {
      REQUIRE(database.write({}, [&](store::Writer& writer) -> Result<void> {
        rescue_jobs(writer, at);
        const auto claimed = claim_jobs(writer, "cups", 1, "w", at);
        if (!claimed.empty()) out = claimed.front();
        return {};
      }));
    };
    claim(now, first);
    claim(now + kLeaseMs + 1000, second);
    CHECK(second.fence == first.fence + 1);
    REQUIRE(database.write({}, [&](store::Writer& writer) -> Result<void> {
      CHECK(!complete_job(writer, first, now));
      CHECK(!renew_lease(writer, first, now));
      CHECK(complete_job(writer, second, now));
      return {};
    }));
  });
}

TEST_CASE("the audit chain shows a flipped byte, a missing row and a cut end") {
  store::testing::on_each_engine([](store::Database& database) {
    Table table(database);
    auto seal = [&] {
      std::optional<AuditSeal> head;
      REQUIRE(database.write({}, [&](store::Writer& writer) -> Result<void> {
        head = seal_audit(writer, table.house.clock.now());
        return {};
      }));
      return head;
    };
    auto verdict = [&](std::string_view anchor = "") {
      AuditVerdict out;
      database.read([&](store::Reader& reader) { out = verify_audit(reader, anchor); });
      return out;
    };
    auto change = [&](std::string_view sql) {
      REQUIRE(database.write({}, [&](store::Writer& writer) -> Result<void> {
        writer.script(sql);
        return {};
      }));
    };
    for (int i = 0; i < 3; ++i) {
      REQUIRE(table.fill(table.house.ids.make<Cup>()));
      REQUIRE(seal());
    }
    CHECK(!seal());
    const auto whole = verdict();
    CHECK(whole.intact);
    CHECK(whole.rows == 3);
    change("update audit set detail = replace(detail, 'tea', 'tee') where id = (select min(id) + 1 from audit)");
    CHECK(verdict().broken_seal == 2);
    change("update audit set detail = replace(detail, 'tee', 'tea')");
    CHECK(verdict().intact);
    change("delete from audit where id = (select max(id) from audit)");
    CHECK(verdict().broken_seal == 3);
    change("delete from audit_seal where number = 3");
    CHECK(verdict().intact);
    CHECK(verdict("3 0000").broken_seal == 3);
  });
}

TEST_CASE("the router prefers fixed names, fills parameters and knows a wrong method") {
  const Room room = cups();
  const Router router({&room, 1});
  const auto match = router.find(Listener::editors, "POST", "/api/v1/cups/cup_x%2Fy/fill");
  REQUIRE(match.route != nullptr);
  CHECK(match.path[0].second == "cup_x/y");
  CHECK(router.find(Listener::editors, "GET", "/api/v1/cups/a/fill").allowed == "POST");
  CHECK(!router.find(Listener::editors, "POST", "/api/v1/cups//fill").allowed.size());
  CHECK(!router.find(Listener::readers, "POST", "/api/v1/cups/a/fill").allowed.size());
}

}  // namespace galley
