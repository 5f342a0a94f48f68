#pragma once

#include <string>
#include <string_view>

#include "platform/base/result.h"

// Bytes from outside as UTF-8. Pure, safe from every thread.
namespace galley::formats {

struct Decoded {
  std::string text;      // UTF-8 without a byte order mark; bytes that mean nothing became U+FFFD
  std::string charset;   // by which it was read, lower case, e.g. "utf-8", "gb18030"
  bool guessed = false;  // what was declared is unknown or does not fit the bytes
};

// The order is: byte order mark, charset parameter of the content type, XML declaration or the first bytes of one (UTF-16,
// UTF-32, EBCDIC), else UTF-8. A declared charset that is unknown or doesn't fit gives way to the others, at last to what
// ICU's detector thinks, then windows-1252. "gb2312" and "gbk" are read as gb18030 and "iso-8859-1" as windows-1252, as
// browsers do (WHATWG Encoding). Never fails: something is always readable.
Decoded decode(std::string_view bytes, std::string_view content_type = {});

}  // namespace galley::formats
