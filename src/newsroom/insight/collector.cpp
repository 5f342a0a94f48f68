#include <array>

#include "newsroom/audience/audience.h"
#include "newsroom/insight/insight.h"
#include "newsroom/insight/store.h"
#include "platform/base/log.h"
#include "platform/store/database.h"

namespace galley::insight {

namespace {

constexpr auto kEvery = std::chrono::seconds(5);
constexpr std::array<std::string_view, 6> kRobots = {"bot", "crawler", "spider", "slurp", "preview", "monitor"};

bool counts(const net::Request& request) {
  if (request.header("sec-purpose").find("prefetch") != std::string_view::npos || request.header("purpose") == "prefetch") return false;
  const std::string agent = lower_ascii(request.header("user-agent"));
  for (const auto word : kRobots)
    if (agent.find(word) != std::string::npos) return false;
  return true;
}

}  // namespace

void Collector::read(const std::string& publication, const net::Request& request) {
  if (counts(request)) add(publication, {.reads = 1});
}
void Collector::engaged(const std::string& publication, std::int64_t seconds) { add(publication, {.engaged_s = seconds}); }
void Collector::shared(const std::string& publication) { add(publication, {.shares = 1}); }

void Collector::add(const std::string& publication, const Sum& sum) {
  const std::lock_guard lock(mutex_);
  if (sums_.size() >= kBound && !sums_.contains(publication)) return;
  Sum& total = sums_[publication];
  total.reads += sum.reads;
  total.engaged_s += sum.engaged_s;
  total.shares += sum.shares;
}

void Collector::start(const Services& services) {
  services_ = &services;
  thread_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    while (!stop.stop_requested()) {
      std::unique_lock lock(mutex);
      wake.wait_for(lock, stop, kEvery, [] { return false; });
      flush(*services_);
    }
  });
}

void Collector::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  flush(*services_);
}

void Collector::flush(const Services& services) {
  std::map<std::string, Sum> sums;
  {
    const std::lock_guard lock(mutex_);
    sums.swap(sums_);
  }
  if (sums.empty()) return;
  const std::int64_t minute = services.clock.now().ms / 60'000;
  const auto written = services.database.write({.lane = galley::store::Lane::background}, [&](galley::store::Writer& writer) -> Result<void> {
    for (const auto& [publication, sum] : sums) {
      const auto id = Id<Publication>::parse(publication);
      const auto story = id ? audience::story_of(writer, *id) : std::nullopt;
      if (story) store::add(writer, *story, minute, sum.reads, sum.engaged_s, sum.shares);
    }
    return {};
  });
  if (written) return;
  log::warn("reading events wait for the database", {{"error", written.error().word()}});
  for (const auto& [publication, sum] : sums) add(publication, sum);
}

}  // namespace galley::insight
