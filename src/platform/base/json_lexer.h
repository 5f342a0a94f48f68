#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The one JSON reader of the house, as a cursor over text. Used by json.cpp (into values) and decode.cpp (into structs).
namespace galley {

class JsonLexer {
 public:
  static constexpr int kMaxDepth = 64;
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object, end, bad };

  explicit JsonLexer(std::string_view text) : text_(text) {}

  Kind peek();                            // what comes next, white space skipped
  bool read_null();
  bool read_boolean(bool& out);
  bool read_string(std::string& out);
  // `integral` tells which of the two holds the number; 1.0 and 1e2 count as real.
  bool read_number(bool& integral, std::int64_t& whole, double& real);
  // An array or object: open, then `next_*` until it says no (false with ok() still true is the end).
  bool open(char bracket);
  bool next_element(bool& first);
  bool next_key(bool& first, std::string& key);
  bool skip();                            // one whole value, checked (white space before it too)
  bool finish();                          // nothing but white space is left

  bool ok() const { return problem_.empty(); }
  std::string_view problem() const { return problem_; }   // "json.syntax", "json.depth", "json.utf8", "json.surrogate", ...
  std::size_t offset() const { return at_; }
  std::string_view text_between(std::size_t from, std::size_t to) const { return text_.substr(from, to - from); }

 private:
  bool fail(std::string_view problem);
  void skip_white();
  bool literal(std::string_view word);
  bool read_escape(std::string& out);
  bool read_hex4(std::uint32_t& out);

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string_view problem_;
};

}  // namespace galley
