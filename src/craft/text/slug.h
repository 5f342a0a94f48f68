#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace galley::text {

// The part of an address that stands for a headline: lower-case ASCII letters and digits, words joined by "-", at most `max`
// bytes, cut between words where possible. Chinese becomes pinyin without tones and other scripts their usual romanisation
// (ICU's Any-Latin, character by character: 行 is always "xing"). "" where nothing is left; the caller has an id for that.
// Takes some 5 ms for text outside ASCII (ICU compiles the rules each time). Pure, safe from every thread.
std::string slug(std::string_view headline, std::size_t max = 80);

}  // namespace galley::text
