#include "platform/engine/rate_limit.h"

#include <algorithm>
#include <cmath>

#include "platform/base/text.h"

namespace galley {

namespace {
struct Allowance {
  double per_second;
  double burst;
};
// What one caller may do at length, and at once.
Allowance allowance(Rate rate) {
  switch (rate) {
    case Rate::read: return {200, 1000};
    case Rate::edit: return {100, 500};
    case Rate::sign_in: return {1, 30};
    case Rate::publish: return {20, 100};
    case Rate::community: return {2, 20};
  }
  return {1, 1};
}
}  // namespace

int RateLimit::take(Rate rate, std::string_view caller) {
  const auto now = std::chrono::steady_clock::now();
  const Allowance allowed = allowance(rate);
  const std::string key = join({std::to_string(static_cast<int>(rate)), " ", caller});
  const std::lock_guard lock(mutex_);
  if (buckets_.size() > 100'000)
    std::erase_if(buckets_, [&](const auto& item) { return now - item.second.at > std::chrono::minutes(1); });
  auto [found, fresh] = buckets_.try_emplace(key, Bucket{allowed.burst, now});
  Bucket& bucket = found->second;
  const double passed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.tokens = std::min(allowed.burst, bucket.tokens + passed * allowed.per_second);
  bucket.at = now;
  if (bucket.tokens < 1) return static_cast<int>(std::ceil((1 - bucket.tokens) / allowed.per_second));
  bucket.tokens -= 1;
  return 0;
}

}  // namespace galley
