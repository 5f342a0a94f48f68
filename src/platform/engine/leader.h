#pragma once

#include <chrono>
#include <string>

#include "platform/base/time.h"
#include "platform/store/database.h"

namespace galley {

// One process among several that does a thing: a row with a time to live of 15 s, renewed every 5 s. It stops counting as
// leader two seconds before the row runs out, by the monotonic clock. On SQLite there is one process and it always leads.
// Used by one thread.
class Leader {
 public:
  Leader(store::Database& database, std::string name);
  bool held(Time now);             // renews when due; asks the database at most every second while it is somebody else's
  void release();

  // First statement of every transaction of a leader: false when somebody else has taken over meanwhile.
  bool fenced(store::Writer& writer) const;

 private:
  store::Database& database_;
  std::string name_;
  std::string holder_;
  std::int64_t term_ = 0;
  std::chrono::steady_clock::time_point asked_{};
  std::chrono::steady_clock::time_point good_until_{};
};

}  // namespace galley
