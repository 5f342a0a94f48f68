#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/store/breakage.h"
#include "platform/store/database.h"
#include "platform/store/sqlite_session.h"

// SQLite behind Database: one writer thread with group commit (WAL, synchronous=FULL), a pool of reading connections.
//
// Loop of the writer: take everything of the interactive lane, then background writes as long as 5 ms are not used up, run
// each in a savepoint of one transaction, COMMIT (one fsync for all), and only then wake the callers.
namespace galley::store {

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::size_t kMaxBatch = 256;
constexpr std::size_t kMaxQueued = 4096;
constexpr auto kBackgroundShare = std::chrono::milliseconds(5);
constexpr std::int64_t kFoldPages = 2000;              // so many new pages in the log are folded into the file: 8 MB
constexpr std::int64_t kRestingLogBytes = 4 << 20;

struct Request {
  FunctionRef<Result<void>(Writer&)> body;
  Result<void> outcome;
  std::binary_semaphore done{0};
};

Error error_of(const DatabaseError& failure) {
  if (failure.kind() == DatabaseError::Kind::full) return {Code::storage_full, "storage.full", {}, failure.what()};
  return internal(failure.what());
}

std::int64_t file_size(const std::string& file) {
  struct stat info{};
  return stat(file.c_str(), &info) == 0 ? info.st_size : 0;
}

// A file of zeros that holds the last free space of the disk. Released, it lets deletes and checkpoints run again.
class Ballast {
 public:
  Ballast(std::string file, std::int64_t bytes) : file_(std::move(file)), bytes_(bytes) { restore(); }
  void release() {
    if (::unlink(file_.c_str()) == 0) log::warn("disk full: ballast released", {{"file", file_}});
  }
  void restore() {
    if (bytes_ == 0 || file_size(file_) >= bytes_) return;
    const int fd = ::open(file_.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0) return;
    const bool whole = ::posix_fallocate(fd, 0, bytes_) == 0;
    ::close(fd);
    if (!whole) ::unlink(file_.c_str());   // half a ballast only makes the disk fuller
  }

