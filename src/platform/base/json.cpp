#include "platform/base/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <stdexcept>
#include <unordered_set>

#include "platform/base/json_lexer.h"
#include "platform/base/text.h"

namespace galley {

namespace {

bool read_value(JsonLexer& lexer, Json& out, std::string_view& problem);

bool read_array(JsonLexer& lexer, Json& out, std::string_view& problem) {
  Json::Array items;
  bool first = true;
  if (!lexer.open('[')) return false;
  while (lexer.next_element(first))
    if (!read_value(lexer, items.emplace_back(), problem)) return false;
  out = Json(std::move(items));
  return lexer.ok();
}

bool read_object(JsonLexer& lexer, Json& out, std::string_view& problem) {
  Json::Object fields;
  std::unordered_set<std::string> seen;
  std::string key;
  bool first = true;
  if (!lexer.open('{')) return false;
  while (lexer.next_key(first, key)) {
    if (!seen.insert(key).second) {
      problem = "json.duplicate_key";
      return false;
    }
    auto& field = fields.emplace_back(key, Json{});
    if (!read_value(lexer, field.second, problem)) return false;
  }
  out = Json(std::move(fields));
  return lexer.ok();
}

bool read_value(JsonLexer& lexer, Json& out, std::string_view& problem) {
  bool flag = false;
  std::int64_t whole = 0;
  double real = 0;
  std::string text;
  switch (lexer.peek()) {
    case JsonLexer::Kind::null: return lexer.read_null();
    case JsonLexer::Kind::boolean:
      if (!lexer.read_boolean(flag)) return false;
      out = Json(flag);
      return true;
    case JsonLexer::Kind::number:
      if (!lexer.read_number(flag, whole, real)) return false;
      out = flag ? Json(whole) : Json(real);
      return true;
    case JsonLexer::Kind::string:
      if (!lexer.read_string(text)) return false;
      out = Json(std::move(text));
      return true;
    case JsonLexer::Kind::array: return read_array(lexer, out, problem);
    case JsonLexer::Kind::object: return read_object(lexer, out, problem);
    case JsonLexer::Kind::end:
    case JsonLexer::Kind::bad: break;
  }
  problem = "json.syntax";
  return false;
}

void append_number(std::string& out, double value) {
  std::array<char, 32> buffer;
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";   // it stays a fraction when it is read again
}

// The order of RFC 8785: by UTF-16 code units. It differs from byte order only where a supplementary character meets one
// of U+E000..U+FFFF, whose UTF-8 lead bytes (EE, EF) must then rank behind F0..F4.
bool before_in_utf16(const std::string& a, const std::string& b) {
  auto rank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte >= 0xF0 ? byte - 2 : byte;
  };
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return rank(x) < rank(y); });
}

enum class Form : std::uint8_t { plain, canonical };

void append(std::string& out, const Json& value, Form form) {
  if (const auto* flag = value.boolean()) {
    out += *flag ? "true" : "false";
  } else if (const auto* whole = value.integer()) {
    out += std::to_string(*whole);
  } else if (const auto* real = value.real()) {
    if (form == Form::canonical) throw std::logic_error("canonical JSON holds integers only");
    append_number(out, *real);
  } else if (const auto* text = value.string()) {
    append_json_string(out, *text);
  } else if (const auto* items = value.array()) {
    out += '[';
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (i > 0) out += ',';
      append(out, (*items)[i], form);
    }
    out += ']';
  } else if (const auto* fields = value.object()) {
    std::vector<const Json::Object::value_type*> order;
    for (const auto& field : *fields) order.push_back(&field);
    if (form == Form::canonical)
      std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return before_in_utf16(a->first, b->first); });
    out += '{';
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i > 0) out += ',';
      append_json_string(out, order[i]->first);
      out += ':';
      append(out, order[i]->second, form);
    }
    out += '}';
  } else {
    out += "null";
  }
}

}  // namespace

const Json* Json::find(std::string_view key) const {
  const auto* fields = object();
  if (fields == nullptr) return nullptr;
  for (const auto& [name, value] : *fields)
    if (name == key) return &value;
  return nullptr;
}

std::string_view Json::text(std::string_view key) const {
  const Json* found = find(key);
  return found != nullptr && found->string() != nullptr ? std::string_view(*found->string()) : std::string_view();
}

std::int64_t Json::number(std::string_view key, std::int64_t otherwise) const {
  const Json* found = find(key);
  return found != nullptr && found->integer() != nullptr ? *found->integer() : otherwise;
}

void Json::set(std::string_view key, Json value) {
  if (object() == nullptr) value_ = Object{};
  for (auto& [name, old] : *object())
    if (name == key) {
      old = std::move(value);
      return;
    }
  object()->emplace_back(key, std::move(value));
}

Result<Json> parse_json(std::string_view text) {
  JsonLexer lexer(text);
  Json out;
  std::string_view problem;
  if (read_value(lexer, out, problem) && lexer.finish()) return out;
  const std::string_view word = problem.empty() ? lexer.problem() : problem;
  return malformed(std::string(word.empty() ? "json.syntax" : word), join({"at byte ", std::to_string(lexer.offset())}));
}

void append_json_string(std::string& out, std::string_view utf8) {
  out += '"';
  for (const char c : utf8) {
    switch (c) {
      case '"': out += "\\\""; continue;
      case '\\': out += "\\\\"; continue;
      case '\b': out += "\\b"; continue;
      case '\f': out += "\\f"; continue;
      case '\n': out += "\\n"; continue;
      case '\r': out += "\\r"; continue;
      case '\t': out += "\\t"; continue;
      default: break;
    }
    if (static_cast<unsigned char>(c) < 0x20) {
      std::array<char, 8> buffer;
      std::snprintf(buffer.data(), buffer.size(), "\\u%04x", static_cast<unsigned>(c));
      out += buffer.data();
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string to_text(const Json& value) {
  std::string out;
  append(out, value, Form::plain);
  return out;
}

std::string canonical(const Json& value) {
  std::string out;
  append(out, value, Form::canonical);
  return out;
}

}  // namespace galley
