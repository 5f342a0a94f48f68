#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "platform/engine/bell.h"
#include "platform/engine/job_queue.h"
#include "platform/engine/tables.h"

namespace galley {

// A job while it runs. lost() turns true when its lease could not be renewed: stop, the work is somebody else's now.
class JobRun {
 public:
  JobRun(const Services& services, Bells& bells, const Principal& system, ClaimedJob job)
      : services_(services), bells_(bells), system_(system), job_(std::move(job)) {}

  bool lost() const { return lost_.load(); }
  // Writes in the middle of a job, only while the lease holds (e.g. "armed" before the first byte leaves). conflict
  // "job.fenced" otherwise.
  Result<void> commit(FunctionRef<Result<void>(Tx&)> body);
  const ClaimedJob& claimed() const { return job_; }
  void lose() { lost_.store(true); }

 private:
  const Services& services_;
  Bells& bells_;
  const Principal& system_;
  ClaimedJob job_;
  std::atomic<bool> lost_{false};
};

// Claims jobs under leases, runs them, completes them under their fences. Threads per queue; a heartbeat renews what runs;
// one elected process takes up leases that ran out.
class Jobs {
 public:
  Jobs(const Services& services, Bells& bells, std::span<const Room> rooms, std::vector<std::string> queues, int threads_per_queue);
  ~Jobs();
  void start();
  void stop();                                     // finishes what runs, claims nothing more
  bool run_one(std::string_view queue);            // claims and runs one job; false if none was ready. Tests call it by hand

 private:
  struct Kind {
    const Room* room;
    const JobKind* kind;
  };
  void work(const std::stop_token& stop, const std::string& queue);
  void run(const ClaimedJob& claimed);
  void settle(JobRun& job, const Kind* kind, Result<Finish> outcome);
  void beat(const std::stop_token& stop);
  const Kind* find(std::string_view name) const;

  const Services& services_;
  Bells& bells_;
  std::vector<Kind> kinds_;
  std::vector<std::string> queues_;
  int threads_per_queue_;
  std::string worker_;
  Principal system_;
  std::mutex running_mutex_;
  std::set<JobRun*> running_;
  std::vector<std::jthread> threads_;
};

std::vector<std::string> queues_of(std::span<const Room> rooms);

template <auto Run>
consteval JobKind job(std::string_view name, int max_attempts = 25) {
  using Payload = std::remove_cvref_t<decltype(table_detail::payload_of(Run))>;
  return {name, name.substr(0, name.find('.')), max_attempts, [](Context& context, JobRun& run, std::string_view payload) -> Result<Finish> {
            return Run(context, run, TRY(decoded<Payload>(payload, type<Payload>)));
          }};
}

}  // namespace galley
