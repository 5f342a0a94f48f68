#include "platform/base/json_lexer.h"

#include <charconv>
#include <cmath>
#include <unordered_set>

#include "platform/base/text.h"

namespace galley {

bool JsonLexer::fail(std::string_view problem) {
  if (problem_.empty()) problem_ = problem;
  return false;
}

void JsonLexer::skip_white() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
}

JsonLexer::Kind JsonLexer::peek() {
  skip_white();
  if (at_ >= text_.size()) return Kind::end;
  switch (text_[at_]) {
    case 'n': return Kind::null;
    case 't':
    case 'f': return Kind::boolean;
    case '"': return Kind::string;
    case '[': return Kind::array;
    case '{': return Kind::object;
    default: break;
  }
  return text_[at_] == '-' || (text_[at_] >= '0' && text_[at_] <= '9') ? Kind::number : Kind::bad;
}

bool JsonLexer::literal(std::string_view word) {
  if (text_.substr(at_, word.size()) != word) return fail("json.syntax");
  at_ += word.size();
  return true;
}

bool JsonLexer::read_null() {
  skip_white();
  return literal("null");
}

bool JsonLexer::read_boolean(bool& out) {
  skip_white();
  out = at_ < text_.size() && text_[at_] == 't';
  return literal(out ? "true" : "false");
}

bool JsonLexer::read_hex4(std::uint32_t& out) {
  if (at_ + 4 > text_.size()) return fail("json.syntax");
  const auto* begin = text_.data() + at_;
  const auto [end, error] = std::from_chars(begin, begin + 4, out, 16);
  if (error != std::errc{} || end != begin + 4 || *begin == '-' || *begin == '+') return fail("json.syntax");
  at_ += 4;
  return true;
}

bool JsonLexer::read_escape(std::string& out) {
  if (at_ >= text_.size()) return fail("json.syntax");
  const char c = text_[at_++];
  switch (c) {
    case '"':
    case '\\':
    case '/': out += c; return true;
    case 'b': out += '\b'; return true;
    case 'f': out += '\f'; return true;
    case 'n': out += '\n'; return true;
    case 'r': out += '\r'; return true;
    case 't': out += '\t'; return true;
    case 'u': break;
    default: return fail("json.syntax");
  }
  std::uint32_t unit = 0;
  if (!read_hex4(unit)) return false;
  if (unit >= 0xDC00 && unit <= 0xDFFF) return fail("json.surrogate");
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    std::uint32_t low = 0;
    if (text_.substr(at_, 2) != "\\u") return fail("json.surrogate");
    at_ += 2;
    if (!read_hex4(low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return fail("json.surrogate");
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  append_utf8(out, unit);
  return true;
}

bool JsonLexer::read_string(std::string& out) {
  skip_white();
  if (at_ >= text_.size() || text_[at_] != '"') return fail("json.syntax");
  ++at_;
  out.clear();
  for (;;) {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' && static_cast<unsigned char>(text_[at_]) >= 0x20) ++at_;
    out.append(text_.substr(start, at_ - start));
    if (at_ >= text_.size() || static_cast<unsigned char>(text_[at_]) < 0x20) return fail("json.syntax");
    if (text_[at_++] == '"') break;
    if (!read_escape(out)) return false;
  }
  // A quotation mark can't hide inside a multi-byte sequence, so checking the whole at the end is enough.
  return is_utf8(out) || fail("json.utf8");
}

bool JsonLexer::read_number(bool& integral, std::int64_t& whole, double& real) {
  skip_white();
  const std::size_t start = at_;
  auto digits = [&] {
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ - from;
  };
  if (at_ < text_.size() && text_[at_] == '-') ++at_;
  const bool zero = at_ < text_.size() && text_[at_] == '0';
  const std::size_t leading = digits();
  if (leading == 0 || (zero && leading > 1)) return fail("json.syntax");
  integral = true;
  if (at_ < text_.size() && text_[at_] == '.') {
    integral = false;
    ++at_;
    if (digits() == 0) return fail("json.syntax");
  }
  if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
    integral = false;
    ++at_;
    if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
    if (digits() == 0) return fail("json.syntax");
  }
  const char* begin = text_.data() + start;
  const char* end = text_.data() + at_;
  if (integral && std::from_chars(begin, end, whole).ec == std::errc{}) return true;
  integral = false;
  const auto parsed = std::from_chars(begin, end, real);
  if (parsed.ec != std::errc{} || !std::isfinite(real)) return fail("json.number_range");
  return true;
}

bool JsonLexer::open(char bracket) {
  skip_white();
  if (at_ >= text_.size() || text_[at_] != bracket) return fail("json.syntax");
  if (++depth_ > kMaxDepth) return fail("json.depth");
  ++at_;
  return true;
}

bool JsonLexer::next_element(bool& first) {
  skip_white();
  if (at_ >= text_.size()) return fail("json.syntax");
  if (text_[at_] == ']') {
    ++at_;
    --depth_;
    return false;
  }
  if (!first) {
    if (text_[at_] != ',') return fail("json.syntax");
    ++at_;
    skip_white();
    if (at_ < text_.size() && text_[at_] == ']') return fail("json.syntax");
  }
  first = false;
  return true;
}

bool JsonLexer::next_key(bool& first, std::string& key) {
  skip_white();
  if (at_ >= text_.size()) return fail("json.syntax");
  if (text_[at_] == '}') {
    ++at_;
    --depth_;
    return false;
  }
  if (!first) {
    if (text_[at_] != ',') return fail("json.syntax");
    ++at_;
  }
  first = false;
  if (!read_string(key)) return false;
  skip_white();
  if (at_ >= text_.size() || text_[at_] != ':') return fail("json.syntax");
  ++at_;
  return true;
}

bool JsonLexer::skip() {
  std::string text;
  bool flag = false;
  bool first = true;
  std::int64_t whole = 0;
  double real = 0;
  switch (peek()) {
    case Kind::null: return read_null();
    case Kind::boolean: return read_boolean(flag);
    case Kind::number: return read_number(flag, whole, real);
    case Kind::string: return read_string(text);
    case Kind::array:
      if (!open('[')) return false;
      while (next_element(first))
        if (!skip()) return false;
      return ok();
    case Kind::object: {
      if (!open('{')) return false;
      std::unordered_set<std::string> seen;
      while (next_key(first, text)) {
        if (!seen.insert(text).second) return fail("json.duplicate_key");
        if (!skip()) return false;
      }
      return ok();
    }
    case Kind::end:
    case Kind::bad: break;
  }
  return fail("json.syntax");
}

bool JsonLexer::finish() {
  skip_white();
  return ok() && (at_ == text_.size() || fail("json.syntax"));
}

}  // namespace galley
