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

void migrate_engine(store::Database& database) {
  const store::Migrations rooms[] = {{"engine", galley_engine_migrations()}};
  const auto done = store::migrate(database, rooms, 1);
  if (!done) throw std::runtime_error(done.error().detail());
}

}  // namespace galley::testing
