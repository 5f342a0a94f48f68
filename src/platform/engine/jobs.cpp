#include "platform/engine/jobs.h"

#include <algorithm>

#include "platform/base/log.h"
#include "platform/engine/leader.h"
#include "platform/store/breakage.h"
#include "platform/store/database.h"

namespace galley {

namespace {
constexpr auto kHeartbeat = std::chrono::seconds(10);
constexpr auto kPoll = std::chrono::milliseconds(250);
}  // namespace

Result<void> JobRun::commit(FunctionRef<Result<void>(Tx&)> body) {
  bool emitted = false, enqueued = false;
  TRY(services_.database.write({.lane = store::Lane::interactive}, [&](store::Writer& writer) -> Result<void> {
    Tx tx(writer, system_, services_.clock.now(), job_.trace, services_.ids);
    if (!store::breakage("no-fence") && !renew_lease(writer, job_, services_.clock.now())) return conflict("job.fenced");
    TRY(body(tx));
    emitted = tx.emitted();
    enqueued = tx.enqueued();
    return {};
  }));
  if (emitted) bells_.events.ring();
  if (enqueued) bells_.jobs.ring();
  return {};
}

Jobs::Jobs(const Services& services, Bells& bells, std::span<const Room> rooms, std::vector<std::string> queues, int threads_per_queue)
    : services_(services), bells_(bells), queues_(std::move(queues)), threads_per_queue_(threads_per_queue), worker_(random_token(9)) {
  for (const Room& room : rooms)
    for (const JobKind& kind : room.jobs) kinds_.push_back({&room, &kind});
  system_.kind = Principal::Kind::system;
  system_.name = "galley";
}

Jobs::~Jobs() { stop(); }

void Jobs::start() {
  if (services_.database.engine() == store::Engine::sqlite) {
    // One process: whatever is leased belonged to a run that is over.
    const auto released = services_.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
      release_all_jobs(writer);
      return {};
    });
    if (!released) log::error("jobs could not be released", {{"error", released.error().detail()}});
  }
  for (const auto& queue : queues_)
    for (int i = 0; i < threads_per_queue_; ++i) threads_.emplace_back([this, queue](const std::stop_token& stop) { work(stop, queue); });
  threads_.emplace_back([this](const std::stop_token& stop) { beat(stop); });
}

void Jobs::stop() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
}

const Jobs::Kind* Jobs::find(std::string_view name) const {
  const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& k) { return k.kind->name == name; });
  return found == kinds_.end() ? nullptr : &*found;
}

void Jobs::work(const std::stop_token& stop, const std::string& queue) {
  unsigned long seen = 0;
  while (!stop.stop_requested()) {
    bool ran = false;
    try {
      ran = run_one(queue);
    } catch (const std::exception& failure) {
      log::error("job thread", {{"queue", queue}, {"error", failure.what()}});
    }
    if (!ran) bells_.jobs.wait(stop, seen, kPoll);
  }
}

bool Jobs::run_one(std::string_view queue) {
  // Looking costs a read; only what is there costs a write.
  std::int64_t ready = 0;
  const Time now = services_.clock.now();
  services_.database.read([&](store::Reader& reader) { ready = ready_jobs(reader, queue, now); });
  if (ready == 0) return false;
  std::vector<ClaimedJob> claimed;
  const auto done = services_.database.write({.lane = store::Lane::interactive}, [&](store::Writer& writer) -> Result<void> {
    claimed = claim_jobs(writer, queue, 1, worker_, now);
    return {};
  });
  if (!done || claimed.empty()) return false;
  run(claimed.front());
  return true;
}

void Jobs::run(const ClaimedJob& claimed) {
  JobRun job(services_, bells_, system_, claimed);
  {
    const std::lock_guard lock(running_mutex_);
    running_.insert(&job);
  }
  const Kind* kind = find(claimed.kind);
  Result<Finish> outcome = internal("no such kind of job");
  if (kind != nullptr) {
    Principal system = system_;
    system.site = claimed.site;
    Context context{.services = services_, .person = system, .now = services_.clock.now(), .right = "", .trace = claimed.trace, .address = {},
                    .agent = {}, .state = kind->room->state, .reply = {}};
    try {
      outcome = kind->kind->run(context, job, claimed.payload);
    } catch (const std::exception& bug) {
      outcome = internal(bug.what());
    }
  }
  {
    const std::lock_guard lock(running_mutex_);
    running_.erase(&job);
  }
  settle(job, kind, std::move(outcome));
}

void Jobs::settle(JobRun& job, const Kind* kind, Result<Finish> outcome) {
  const ClaimedJob& claimed = job.claimed();
  bool emitted = false, enqueued = false;
  Principal system = system_;
  system.site = claimed.site;
  Result<void> written;
  if (outcome) {
    written = services_.database.write({.lane = store::Lane::interactive}, [&](store::Writer& writer) -> Result<void> {
      Tx tx(writer, system, services_.clock.now(), claimed.trace, services_.ids);
      // Completing first frees the unique key, so that finish may enqueue the next run of the same work.
      if (!complete_job(tx, claimed, services_.clock.now()) && !store::breakage("no-fence")) return conflict("job.fenced");
      if (*outcome) TRY((*outcome)(tx));
      emitted = tx.emitted();
      enqueued = tx.enqueued();
      return {};
    });
  }
  const Error* error = !outcome ? &outcome.error() : !written ? &written.error() : nullptr;
  if (error == nullptr) {
    if (emitted) bells_.events.ring();
    if (enqueued) bells_.jobs.ring();
    if (emitted || enqueued) services_.database.ring("log");
    return;
  }
  log::warn("job failed", {{"kind", claimed.kind}, {"job", claimed.id.text()}, {"error", error->word()}, {"detail", error->detail()}});
  if (error->word() == "job.fenced") return;
  const int attempts = kind != nullptr ? kind->kind->max_attempts : 1;
  const auto failed = services_.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    fail_job(writer, claimed, join({error->word(), " ", error->detail()}), attempts, services_.clock.now());
    return {};
  });
  if (!failed) log::error("a failed job could not be put back; its lease will run out", {{"job", claimed.id.text()}});
}

// Renews the leases of what runs here, and, where this process leads, takes up leases that others let run out.
void Jobs::beat(const std::stop_token& stop) {
  Leader leader(services_.database, "rescue");
  Bell never;
  unsigned long seen = 0;
  while (!stop.stop_requested()) {
    never.wait(stop, seen, std::chrono::duration_cast<std::chrono::milliseconds>(kHeartbeat) / 2);
    const Time now = services_.clock.now();
    const bool leading = leader.held(now);
    std::int64_t rescued = 0;
    const auto done = services_.database.write({.lane = store::Lane::interactive}, [&](store::Writer& writer) -> Result<void> {
      const std::lock_guard lock(running_mutex_);
      for (JobRun* job : running_)
        if (!renew_lease(writer, job->claimed(), now)) job->lose();
      if (leading) rescued = rescue_jobs(writer, now);
      return {};
    });
    if (done && rescued > 0) bells_.jobs.ring();
  }
  leader.release();
}

std::vector<std::string> queues_of(std::span<const Room> rooms) {
  std::set<std::string> names;
  for (const Room& room : rooms)
    for (const JobKind& kind : room.jobs) names.emplace(kind.queue);
  return {names.begin(), names.end()};
}

}  // namespace galley
