#include "craft/formats/yjs_bytes.h"

#include <bit>
#include <cmath>

#include "platform/base/text.h"

namespace galley::formats {
namespace {

constexpr std::uint64_t kMaxInteger = (std::uint64_t{1} << 53) - 1;

// lib0's tags of values.
enum Tag : std::uint8_t {
  bytes_tag = 116,
  array_tag,
  object_tag,
  string_tag,
  true_tag,
  false_tag,
  bigint_tag,
  float64_tag,
  float32_tag,
  integer_tag,
  null_tag,
  undefined_tag,
};

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t out = 0;
  for (const char c : bytes) out = out << 8 | static_cast<std::uint8_t>(c);
  return out;
}

// Sign in bit 6 of the first byte, which holds 6 bits of the value; then 7 bits each.
std::int64_t var_int(ByteReader& in) {
  const std::uint8_t first = in.byte();
  std::uint64_t value = first & 0x3f;
  std::uint8_t last = first;
  for (int shift = 6; (last & 0x80) != 0 && in.ok(); shift += 7) {
    last = in.byte();
    if (shift > 55)
      in.fail();
    else
      value |= static_cast<std::uint64_t>(last & 0x7f) << shift;
  }
  const auto number = static_cast<std::int64_t>(value);
  return (first & 0x40) != 0 ? -number : number;
}

Json number_json(double value) {
  if (!std::isfinite(value)) return {};
  if (value == std::trunc(value) && std::abs(value) < 9e15) return static_cast<std::int64_t>(value);
  return value;
}

Json read_any(ByteReader& in) {
  switch (in.byte()) {
    case true_tag: return true;
    case false_tag: return false;
    case integer_tag: return var_int(in);
    case bigint_tag: return std::bit_cast<std::int64_t>(big_endian(in.take(8)));
    case float32_tag: return number_json(std::bit_cast<float>(static_cast<std::uint32_t>(big_endian(in.take(4)))));
    case float64_tag: return number_json(std::bit_cast<double>(big_endian(in.take(8))));
    case string_tag: return in.var_string();
    case array_tag: {
      Json::Array out;
      for (auto n = in.var_uint(); n > 0 && in.ok(); --n) out.push_back(read_any(in));
      return out;
    }
    case object_tag: {
      Json::Object out;
      for (auto n = in.var_uint(); n > 0 && in.ok(); --n) {
        std::string key(in.var_string());
        out.emplace_back(std::move(key), read_any(in));
      }
      return out;
    }
    default: return {};
  }
}

}  // namespace

std::string_view ByteReader::take(std::uint64_t size) {
  if (!ok_ || size > bytes_.size() - at_) {
    ok_ = false;
    return {};
  }
  const auto out = bytes_.substr(at_, size);
  at_ += size;
  return out;
}

std::uint8_t ByteReader::byte() {
  const auto one = take(1);
  return one.empty() ? 0 : static_cast<std::uint8_t>(one[0]);
}

std::uint64_t ByteReader::var_uint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 56; shift += 7) {
    const std::uint8_t next = byte();
    value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
    if ((next & 0x80) != 0) continue;
    if (value > kMaxInteger) ok_ = false;
    return ok_ ? value : 0;
  }
  ok_ = false;
  return 0;
}

std::string_view ByteReader::var_bytes() { return take(var_uint()); }

std::string_view ByteReader::var_string() {
  const auto text = var_bytes();
  if (!is_utf8(text)) ok_ = false;
  return ok_ ? text : std::string_view{};
}

std::string_view ByteReader::any(int max_depth) {
  const std::size_t begin = at_;
  skip_any(max_depth);
  return ok_ ? bytes_.substr(begin, at_ - begin) : std::string_view{};
}

void ByteReader::skip_any(int depth) {
  if (depth <= 0) ok_ = false;
  if (!ok_) return;
  switch (byte()) {
    case undefined_tag:
    case null_tag:
    case true_tag:
    case false_tag: return;
    case integer_tag: return void(var_int(*this));
    case float32_tag: return void(take(4));
    case float64_tag:
    case bigint_tag: return void(take(8));
    case string_tag: return void(var_string());
    case bytes_tag: return void(var_bytes());
    case array_tag:
      for (auto n = var_uint(); n > 0 && ok_; --n) skip_any(depth - 1);
      return;
    case object_tag:
      for (auto n = var_uint(); n > 0 && ok_; --n) {
        (void)var_string();
        skip_any(depth - 1);
      }
      return;
    default: ok_ = false;
  }
}

void append_var_uint(std::string& out, std::uint64_t value) {
  for (; value > 0x7f; value >>= 7) out += static_cast<char>(0x80 | (value & 0x7f));
  out += static_cast<char>(value);
}

void append_var_string(std::string& out, std::string_view utf8) {
  append_var_uint(out, utf8.size());
  out += utf8;
}

void append_any(std::string& out, std::int64_t value) {
  out += static_cast<char>(integer_tag);
  std::uint64_t rest = value < 0 ? static_cast<std::uint64_t>(-value) : static_cast<std::uint64_t>(value);
  out += static_cast<char>((rest > 0x3f ? 0x80 : 0) | (value < 0 ? 0x40 : 0) | (rest & 0x3f));
  for (rest >>= 6; rest > 0; rest >>= 7) out += static_cast<char>((rest > 0x7f ? 0x80 : 0) | (rest & 0x7f));
}

void append_any(std::string& out, std::string_view text) {
  out += static_cast<char>(string_tag);
  append_var_string(out, text);
}

Json json_of_any(std::string_view any) {
  ByteReader in(any);
  return read_any(in);
}

std::u16string utf16_of(std::string_view utf8) {
  std::u16string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    std::uint32_t c = size == 1 ? lead : lead & (0x7fU >> size);
    for (std::size_t k = 1; k < size; ++k) c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3f);
    if (c > 0xffff) {
      out += static_cast<char16_t>(0xd800 + ((c - 0x10000) >> 10));
      c = 0xdc00 + ((c - 0x10000) & 0x3ff);
    }
    out += static_cast<char16_t>(c);
    i += size;
  }
  return out;
}

std::string utf8_of(std::u16string_view utf16) {
  std::string out;
  out.reserve(utf16.size());
  for (std::size_t i = 0; i < utf16.size(); ++i) {
    std::uint32_t c = utf16[i];
    const bool pair = c >= 0xd800 && c < 0xdc00 && i + 1 < utf16.size() && utf16[i + 1] >= 0xdc00 && utf16[i + 1] < 0xe000;
    if (pair)
      c = 0x10000 + ((c - 0xd800) << 10) + (utf16[++i] - 0xdc00U);
    else if (c >= 0xd800 && c < 0xe000)
      c = 0xfffd;
    append_utf8(out, c);
  }
  return out;
}

}  // namespace galley::formats
