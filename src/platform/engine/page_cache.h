#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/engine/tables.h"
#include "platform/net/http.h"

namespace galley {

// Rendered pages with their compressed forms, immutable once stored. Answers run on I/O threads. An event drops the pages
// that carry its name or its aggregate among their tags. Nothing is written for it; it starts empty.
class PageCache {
 public:
  struct Entry {
    std::string content_type, etag, last_modified, counts_as;
    std::shared_ptr<const std::string> raw, gzip, brotli;
    std::vector<std::string> tags;
  };

  // The generation to hand back to put(): a page made from a snapshot older than a drop is not kept.
  std::uint64_t generation() const;
  std::shared_ptr<const Entry> find(std::string_view target) const;
  std::shared_ptr<const Entry> put(std::string_view target, PageOut&& page, std::uint64_t generation);
  void drop(std::string_view tag);
  void clear();

  static net::Response answer(const Entry& entry, const net::Request& request);   // 200 or 304, in the best coding

 private:
  static constexpr std::size_t kMaxEntries = 4096;
  mutable std::mutex mutex_;
  std::uint64_t generation_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const Entry>> entries_;
};

}  // namespace galley
