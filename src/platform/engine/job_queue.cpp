#include "platform/engine/job_queue.h"

#include <algorithm>
#include <random>

#include "platform/store/bind.h"

namespace galley {

namespace {

// state: 0 ready, 1 leased, 2 dead
constexpr std::string_view kInsert =
    "insert into job(id, queue, kind, state, priority, run_at, fence, attempt, unique_key, trace, site_id, payload) "
    "values($1, $2, $3, 0, $4, $5, 0, 0, $6, $7, $8, $9) on conflict(unique_key) where state in (0, 1) do nothing";

constexpr std::string_view kClaimSqlite =
    "update job set state = 1, fence = fence + 1, attempt = attempt + 1, worker = $3, lease_until = $4 + 30000 where id in "
    "(select id from job where state = 0 and queue = $1 and run_at <= $4 order by priority, run_at, id limit $2) "
    "returning id, fence, attempt, kind, payload, site_id as site, trace";

constexpr std::string_view kClaimPostgres =
    "with c as (select id from job where state = 0 and queue = $1 and run_at <= $4 order by priority, run_at, id limit $2 for update skip locked) "
    "update job j set state = 1, fence = fence + 1, attempt = attempt + 1, worker = $3, lease_until = $4 + 30000 from c where j.id = c.id "
    "returning j.id, j.fence, j.attempt, j.kind, j.payload, j.site_id as site, j.trace";

// The queue is the part of the kind before the dot where nothing else is said: rooms name their kinds "room.work".
std::string_view queue_of(std::string_view kind) { return kind.substr(0, kind.find('.')); }

std::int64_t backoff_ms(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const std::int64_t cap = std::min<std::int64_t>(1000LL << std::min(attempt, 12), 3'600'000);
  return std::uniform_int_distribution<std::int64_t>(0, cap)(random);
}

}  // namespace

QueueState queue_state(store::Reader& reader, Time now) {
  const auto oldest = store::number(reader, "select min(run_at) from job where state = 0 and run_at <= $1", now);
  return {.ready = store::number(reader, "select count(*) from job where state = 0 and run_at <= $1", now),
          .oldest_ready_ms = oldest == 0 ? 0 : std::max<std::int64_t>(0, now.ms - oldest),
          .dead = store::number(reader, "select count(*) from job where state = 2")};
}

void insert_job(store::Writer& writer, const Id<Job>& id, const NewJob& job, const Id<Site>& site, std::string_view trace) {
  const auto key = job.unique_key.empty() ? std::optional<std::string>() : std::optional(job.unique_key);
  store::run(writer, kInsert, id, queue_of(job.kind), job.kind, job.priority, job.run_at, key, trace, site, job.payload);
}

std::vector<ClaimedJob> claim_jobs(store::Writer& writer, std::string_view queue, int limit, std::string_view worker, Time now) {
  const auto sql = writer.engine() == store::Engine::sqlite ? kClaimSqlite : kClaimPostgres;
  return store::all<ClaimedJob>(writer, sql, queue, limit, worker, now);
}

std::int64_t ready_jobs(store::Reader& reader, std::string_view queue, Time now) {
  return store::number(reader, "select count(*) from (select 1 from job where state = 0 and queue = $1 and run_at <= $2 limit 1) as ready", queue, now);
}

bool renew_lease(store::Writer& writer, const ClaimedJob& job, Time now) {
  return store::run(writer, "update job set lease_until = $3 where id = $1 and fence = $2 and state = 1", job.id, job.fence, now + kLeaseMs) == 1;
}

bool complete_job(store::Writer& writer, const ClaimedJob& job, Time now) {
  if (store::run(writer, "delete from job where id = $1 and fence = $2 and state = 1", job.id, job.fence) != 1) return false;
  store::run(writer, "insert into job_log(id, kind, attempt, at, outcome) values($1, $2, $3, $4, 'done')", job.id, job.kind, job.attempt, now);
  return true;
}

void fail_job(store::Writer& writer, const ClaimedJob& job, std::string_view error, int max_attempts, Time now) {
  const bool dead = job.attempt >= max_attempts;
  const auto changed = store::run(writer, "update job set state = $3, run_at = $4, last_error = $5, lease_until = null where id = $1 and fence = $2 and state = 1",
                                  job.id, job.fence, dead ? 2 : 0, now + backoff_ms(job.attempt), cut_at(error, 2000));
  if (changed == 1 && dead)
    store::run(writer, "insert into job_log(id, kind, attempt, at, outcome) values($1, $2, $3, $4, 'dead')", job.id, job.kind, job.attempt, now);
}

std::int64_t rescue_jobs(store::Writer& writer, Time now) {
  return store::run(writer, "update job set state = case when attempt >= 25 then 2 else 0 end, last_error = 'the lease ran out' "
                            "where state = 1 and lease_until < $1", now);
}

std::int64_t release_all_jobs(store::Writer& writer) { return store::run(writer, "update job set state = 0 where state = 1"); }

}  // namespace galley
