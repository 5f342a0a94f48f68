#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/store/breakage.h"
#include "platform/store/database.h"
#include "platform/store/postgres_session.h"

// PostgreSQL behind Database: a pool of connections; a write is one READ COMMITTED transaction that begins with its
// aggregate locks and is repeated after a deadlock or serialisation failure.
namespace galley::store {

namespace {

constexpr int kTries = 5;
constexpr auto kRingPause = std::chrono::milliseconds(50);

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const PostgresOptions& options) : options_(options) {
    auto first = std::make_unique<PostgresSession>(options.conninfo);
    version_ = "PostgreSQL " + std::to_string(first->server_version() / 10000) + "." + std::to_string(first->server_version() % 10000);
    give_back(std::move(first));
    open_ = 1;
    bell_ = std::jthread([this](const std::stop_token& stop) { ring_bells(stop); });
  }

  Engine engine() const override { return Engine::postgres; }
  std::string version() const override { return version_; }

  Result<void> write(const Write& how, FunctionRef<Result<void>(Writer&)> body) override {
    std::vector<LockKey> locks(how.locks.begin(), how.locks.end());
    std::sort(locks.begin(), locks.end());
    for (int attempt = 1;; ++attempt) {
      try {
        Lease lease(*this);
        return write_once(*lease.session, locks, body);
      } catch (const DatabaseError& failure) {
        const bool again = failure.kind() == DatabaseError::Kind::serialization && attempt < kTries;
        if (again) continue;
        if (failure.kind() == DatabaseError::Kind::full) return Error(Code::storage_full, "storage.full", {}, failure.what());
        if (failure.kind() == DatabaseError::Kind::lost) {
          log::warn("database lost", {{"error", failure.what()}});
          return unavailable("storage.lost");
        }
        return internal(failure.what());
      }
    }
  }

  void read(FunctionRef<void(Reader&)> body) override {
    Lease lease(*this);
    lease.session->command("begin isolation level repeatable read read only");
    body(*lease.session);
    lease.session->command("commit");
  }

  DatabaseStats stats() override {
    const std::lock_guard lock(stats_mutex_);
    return stats_;
  }

  void ring(std::string_view channel) override {
    {
      const std::lock_guard lock(bell_mutex_);
      rung_.emplace(channel);
    }
    bell_wake_.notify_one();
  }

  bool wait_for_ring(int timeout_ms) override {
    try {
      if (!listener_) {
        listener_ = std::make_unique<PostgresSession>(options_.conninfo);
        listener_->command("listen galley");
      }
      return listener_->wait_notification(timeout_ms);
    } catch (const DatabaseError&) {
      listener_.reset();   // polling is the truth; the bell comes back with the server
      std::this_thread::sleep_for(std::chrono::milliseconds(timeout_ms));
      return false;
    }
  }

 private:
  // A connection on loan; one that broke or still sits in a transaction is not given back.
  struct Lease {
    explicit Lease(PostgresDatabase& from) : owner(from), session(from.take()) {}
    ~Lease() {
      if (session->healthy() && session->in_transaction()) roll_back();
      if (session->healthy() && !session->in_transaction()) {
        owner.give_back(std::move(session));
      } else {
        owner.lose();
      }
    }
    void roll_back() {
      try {
        session->command("rollback");
      } catch (const DatabaseError& failure) {
        log::warn("rollback failed", {{"error", failure.what()}});
      }
    }
    PostgresDatabase& owner;
    std::unique_ptr<PostgresSession> session;
  };

  Result<void> write_once(PostgresSession& session, const std::vector<LockKey>& locks, FunctionRef<Result<void>(Writer&)> body) {
    session.command("begin");
    if (!breakage("no-locks"))
      for (const auto& lock : locks) {
        const Value parameters[] = {static_cast<std::int64_t>(lock.kind), static_cast<std::int64_t>(lock.key)};
        session.query("select pg_advisory_xact_lock(cast($1 as integer), cast($2 as integer))", parameters);
      }
    Result<void> outcome;
    try {
      outcome = body(session);
    } catch (const DatabaseError&) {
      throw;
    } catch (const std::exception& bug) {
      outcome = internal(bug.what());
    }
    session.command(outcome ? "commit" : "rollback");
    if (outcome) {
      const std::lock_guard lock(stats_mutex_);
      stats_.commits += 1;
      stats_.writes += 1;
    }
    return outcome;
  }

  std::unique_ptr<PostgresSession> take() {
    {
      std::unique_lock lock(pool_mutex_);
      auto ready = [&] { return !idle_.empty() || open_ < options_.connections; };
      if (!pool_wake_.wait_for(lock, std::chrono::seconds(10), ready))
        throw DatabaseError(DatabaseError::Kind::lost, "no database connection came free within 10 s");
      if (!idle_.empty()) {
        auto session = std::move(idle_.back());
        idle_.pop_back();
        return session;
      }
      ++open_;
    }
    try {
      return std::make_unique<PostgresSession>(options_.conninfo);
    } catch (...) {
      lose();
      throw;
    }
  }

  void give_back(std::unique_ptr<PostgresSession> session) {
    {
      const std::lock_guard lock(pool_mutex_);
      idle_.push_back(std::move(session));
    }
    pool_wake_.notify_one();
  }

  void lose() {
    {
      const std::lock_guard lock(pool_mutex_);
      --open_;
    }
    pool_wake_.notify_one();
  }

  // NOTIFY takes a lock on the whole cluster at commit, so it never rides in a business transaction: one connection rings,
  // at most every 50 ms.
  void ring_bells(const std::stop_token& stop) {
    std::unique_ptr<PostgresSession> session;
    while (!stop.stop_requested()) {
      std::set<std::string> channels;
      {
        std::unique_lock lock(bell_mutex_);
        bell_wake_.wait(lock, stop, [&] { return !rung_.empty(); });
        channels.swap(rung_);
      }
      if (channels.empty()) continue;
      try {
        if (!session) session = std::make_unique<PostgresSession>(options_.conninfo);
        session->command("notify galley");
      } catch (const DatabaseError&) {
        session.reset();
      }
      std::this_thread::sleep_for(kRingPause);
    }
  }

  PostgresOptions options_;
  std::string version_;
  std::mutex pool_mutex_;
  std::condition_variable pool_wake_;
  std::vector<std::unique_ptr<PostgresSession>> idle_;
  int open_ = 0;
  std::mutex stats_mutex_;
  DatabaseStats stats_;
  std::mutex bell_mutex_;
  std::condition_variable_any bell_wake_;
  std::set<std::string> rung_;
  std::unique_ptr<PostgresSession> listener_;   // used by the one waiting thread only
  std::jthread bell_;
};

}  // namespace

LockKey lock_key(std::string_view prefix, std::span<const std::uint8_t> id) {
  // FNV-1a: a collision only makes two aggregates wait for each other.
  auto hash = [](auto bytes) {
    std::uint32_t h = 2166136261U;
    for (const auto byte : bytes) h = (h ^ static_cast<std::uint8_t>(byte)) * 16777619U;
    return static_cast<std::int32_t>(h);
  };
  return {hash(prefix), hash(id)};
}

Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options) {
  try {
    return std::unique_ptr<Database>(new PostgresDatabase(options));
  } catch (const DatabaseError& failure) {
    return Error(Code::unavailable, "storage.cant_open", {}, failure.what());
  }
}

}  // namespace galley::store