 private:
  std::string file_;
  std::int64_t bytes_;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const SqliteOptions& options)
      : options_(options), ballast_(options.file + ".ballast", options.ballast_bytes), writer_(options.file, SqliteSession::Mode::writing) {
    for (int i = 0; i < options.readers; ++i) idle_.push_back(std::make_unique<SqliteSession>(options.file, SqliteSession::Mode::reading));
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

  ~SqliteDatabase() override {
    thread_.request_stop();
    wake_.notify_all();
    thread_ = {};
  }

  Engine engine() const override { return Engine::sqlite; }
  std::string version() const override { return "SQLite"; }

  Result<void> write(const Write& how, FunctionRef<Result<void>(Writer&)> body) override {
    Request request{body, {}};
    {
      const std::lock_guard lock(mutex_);
      auto& lane = how.lane == Lane::interactive ? interactive_ : background_;
      if (lane.size() >= kMaxQueued) return unavailable("storage.busy");
      lane.push_back(&request);
    }
    wake_.notify_one();
    request.done.acquire();
    return std::move(request.outcome);
  }

  void read(FunctionRef<void(Reader&)> body) override {
    auto session = take_reader();
    struct Return {
      SqliteDatabase& owner;
      std::unique_ptr<SqliteSession>& session;
      ~Return() { owner.give_back(std::move(session)); }
    } give_back{*this, session};
    session->query("begin", {});
    try {
      body(*session);
    } catch (...) {
      session->query("rollback", {});
      throw;
    }
    session->query("commit", {});
  }

  DatabaseStats stats() override {
    const std::lock_guard lock(mutex_);
    DatabaseStats out = stats_;
    out.queued = static_cast<std::int64_t>(interactive_.size() + background_.size());
    out.wal_bytes = file_size(options_.file + "-wal");
    out.size_bytes = file_size(options_.file);
    return out;
  }

  void ring(std::string_view) override {}
  bool wait_for_ring(int timeout_ms) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(timeout_ms));
    return false;
  }

 private:
  std::unique_ptr<SqliteSession> take_reader() {
    std::unique_lock lock(readers_mutex_);
    if (!readers_wake_.wait_for(lock, std::chrono::seconds(10), [&] { return !idle_.empty(); }))
      throw DatabaseError(DatabaseError::Kind::lost, "no reading connection came free within 10 s");
    auto session = std::move(idle_.back());
    idle_.pop_back();
    return session;
  }

  void give_back(std::unique_ptr<SqliteSession> session) {
    {
      const std::lock_guard lock(readers_mutex_);
      idle_.push_back(std::move(session));
    }
    readers_wake_.notify_one();
  }

  void run(const std::stop_token& stop) {
    for (;;) {
      bool idle = false;
      {
        std::unique_lock lock(mutex_);
        auto pending = [&] { return !interactive_.empty() || !background_.empty() || stop.stop_requested(); };
        idle = !wake_.wait_for(lock, std::chrono::seconds(1), pending);
        if (stop.stop_requested() && interactive_.empty() && background_.empty()) break;
      }
      if (idle) {
        rest();
      } else {
        commit_batch();
      }
    }
    writer_.checkpoint(true);
  }

  // The log's file keeps its size when it begins anew: only the pages of this round say how much there is to fold.
  void fold() {
    if (writer_.log_pages() < folded_pages_) folded_pages_ = 0;
    if (writer_.log_pages() - folded_pages_ < kFoldPages) return;
    writer_.checkpoint(false);
    folded_pages_ = writer_.log_pages();
    const std::lock_guard lock(mutex_);
    stats_.checkpoints += 1;
  }

  // Nothing to do: fold a grown log back into the file and put the ballast back.
  void rest() {
    if (file_size(options_.file + "-wal") > kRestingLogBytes) writer_.checkpoint(true);
    ballast_.restore();
  }

  Request* next(Steady::time_point started, bool interactive_only) {
    const std::lock_guard lock(mutex_);
    if (!interactive_.empty()) return pop(interactive_);
    if (interactive_only || background_.empty() || Steady::now() - started > kBackgroundShare) return nullptr;
    return pop(background_);
  }

  static Request* pop(std::deque<Request*>& lane) {
    Request* request = lane.front();
    lane.pop_front();
    return request;
  }

  void commit_batch() {
    std::vector<Request*> batch;
    std::optional<Error> lost;
    try {
      writer_.query("begin immediate", {});
      const auto started = Steady::now();
      while (batch.size() < kMaxBatch) {
        Request* request = next(started, false);
        if (request == nullptr) break;
        batch.push_back(request);
        run_one(*request);
      }
      if (breakage("ack-before-commit")) acknowledge_early(batch);
      writer_.query("commit", {});
    } catch (const DatabaseError& failure) {
      lost = error_of(failure);
      log::error("commit failed", {{"error", failure.what()}});
      if (writer_.in_transaction()) try_rollback();
      if (failure.kind() == DatabaseError::Kind::full) make_room();
      // After a failed fsync the pages may be gone although a second try succeeds: only the log knows. Start over from it.
      if (failure.kind() == DatabaseError::Kind::lost) std::_Exit(74);
    }
    {
      const std::lock_guard lock(mutex_);
      stats_.commits += 1;
      stats_.writes += static_cast<std::int64_t>(batch.size());
    }
    for (Request* request : batch) {
      if (lost) request->outcome = *lost;
      request->done.release();
    }
    fold();
  }

  // The planted fault: whoever asked has been told, and his request is gone, before anything is durable.
  static void acknowledge_early(std::vector<Request*>& batch) {
    for (Request* request : batch) request->done.release();
    batch.clear();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }

  void run_one(Request& request) {
    writer_.query("savepoint one", {});
    try {
      request.outcome = request.body(writer_);
    } catch (const DatabaseError& failure) {
      if (!writer_.in_transaction()) throw;   // SQLite gave the whole transaction up: nothing of the batch stands
      if (failure.kind() == DatabaseError::Kind::lost || failure.kind() == DatabaseError::Kind::full) throw;
      request.outcome = error_of(failure);
    } catch (const std::exception& bug) {
      request.outcome = internal(bug.what());
    }
    if (!request.outcome) writer_.query("rollback to one", {});
    writer_.query("release one", {});
  }

  void try_rollback() {
    try {
      writer_.query("rollback", {});
    } catch (const DatabaseError& failure) {
      log::error("rollback failed", {{"error", failure.what()}});
    }
  }

  void make_room() {
    if (!breakage("no-ballast")) ballast_.release();
    writer_.checkpoint(true);
  }

  SqliteOptions options_;
  Ballast ballast_;
  SqliteSession writer_;
  std::int64_t folded_pages_ = 0;   // of the log as it stands
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Request*> interactive_, background_;
  DatabaseStats stats_;
  std::mutex readers_mutex_;
  std::condition_variable readers_wake_;
  std::vector<std::unique_ptr<SqliteSession>> idle_;
  std::jthread thread_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options) {
  try {
    return std::unique_ptr<Database>(new SqliteDatabase(options));
  } catch (const DatabaseError& failure) {
    return Error(Code::unavailable, "storage.cant_open", {}, failure.what());
  }
}

}  // namespace galley::store
