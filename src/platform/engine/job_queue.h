#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"
#include "platform/engine/tx.h"
#include "platform/store/session.h"

// The SQL of jobs: claim with a lease, heartbeat, complete or fail under the fence, rescue. See jobs.h for who calls it.
namespace galley {

// A job under a lease. `fence` rises with every claim: a completion with an old one changes nothing.
struct ClaimedJob {
  Id<Job> id;
  std::int64_t fence = 0;
  std::int32_t attempt = 0;
  std::string kind;
  std::string payload;
  Id<Site> site;
  std::string trace;
};

constexpr std::int64_t kLeaseMs = 30'000;

struct QueueState {
  std::int64_t ready = 0;
  std::int64_t oldest_ready_ms = 0;   // how long the oldest has been waiting
  std::int64_t dead = 0;
};
QueueState queue_state(store::Reader& reader, Time now);

void insert_job(store::Writer& writer, const Id<Job>& id, const NewJob& job, const Id<Site>& site, std::string_view trace);
std::vector<ClaimedJob> claim_jobs(store::Writer& writer, std::string_view queue, int limit, std::string_view worker, Time now);
std::int64_t ready_jobs(store::Reader& reader, std::string_view queue, Time now);
bool renew_lease(store::Writer& writer, const ClaimedJob& job, Time now);                     // false = the lease is lost
bool complete_job(store::Writer& writer, const ClaimedJob& job, Time now);                    // false = fenced
void fail_job(store::Writer& writer, const ClaimedJob& job, std::string_view error, int max_attempts, Time now);
std::int64_t rescue_jobs(store::Writer& writer, Time now);                                    // leases that ran out
std::int64_t release_all_jobs(store::Writer& writer);                                         // at an embedded start

}  // namespace galley
