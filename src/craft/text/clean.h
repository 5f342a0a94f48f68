#pragma once

#include <string>
#include <string_view>

#include "platform/base/result.h"

// The "clean" form of a text, which is what we store, edit and show: valid UTF-8, NFC, line ends as \n, no control characters
// but tab and line feed. Idempotent. Pure, safe from every thread.
namespace galley::text {

// Errors: text.not_utf8, text.nul (U+0000 is refused, not dropped: a database may cut there).
Result<std::string> clean(std::string_view text);

// The same for fields of one line: line breaks and tabs become blanks, outer white space goes.
Result<std::string> clean_line(std::string_view text);

// The part of it that can't fail: control characters go, line ends become \n; any bytes.
std::string without_controls(std::string_view text);

}  // namespace galley::text
