#include "platform/engine/testing.h"

#include <stdexcept>

#include "platform/store/migrate.h"

namespace galley {
std::span<const Asset> galley_engine_migrations();
}

namespace galley::testing {

namespace {
std::unique_ptr<store::Blobs> open_blobs(const std::string& folder) {
  auto blobs = store::open_disk_blobs(folder);
  if (!blobs) throw std::runtime_error(blobs.error().detail());
  return *std::move(blobs);
}
}  // namespace

House::House(store::Database& database)
    : blobs(open_blobs(folder.path())), http(net::make_http_client({})), services{database, *blobs, clock, ids, *http, "secret", "test"} {
  migrate_engine(database);
}

namespace {
void migrate(store::Database& database, std::span<const store::Migrations> rooms) {
  const auto done = store::migrate(database, rooms, 1);
  if (!done) throw std::runtime_error(done.error().detail());
}
}  // namespace

void migrate_engine(store::Database& database) {
  const store::Migrations rooms[] = {{"engine", galley_engine_migrations()}};
  migrate(database, rooms);
}

Workbench::Workbench(store::Database& database, Room r) : house(database), runner(house.services, bells), room(r) {
  const store::Migrations rooms[] = {{"engine", galley_engine_migrations()}, {room.name, room.migrations}};
  migrate(database, rooms);
  person = {.kind = Principal::Kind::person, .user = house.ids.make<User>(), .site = house.ids.make<Site>(), .name = "Wei"};
  for (const auto right : room.rights) person.grants.push_back({std::string(right), {}});
}

Result<Answer> Workbench::call(std::string_view entry, Input input) {
  Call what{.person = person, .input = std::move(input), .trace = "trace", .address = "", .agent = ""};
  for (const Action& action : room.actions)
    if (action.spec.name == entry) return runner.act(room, action, what);
  what.input.reads_query = true;
  for (const Query& question : room.queries)
    if (question.spec.name == entry) return runner.ask(room, question, what);
  throw std::runtime_error(std::string(entry) + " is in none of the room's tables");
}

}  // namespace galley::testing
