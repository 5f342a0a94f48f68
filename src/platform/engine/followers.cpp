#include "platform/engine/followers.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "platform/base/log.h"
#include "platform/engine/audit.h"
#include "platform/store/bind.h"
#include "platform/store/database.h"

namespace galley {

namespace {

constexpr int kBatch = 200;
constexpr int kTries = 5;

struct Cursor {
  std::int64_t xid;
  std::int64_t id;
};

LogPlace cursor_of(store::Reader& reader, std::string_view name) {
  const auto row = store::first<Cursor>(reader, "select xid, id from follower where name = $1", name);
  return row ? LogPlace{row->xid, row->id} : LogPlace{};
}

void move_cursor(store::Writer& writer, std::string_view name, LogPlace place) {
  store::run(writer, "insert into follower(name, xid, id) values($1, $2, $3) on conflict(name) do update set xid = excluded.xid, id = excluded.id",
             name, place.xid, place.id);
}

LogPlace place_of(const Event& event) { return {event.xid, event.id}; }

bool concerns(const Follower& follower, const Event& event) {
  return std::ranges::any_of(follower.handlers, [&](const EventHandler& handler) { return handler.event.empty() || handler.event == event.name; });
}

std::set<std::string> parked_aggregates(store::Reader& reader, std::string_view follower) {
  std::set<std::string> out;
  for (auto& aggregate : store::all<std::string>(reader, "select distinct aggregate from parked where follower = $1", follower)) out.insert(std::move(aggregate));
  return out;
}

void park(store::Writer& writer, std::string_view follower, const Event& event, std::string_view reason, Time now) {
  store::run(writer, "insert into parked(follower, event_id, aggregate, reason, at) values($1, $2, $3, $4, $5) on conflict do nothing", follower,
             event.id, event.aggregate, reason, now);
}

std::string reason_of(const Error& error) { return join({error.word(), " ", error.detail()}); }

Context follower_context(const Services& services, const Principal& system, const Room& room, const Event& event) {
  return {.services = services, .person = system, .now = services.clock.now(), .right = "", .trace = event.trace, .address = {}, .agent = {},
          .state = room.state, .reply = {}};
}

Result<void> dispatch(const Services& services, Principal system, const Room& room, const Follower& follower, Tx& tx, const Event& event) {
  system.site = event.site;
  Context context = follower_context(services, system, room, event);
  for (const auto& handler : follower.handlers)
    if (handler.event.empty() || handler.event == event.name) TRY(handler.apply(context, tx, event));
  return {};
}

}  // namespace

Followers::Followers(const Services& services, Bells& bells, std::span<const Room> rooms, std::string anchor_file)
    : services_(services), bells_(bells), leader_(services.database, "followers"), anchor_file_(std::move(anchor_file)) {
  for (const Room& room : rooms)
    for (const Follower& follower : room.followers) all_.push_back({&room, &follower});
  system_.kind = Principal::Kind::system;
  system_.name = "galley";
}

Followers::~Followers() { stop(); }

void Followers::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    unsigned long seen = 0;
    auto sealed = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
      bool moved = false;
      try {
        moved = step();
        if (std::chrono::steady_clock::now() - sealed >= std::chrono::seconds(1)) {
          save_passed();
          seal();
          sealed = std::chrono::steady_clock::now();
        }
      } catch (const std::exception& failure) {
        log::error("followers", {{"error", failure.what()}});
      }
      if (!moved) bells_.events.wait(stop, seen, std::chrono::milliseconds(1000));
    }
    leader_.release();
  });
}

void Followers::stop() {
  thread_.request_stop();
  thread_ = {};
}

bool Followers::step() {
  if (!leader_.held(services_.clock.now())) return false;
  bool moved = false;
  for (auto& one : all_) moved = step(one) || moved;
  return moved;
}

bool Followers::step(One& one) {
  std::vector<Event> events;
  services_.database.read([&](store::Reader& reader) { events = events_after(reader, std::max(one.passed, cursor_of(reader, one.follower->name)), kBatch); });
  if (events.empty()) return false;
  const LogPlace last = place_of(events.back());
  std::erase_if(events, [&](const Event& event) { return !concerns(*one.follower, event); });
  if (events.empty()) {
    one.passed = last;
    return true;
  }
  if (one.failures == 0 && apply_batch(one, events)) return true;
  // Something in the batch fails: go event by event, so that only the bad one waits.
  for (const auto& event : events)
    if (!apply_singly(one, event)) return false;
  return true;
}

Result<void> Followers::apply(One& one, Tx& tx, const Event& event) { return dispatch(services_, system_, *one.room, *one.follower, tx, event); }

