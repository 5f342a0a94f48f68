#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/function_ref.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/store/session.h"

namespace galley::store {

// Interactive writes go first; background ones get at most 5 ms of each commit.
enum class Lane : std::uint8_t { interactive, background };

// An aggregate that a write owns until its commit. On PostgreSQL the keys are advisory locks, taken sorted before anything
// else; on SQLite the one writer makes them needless.
struct LockKey {
  std::int32_t kind;
  std::int32_t key;
  auto operator<=>(const LockKey&) const = default;
};
LockKey lock_key(std::string_view prefix, std::span<const std::uint8_t> id);

struct Write {
  Lane lane = Lane::interactive;
  std::span<const LockKey> locks;
};

struct DatabaseStats {
  std::int64_t commits = 0;
  std::int64_t writes = 0;
  std::int64_t checkpoints = 0;   // SQLite: how often its log was folded into the file under load
  std::int64_t wal_bytes = 0;
  std::int64_t size_bytes = 0;
  std::int64_t queued = 0;
};

// The house's state. Safe from every thread.
//
// write(): runs `body` in a transaction and returns when it is durable, or `body`'s error after rolling it back. `body` may
// run more than once (deadlock, serialisation), must not do I/O, wait, or call the database again. Errors of its own:
// storage_full, unavailable (queue full, connection lost). Callers of one batch share one fsync on SQLite.
// read(): runs `body` on one consistent snapshot.
class Database {
 public:
  virtual ~Database() = default;
  virtual Engine engine() const = 0;
  virtual std::string version() const = 0;
  virtual Result<void> write(const Write& how, FunctionRef<Result<void>(Writer&)> body) = 0;
  virtual void read(FunctionRef<void(Reader&)> body) = 0;
  virtual DatabaseStats stats() = 0;

  // Wakes other processes that wait on `channel` (no-op on SQLite, where there are none). Debounced, never in a transaction.
  virtual void ring(std::string_view channel) = 0;
  // Waits until somebody rang a bell in another process, or `timeout_ms` passed. One listener per process.
  virtual bool wait_for_ring(int timeout_ms) = 0;
};

struct SqliteOptions {
  std::string file;
  int readers = 8;
  std::int64_t ballast_bytes = 64LL << 20;   // given back when the disk is full, so that cleaning can run
};
Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

struct PostgresOptions {
  std::string conninfo;
  int connections = 16;
};
Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options);

}  // namespace galley::store
