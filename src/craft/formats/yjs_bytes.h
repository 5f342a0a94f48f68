#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/json.h"

// lib0's encoding 0.2, on which Yjs and the messages about its documents build.
namespace galley::formats {

// Reads with a sticky failure: after the first fault every read gives zero or nothing, so a caller checks once at the end.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint8_t byte();
  std::uint64_t var_uint();       // 7 bits per byte, low first, below 2^53
  std::string_view var_string();  // length in bytes, then UTF-8; invalid UTF-8 is a fault
  std::string_view var_bytes();
  std::string_view take(std::uint64_t size);
  std::string_view any(int max_depth);  // one value, undecoded
  std::string_view rest() const { return bytes_.substr(at_); }

  bool ok() const { return ok_; }
  bool at_end() const { return at_ == bytes_.size(); }
  void fail() { ok_ = false; }

 private:
  void skip_any(int depth);

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

void append_var_uint(std::string& out, std::uint64_t value);
void append_var_string(std::string& out, std::string_view utf8);
void append_any(std::string& out, std::int64_t value);
void append_any(std::string& out, std::string_view text);

// A value that ByteReader::any has passed. Undefined and bytes become null, big integers saturate.
Json json_of_any(std::string_view any);

std::u16string utf16_of(std::string_view utf8);  // valid UTF-8
std::string utf8_of(std::u16string_view utf16);  // a lone surrogate becomes U+FFFD, as in yjs

}  // namespace galley::formats
