#include "platform/engine/page_cache.h"

#include <algorithm>

#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/net/compress.h"

namespace galley {

std::uint64_t PageCache::generation() const {
  const std::lock_guard lock(mutex_);
  return generation_;
}

std::shared_ptr<const PageCache::Entry> PageCache::find(std::string_view target) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(std::string(target));
  return found == entries_.end() ? nullptr : found->second;
}

std::shared_ptr<const PageCache::Entry> PageCache::put(std::string_view target, PageOut&& page, std::uint64_t generation) {
  auto entry = std::make_shared<Entry>();
  entry->content_type = std::move(page.content_type);
  entry->last_modified = std::move(page.last_modified);
  entry->counts_as = std::move(page.counts_as);
  entry->tags = std::move(page.tags);
  entry->etag = join({"\"", sha256(page.body).hex().substr(0, 24), "\""});
  if (page.body.size() > 512) {
    entry->gzip = std::make_shared<const std::string>(net::gzip(page.body));
    entry->brotli = std::make_shared<const std::string>(net::brotli(page.body));
  }
  entry->raw = std::make_shared<const std::string>(std::move(page.body));
  const std::lock_guard lock(mutex_);
  if (generation_ == generation && !entry->tags.empty()) {
    if (entries_.size() >= kMaxEntries) entries_.clear();
    entries_[std::string(target)] = entry;
  }
  return entry;
}

void PageCache::drop(std::string_view tag) {
  const std::lock_guard lock(mutex_);
  ++generation_;
  std::erase_if(entries_, [&](const auto& item) {
    const auto& tags = item.second->tags;
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
  });
}

void PageCache::clear() {
  const std::lock_guard lock(mutex_);
  ++generation_;
  entries_.clear();
}

net::Response PageCache::answer(const Entry& entry, const net::Request& request) {
  net::Response response;
  response.headers.reserve(12);
  response.set("content-type", entry.content_type).set("cache-control", "no-cache").set("vary", "accept-encoding").set("etag", entry.etag);
  if (!entry.last_modified.empty()) response.set("last-modified", entry.last_modified);
  const auto wanted = request.header("if-none-match");
  if (!wanted.empty() && (wanted == "*" || wanted.find(entry.etag) != std::string_view::npos)) {
    response.status = 304;
    return response;
  }
  const auto accept = request.header("accept-encoding");
  if (entry.brotli && net::accepts_coding(accept, "br")) {
    response.set("content-encoding", "br").body = entry.brotli;
  } else if (entry.gzip && net::accepts_coding(accept, "gzip")) {
    response.set("content-encoding", "gzip").body = entry.gzip;
  } else {
    response.body = entry.raw;
  }
  return response;
}

}  // namespace galley
