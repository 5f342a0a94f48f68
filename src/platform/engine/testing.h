#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/engine/context.h"
#include "platform/engine/runner.h"
#include "platform/engine/tables.h"
#include "platform/net/client.h"
#include "platform/store/blobs.h"
#include "platform/store/database.h"
#include "platform/store/testing.h"

// For tests only: the machine room over a given database, with a clock that stands until it is moved.
namespace galley::testing {

class HandClock final : public Clock {
 public:
  Time now() const override { return time; }
  Time time{1'700'000'000'000};
};

struct House {
  explicit House(store::Database& database);
  store::testing::Folder folder;
  HandClock clock;
  Ids ids{clock};
  std::unique_ptr<store::Blobs> blobs;
  std::unique_ptr<net::HttpClient> http;
  Services services;
};

void migrate_engine(store::Database& database);

// One room in that house, its entries called by their names as HTTP would call them, by somebody with all the rights that the
// room declares, on every desk; take some away to see what is refused.
struct Workbench {
  Workbench(store::Database& database, Room room);
  Result<Answer> call(std::string_view entry, Input input = {});

  House house;
  Bells bells;
  Runner runner;
  Room room;
  Principal person;
};

}  // namespace galley::testing
