#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "platform/engine/cursor.h"
#include "platform/engine/problem.h"

namespace galley {

struct Saucer;
template <>
inline constexpr std::string_view id_prefix<Saucer> = "saucer";

TEST_CASE("a cursor is read as it was written") {
  SystemClock clock;
  Ids ids(clock);
  for (const std::int64_t ms : {std::int64_t{0}, std::int64_t{1}, clock.now().ms, std::int64_t{9'223'372'036'854'775'807}}) {
    const auto id = ids.make<Saucer>();
    const auto read = parse_cursor<Saucer>(to_cursor(Time{ms}, id));
    REQUIRE(read);
    CHECK(read->first.ms == ms);
    CHECK(read->second == id);
  }
}

TEST_CASE("any other cursor is a problem of the field cursor, 400") {
  SystemClock clock;
  Ids ids(clock);
  const std::string id = ids.make<Saucer>().text();
  const std::vector<std::string> hostile = {
      "", ".", "5", "5.", id, "." + id, "5" + id, "-5." + id, "+5." + id, " 5." + id, "5 ." + id, "5x." + id, "0x5." + id, "5e3." + id, "5.5." + id,
      "9223372036854775808." + id, "5." + id + " ", "5." + id + "x", "5.cup_" + id.substr(7), "5.saucer_", "5.." + id, "5'or'1'='1." + id,
      std::string("5.\0", 3) + id, std::string("5\0.", 3) + id, "5." + id.substr(0, id.size() - 1), std::string(100'000, '9'), "٥." + id, "5.saucer_\xff\xfe"};
  for (const auto& cursor : hostile) {
    CAPTURE(cursor.substr(0, 60));
    const auto read = parse_cursor<Saucer>(cursor);
    REQUIRE(!read);
    CHECK(read.error().code() == Code::malformed);
    CHECK(read.error().word() == "cursor.syntax");
    REQUIRE(read.error().issues().size() == 1);
    CHECK(read.error().issues()[0].pointer == "/cursor");
    const auto response = problem(read.error(), "");
    CHECK(response.status == 400);
    CHECK(std::get<std::string>(response.body).find(R"("pointer":"/cursor")") != std::string::npos);
  }
}

}  // namespace galley
