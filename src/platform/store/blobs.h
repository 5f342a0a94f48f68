#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/base/sha256.h"

namespace galley::store {

// Bytes by their SHA-256. Safe from every thread and from several processes over one folder.
//
// put() returns only when the bytes and the names that lead to them are on disk, so a row may name the blob from then on.
// The other order (row first) would leave rows without bytes after a power cut.
class Blobs {
 public:
  virtual ~Blobs() = default;
  virtual Result<Sha256> put(std::string_view bytes) = 0;                 // storage_full, internal
  virtual Result<std::string> get(const Sha256& hash) = 0;                // not_found "blob.missing"
  virtual std::optional<std::string> file(const Sha256& hash) const = 0;  // a path to send from, where there is one
};

Result<std::unique_ptr<Blobs>> open_disk_blobs(const std::string& folder);

}  // namespace galley::store
