#include "platform/store/migrate.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "platform/base/log.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/store/bind.h"

namespace galley::store {

namespace {

constexpr std::string_view kCreateTable =
    "create table if not exists migration(room text not null, number integer not null, name text not null, hash text not null, "
    "at bigint not null, primary key(room, number))";

struct Step {
  std::string_view room;
  std::int64_t number;
  std::string name;
  std::string_view sql;
};

struct Applied {
  std::string room;
  std::int64_t number;
  std::string name;
  std::string hash;
};

bool is_for(std::string_view path, Engine engine) {
  if (path.ends_with(".sqlite.sql")) return engine == Engine::sqlite;
  if (path.ends_with(".pg.sql")) return engine == Engine::postgres;
  return path.ends_with(".sql");
}

std::vector<Step> steps_of(std::span<const Migrations> rooms, Engine engine) {
  std::vector<Step> steps;
  for (const auto& room : rooms)
    for (const Asset& file : room.files)
      if (is_for(file.path, engine))
        steps.push_back({room.room, std::stoll(std::string(file.path.substr(0, 4))), std::string(file.path.substr(0, file.path.find('.'))), file.raw});
  return steps;
}

std::vector<Applied> applied(Reader& reader) { return all<Applied>(reader, "select room, number, name, hash from migration"); }

// The migration the data have and the program does not: nothing may be touched then.
const Applied* unknown(const std::vector<Applied>& done, const std::vector<Step>& steps) {
  for (const auto& row : done)
    if (std::none_of(steps.begin(), steps.end(), [&](const Step& s) { return s.room == row.room && s.number == row.number; })) return &row;
  return nullptr;
}

Result<void> apply(Writer& writer, const Step& step, std::int64_t now_ms) {
  const std::string hash = sha256(step.sql).hex();
  for (const auto& row : applied(writer)) {
    if (row.room != step.room || row.number != step.number) continue;
    if (row.hash == hash) return {};
    return internal(join({"migration ", step.room, "/", step.name, " was changed after it had been applied"}));
  }
  writer.script(step.sql);
  run(writer, "insert into migration(room, number, name, hash, at) values($1, $2, $3, $4, $5)", step.room, step.number, step.name, hash, now_ms);
  log::info("migrated", {{"room", step.room}, {"step", step.name}});
  return {};
}

}  // namespace

Result<void> migrate(Database& database, std::span<const Migrations> rooms, std::int64_t now_ms) {
  const auto steps = steps_of(rooms, database.engine());
  const std::array locks{lock_key("migration", {})};
  const Write how{.locks = locks};
  TRY(database.write(how, [&](Writer& writer) -> Result<void> {
    writer.script(kCreateTable);
    const auto done = applied(writer);
    if (const Applied* newer = unknown(done, steps))
      return Error(Code::conflict, "storage.newer", {}, join({"the data hold ", newer->room, "/", newer->name, ", which this program does not know"}));
    return {};
  }));
  for (const auto& step : steps) TRY(database.write(how, [&](Writer& writer) { return apply(writer, step, now_ms); }));
  return {};
}

}  // namespace galley::store
