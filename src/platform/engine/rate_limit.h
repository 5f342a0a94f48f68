#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/engine/tables.h"

namespace galley {

// Token buckets per caller and rate class. Safe from every thread; forgets callers that have been quiet.
class RateLimit {
 public:
  // 0 = go on, otherwise seconds to wait.
  int take(Rate rate, std::string_view caller);

 private:
  struct Bucket {
    double tokens = 0;
    std::chrono::steady_clock::time_point at;
  };
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace galley
