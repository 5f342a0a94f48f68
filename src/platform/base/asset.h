#pragma once

#include <span>
#include <string_view>

namespace galley {

// A file that is part of the program. `gzip` and `brotli` are empty where the file was packed plain or does not shrink.
struct Asset {
  std::string_view path;           // relative, with forward slashes, sorted ascending in its span
  std::string_view content_type;
  std::string_view raw, gzip, brotli;
  std::string_view etag;           // strong, quotes included
};

inline const Asset* find_asset(std::span<const Asset> assets, std::string_view path) {
  for (const Asset& asset : assets)
    if (asset.path == path) return &asset;
  return nullptr;
}

}  // namespace galley
