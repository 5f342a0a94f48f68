#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// How long a text is, in every unit that newsrooms and platforms count in. Input is UTF-8; invalid bytes count as U+FFFD.
// Pure, safe from every thread.
namespace galley::text {

struct WordCount {
  std::int64_t words = 0;       // han + others: what a newsroom calls 字数 and a wire "word_count"
  std::int64_t han = 0;         // ideographs and kana, one each
  std::int64_t others = 0;      // runs of letters or digits of any other script; ' ’ - . , inside a run do not end it
  std::int64_t characters = 0;  // code points that are not white space
};

WordCount count_words(std::string_view utf8);

enum class Unit : std::uint8_t {
  codepoint,
  utf16,     // code units
  grapheme,  // what a reader takes for one character (UAX 29)
  weighted,  // half-width 1, everything else 2; a Latin text may be twice as long as a Chinese one
  byte,      // of UTF-8
  cjk_half,  // as weighted, halved and rounded up: two Latin letters are one 字
};

std::int64_t count_units(std::string_view utf8, Unit unit);
std::string_view name(Unit unit);

}  // namespace galley::text
