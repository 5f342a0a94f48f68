#pragma once

#include <span>
#include <string_view>

#include "platform/base/asset.h"
#include "platform/base/result.h"
#include "platform/store/database.h"

namespace galley::store {

// The files NNNN_name.sql of one room, with NNNN_name.sqlite.sql / .pg.sql instead where the engines differ.
struct Migrations {
  std::string_view room;
  std::span<const Asset> files;
};

// Brings the database to what the program expects, each file in a transaction of its own, rooms in the given order. Safe to
// run from several processes at once. Errors: conflict "storage.newer" when the data hold a migration that this program does
// not know (nothing is changed then), internal when a file fails or an applied file has changed since.
Result<void> migrate(Database& database, std::span<const Migrations> rooms, std::int64_t now_ms);

}  // namespace galley::store
