#pragma once

#include <string_view>
#include <vector>

// The smallest pieces of a text that make sense to a reader. Pure, safe from every thread.
namespace galley::text {

// User-perceived characters (UAX 29): never a half emoji, never a letter without its accent. Views into `utf8`.
std::vector<std::string_view> graphemes(std::string_view utf8);

// What a diff moves as one: a run of letters and digits of a script that writes words ("don't" is three), a run of blanks, a
// single ideograph, kana, sign or emoji. Made of whole graphemes; joined they give the text again.
std::vector<std::string_view> tokens(std::string_view utf8);

}  // namespace galley::text
