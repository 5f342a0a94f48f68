#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "platform/engine/tables.h"

// The face of the insight room: what happened out there.
namespace galley::insight {

// Sums reading events in memory and writes them every five seconds. A read is a page view answered by the server; crawlers
// that name themselves and prefetches don't count. Safe from every thread; cheap enough for I/O threads.
class Collector {
 public:
  ~Collector() { stop(); }
  void read(const std::string& publication, const net::Request& request);
  void engaged(const std::string& publication, std::int64_t seconds);
  void shared(const std::string& publication);

  void start(const Services& services);
  void stop();                                  // flushes once more
  void flush(const Services& services);

 private:
  struct Sum {
    std::int64_t reads = 0, engaged_s = 0, shares = 0;
  };
  static constexpr std::size_t kBound = 100'000;
  void add(const std::string& publication, const Sum& sum);

  std::mutex mutex_;
  std::map<std::string, Sum> sums_;
  const Services* services_ = nullptr;
  std::jthread thread_;
};

Room room(Collector& collector);

}  // namespace galley::insight
