#include "platform/base/log.h"

#include <time.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>

#include "platform/base/json.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace galley::log {

namespace {
std::atomic<Level> lowest_level{Level::info};
constexpr std::array<std::string_view, 4> kNames = {"debug", "info", "warn", "error"};

Time wall_clock() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return {now.tv_sec * 1000 + now.tv_nsec / 1'000'000};
}
}  // namespace

void set_level(Level lowest) { lowest_level = lowest; }

void write(Level level, std::string_view what, Fields fields) {
  if (level < lowest_level.load(std::memory_order_relaxed)) return;
  std::string line = join({R"({"at":")", rfc3339(wall_clock()), R"(","level":")", kNames[static_cast<std::size_t>(level)], R"(","what":)"});
  append_json_string(line, what);
  for (const auto& [key, value] : fields) {
    line += ',';
    append_json_string(line, key);
    line += ':';
    append_json_string(line, is_utf8(value) ? value : hex(value));
  }
  line += "}\n";
  // One write per line, so that lines of different threads and processes don't mix.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace galley::log