bool Followers::apply_batch(One& one, const std::vector<Event>& events) {
  bool emitted = false, enqueued = false;
  const auto done = services_.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    if (!leader_.fenced(writer)) return conflict("leader.lost");
    const auto skipped = parked_aggregates(writer, one.follower->name);
    for (const auto& event : events) {
      if (skipped.contains(event.aggregate)) {
        park(writer, one.follower->name, event, "waits behind an earlier event", services_.clock.now());
        continue;
      }
      Tx tx(writer, system_, services_.clock.now(), event.trace, services_.ids);
      TRY(apply(one, tx, event));
      emitted = emitted || tx.emitted();
      enqueued = enqueued || tx.enqueued();
    }
    move_cursor(writer, one.follower->name, place_of(events.back()));
    return {};
  });
  if (!done) return false;
  if (emitted) bells_.events.ring();
  if (enqueued) bells_.jobs.ring();
  if (emitted || enqueued) services_.database.ring("log");
  return true;
}

bool Followers::apply_singly(One& one, const Event& event) {
  if (apply_batch(one, {event})) {
    one.failures = 0;
    return true;
  }
  const auto tried = services_.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    if (!leader_.fenced(writer)) return conflict("leader.lost");
    Tx tx(writer, system_, services_.clock.now(), event.trace, services_.ids);
    TRY(apply(one, tx, event));
    move_cursor(writer, one.follower->name, place_of(event));
    return {};
  });
  if (tried) return true;
  const Error& reason = tried.error();
  if (reason.word() == "leader.lost") return false;
  if (++one.failures < kTries) return false;
  log::error("event parked", {{"follower", one.follower->name}, {"event", event.name}, {"aggregate", event.aggregate}, {"reason", reason_of(reason)}});
  const auto parked = services_.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    park(writer, one.follower->name, event, reason_of(reason), services_.clock.now());
    move_cursor(writer, one.follower->name, place_of(event));
    return {};
  });
  one.failures = 0;
  return parked.has_value();
}

// So that a restart does not read again what a follower has nothing to do with.
void Followers::save_passed() {
  if (!leader_.held(services_.clock.now())) return;
  std::vector<const One*> ahead;
  services_.database.read([&](store::Reader& reader) {
    for (const auto& one : all_)
      if (cursor_of(reader, one.follower->name) < one.passed) ahead.push_back(&one);
  });
  if (ahead.empty()) return;
  (void)services_.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    if (!leader_.fenced(writer)) return conflict("leader.lost");
    for (const auto* one : ahead)
      if (cursor_of(writer, one->follower->name) < one->passed) move_cursor(writer, one->follower->name, one->passed);
    return {};
  });
}

void Followers::seal() {
  if (!leader_.held(services_.clock.now())) return;
  std::optional<AuditSeal> head;
  const auto done = services_.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
    if (!leader_.fenced(writer)) return conflict("leader.lost");
    head = seal_audit(writer, services_.clock.now());
    return {};
  });
  if (!done || !head || anchor_file_.empty()) return;
  std::ofstream(anchor_file_, std::ios::app) << head->number << ' ' << head->hash.hex() << '\n';
}

void LiveLog::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void LiveLog::run(const std::stop_token& stop) {
  LogPlace place;
  unsigned long seen = 0;
  bool placed = false;
  while (!stop.stop_requested()) {
    std::vector<Event> events;
    try {
      services_.database.read([&](store::Reader& reader) {
        if (!placed) place = log_head(reader);
        placed = true;
        events = events_after(reader, place, kBatch);
      });
    } catch (const std::exception& failure) {
      log::warn("live log", {{"error", failure.what()}});
    }
    for (const auto& event : events) {
      for (const auto& listener : listeners_) listener(event);
      place = {event.xid, event.id};
    }
    if (events.empty()) bells_.events.wait(stop, seen, std::chrono::milliseconds(1000));
  }
}

std::vector<ParkedEvent> parked_events(store::Reader& reader) {
  return store::all<ParkedEvent>(reader, "select follower, event_id, aggregate, reason, at from parked order by follower, event_id");
}

std::int64_t count_parked(store::Reader& reader) { return store::number(reader, "select count(*) from parked"); }

Result<std::int64_t> retry_parked(const Services& services, std::span<const Room> rooms) {
  std::vector<ParkedEvent> waiting;
  services.database.read([&](store::Reader& reader) { waiting = parked_events(reader); });
  Principal system;
  system.kind = Principal::Kind::system;
  std::int64_t done = 0;
  std::set<std::string> stuck;
  for (const auto& parked : waiting) {
    if (stuck.contains(parked.aggregate)) continue;
    for (const Room& room : rooms)
      for (const Follower& follower : room.followers) {
        if (follower.name != parked.follower) continue;
        const auto outcome = services.database.write({.lane = store::Lane::background}, [&](store::Writer& writer) -> Result<void> {
          const auto event = store::first<Event>(writer, "select id, 0 as xid, name, aggregate, version, payload, site_id as site, desk_id as desk, actor, "
                                                         "trace, at from event where id = $1", parked.event_id);
          if (event) {
            Tx tx(writer, system, services.clock.now(), event->trace, services.ids);
            TRY(dispatch(services, system, room, follower, tx, *event));
          }
          store::run(writer, "delete from parked where follower = $1 and event_id = $2", parked.follower, parked.event_id);
          return {};
        });
        if (outcome) {
          ++done;
        } else {
          stuck.insert(parked.aggregate);
        }
      }
  }
  return done;
}

}  // namespace galley
