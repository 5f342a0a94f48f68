#include "platform/base/decode.h"

#include <charconv>
#include <limits>

#include "platform/base/id.h"
#include "platform/base/json.h"
#include "platform/base/json_lexer.h"
#include "platform/base/sha256.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace galley {

namespace {

void* at(void* base, std::uint32_t offset) { return static_cast<char*>(base) + offset; }

std::string range_params(std::int64_t low, std::int64_t high) {
  return join({R"({"min":)", std::to_string(low), R"(,"max":)", std::to_string(high), "}"});
}

bool contains_nul(const Json& value) {
  if (const auto* text = value.string()) return text->find('\0') != std::string::npos;
  if (const auto* items = value.array())
    for (const auto& item : *items)
      if (contains_nul(item)) return true;
  if (const auto* fields = value.object())
    for (const auto& [key, field] : *fields)
      if (key.find('\0') != std::string::npos || contains_nul(field)) return true;
  return false;
}

std::string_view expected_word(Kind kind) {
  switch (kind) {
    case Kind::boolean: return "boolean";
    case Kind::int32:
    case Kind::int64: return "integer";
    case Kind::real: return "number";
    case Kind::object: return "object";
    case Kind::list: return "array";
    case Kind::text:
    case Kind::secret:
    case Kind::id:
    case Kind::time:
    case Kind::sha256:
    case Kind::enumeration: return "string";
    case Kind::json:
    case Kind::optional:
    case Kind::patch: break;
  }
  return "value";
}

class Decoder {
 public:
  Decoder(std::string_view json, Unknown unknown) : lexer_(json), unknown_(unknown) {}

  Result<void> run(const Type& type, void* out, std::span<const std::string_view> taken) {
    if (type.kind == Kind::object) {
      object(type, out, taken);
    } else {
      value(type, out);
    }
    if (lexer_.ok()) lexer_.finish();
    if (!lexer_.ok()) {
      std::vector<Issue> where{{pointer_, std::string(lexer_.problem()), join({R"({"offset":)", std::to_string(lexer_.offset()), "}"})}};
      return Error(Code::malformed, std::string(lexer_.problem()), std::move(where));
    }
    if (!issues_.empty()) return invalid(std::move(issues_));
    return {};
  }

 private:
  void issue(std::string code, std::string params = {}) {
    if (issues_.size() < kMaxIssues) issues_.push_back({pointer_, std::move(code), std::move(params)});
  }

  // Runs `body` with the pointer one step deeper.
  template <class Body>
  void inside(std::string_view step, Body&& body) {
    const std::size_t size = pointer_.size();
    pointer_ += '/';
    for (const char c : step) {
      if (c == '~') {
        pointer_ += "~0";
      } else if (c == '/') {
        pointer_ += "~1";
      } else {
        pointer_ += c;
      }
    }
    body();
    if (lexer_.ok()) pointer_.resize(size);   // where the text itself breaks, the pointer keeps naming the place
  }

  void wrong_kind(Kind kind) {
    issue("type.expected", join({R"({"expected":")", expected_word(kind), "\"}"}));
    lexer_.skip();
  }

  void object(const Type& type, void* out, std::span<const std::string_view> taken) {
    if (lexer_.peek() != JsonLexer::Kind::object) return wrong_kind(Kind::object);
    if (!lexer_.open('{')) return;
    std::uint64_t seen = 0;
    std::vector<std::string> unknown_seen;
    std::string key;
    bool first = true;
    while (lexer_.next_key(first, key)) {
      const Field* field = type.find(key);
      inside(key, [&] {
        if (field == nullptr) return unknown_field(key, unknown_seen);
        const std::uint64_t bit = 1ULL << (field - type.fields);
        if ((seen & bit) != 0) {
          issue("json.duplicate_key");
          lexer_.skip();
          return;
        }
        seen |= bit;
        for (const auto name : taken)
          if (name == key) {
            issue("field.in_path");
            lexer_.skip();
            return;
          }
        value(*field->type, at(out, field->offset));
      });
      if (!lexer_.ok()) return;
    }
    if (lexer_.ok()) report_missing(type, seen, taken);
  }

  void unknown_field(const std::string& key, std::vector<std::string>& seen) {
    for (const auto& name : seen)
      if (name == key) issue("json.duplicate_key");
    seen.push_back(key);
    if (unknown_ == Unknown::refuse) issue("field.unknown");
    lexer_.skip();
  }

  void report_missing(const Type& type, std::uint64_t seen, std::span<const std::string_view> taken) {
    for (std::uint32_t i = 0; i < type.count; ++i) {
      const Field& field = type.fields[i];
      const Kind kind = field.type->kind;
      if ((seen & 1ULL << i) != 0 || kind == Kind::optional || kind == Kind::patch || kind == Kind::list) continue;
      bool given = false;
      for (const auto name : taken) given = given || name == field.name;
      if (!given) inside(field.name, [&] { issue("field.missing"); });
    }
  }

  void value(const Type& type, void* out) {
    const JsonLexer::Kind next = lexer_.peek();
    if (next == JsonLexer::Kind::null && type.kind != Kind::json) {
      if (!lexer_.read_null()) return;
      if (type.kind == Kind::patch) return type.set_null(out);
      if (type.kind != Kind::optional) issue("field.null");
      return;
    }
    switch (type.kind) {
      case Kind::optional:
      case Kind::patch: return value(*type.element, type.add(out));
      case Kind::object: return object(type, out, {});
      case Kind::list: return list(type, out);
      case Kind::json: return json(out);
      case Kind::boolean:
        if (next != JsonLexer::Kind::boolean) return wrong_kind(type.kind);
        lexer_.read_boolean(*static_cast<bool*>(out));
        return;
      case Kind::int32:
      case Kind::int64:
      case Kind::real:
        if (next != JsonLexer::Kind::number) return wrong_kind(type.kind);
        return number(type, out);
      case Kind::text:
      case Kind::secret:
      case Kind::id:
      case Kind::time:
      case Kind::sha256:
      case Kind::enumeration: break;
    }
    if (next != JsonLexer::Kind::string) return wrong_kind(type.kind);
    if (std::string text; lexer_.read_string(text)) decode_text(text, type, out, pointer_, issues_);
  }

  void list(const Type& type, void* out) {
    if (lexer_.peek() != JsonLexer::Kind::array) return wrong_kind(Kind::list);
    if (!lexer_.open('[')) return;
    bool first = true;
    for (std::size_t i = 0; lexer_.next_element(first); ++i) {
      inside(std::to_string(i), [&] { value(*type.element, type.add(out)); });
      if (!lexer_.ok()) return;
    }
  }

  void number(const Type& type, void* out) {
    bool integral = false;
    std::int64_t whole = 0;
    double real = 0;
    if (!lexer_.read_number(integral, whole, real)) return;
    if (type.kind == Kind::real) {
      *static_cast<double*>(out) = integral ? static_cast<double>(whole) : real;
      return;
    }
    const bool narrow = type.kind == Kind::int32;
    // JavaScript's numbers are exact up to 2^53: beyond it a round trip would change the value.
    const std::int64_t limit = narrow ? std::numeric_limits<std::int32_t>::max() : (1LL << 53);
    if (!integral) return issue(real > 9e15 || real < -9e15 ? "number.range" : "number.integer", range_params(-limit, limit));
    if (whole > limit || whole < -limit) return issue("number.range", range_params(-limit, limit));
    if (narrow) {
      *static_cast<std::int32_t*>(out) = static_cast<std::int32_t>(whole);
    } else {
      *static_cast<std::int64_t*>(out) = whole;
    }
  }

  // Reads the value's text range once to check it, then builds the tree from it.
  void json(void* out) {
    const std::size_t start = lexer_.offset();
    if (!lexer_.skip()) return;
    auto parsed = parse_json(lexer_.text_between(start, lexer_.offset()));
    if (!parsed) return issue(parsed.error().word());
    if (contains_nul(*parsed)) return issue("text.nul");
    *static_cast<Json*>(out) = *std::move(parsed);
  }

  JsonLexer lexer_;
  Unknown unknown_;
  std::string pointer_;
  std::vector<Issue> issues_;
};

bool decode_number(std::string_view text, const Type& type, void* out) {
  std::int64_t whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error != std::errc{} || end != text.data() + text.size()) return false;
  if (type.kind == Kind::int32) {
    if (whole > std::numeric_limits<std::int32_t>::max() || whole < std::numeric_limits<std::int32_t>::min()) return false;
    *static_cast<std::int32_t*>(out) = static_cast<std::int32_t>(whole);
  } else {
    *static_cast<std::int64_t*>(out) = whole;
  }
  return true;
}

std::string allowed_names(const Type& type) {
  std::string out = R"({"allowed":[)";
  for (std::uint32_t i = 0; i < type.count; ++i) {
    if (i > 0) out += ',';
    append_json_string(out, type.names[i]);
  }
  return out + "]}";
}

// The code of what is wrong with a length, or "" if it fits.
std::pair<std::string, std::string> length_problem(std::string_view text, const Type& type) {
  if (type.max == 0 && type.min == 0) return {};
  const std::size_t length = code_points(text);
  const auto is = std::to_string(length);
  if (length < type.min) return {"text.too_short", join({R"({"min":)", std::to_string(type.min), R"(,"is":)", is, "}"})};
  if (type.max != 0 && length > type.max) return {"text.too_long", join({R"({"max":)", std::to_string(type.max), R"(,"is":)", is, "}"})};
  return {};
}

}  // namespace

Result<void> decode(std::string_view json, const Type& type, void* out, Unknown unknown, std::span<const std::string_view> taken) {
  return Decoder(json, unknown).run(type, out, taken);
}

bool decode_text(std::string_view text, const Type& type, void* out, std::string_view pointer, std::vector<Issue>& issues) {
  auto refuse = [&](std::string code, std::string params = {}) {
    if (issues.size() < kMaxIssues) issues.push_back({std::string(pointer), std::move(code), std::move(params)});
    return false;
  };
  if (!is_utf8(text)) return refuse("json.utf8");
  if (text.find('\0') != std::string_view::npos) return refuse("text.nul");
  switch (type.kind) {
    case Kind::optional:
    case Kind::patch: return decode_text(text, *type.element, type.add(out), pointer, issues);
    case Kind::list: return decode_text(text, *type.element, type.add(out), pointer, issues);
    case Kind::text: {
      auto [code, params] = length_problem(text, type);
      if (!code.empty()) return refuse(std::move(code), std::move(params));
      *static_cast<std::string*>(out) = text;
      return true;
    }
    case Kind::secret: static_cast<Secret*>(out)->value = text; return true;
    case Kind::boolean:
      if (text != "true" && text != "false") return refuse("type.expected", R"({"expected":"boolean"})");
      *static_cast<bool*>(out) = text == "true";
      return true;
    case Kind::int32:
    case Kind::int64: return decode_number(text, type, out) || refuse("type.expected", R"({"expected":"integer"})");
    case Kind::real: {
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *static_cast<double*>(out));
      return (error == std::errc{} && end == text.data() + text.size()) || refuse("type.expected", R"({"expected":"number"})");
    }
    case Kind::id: {
      const auto uuid = parse_typeid(type.name, text);
      if (!uuid) return refuse(text.starts_with(join({type.name, "_"})) ? "id.syntax" : "id.prefix", join({R"({"prefix":")", type.name, "\"}"}));
      *static_cast<Uuid*>(out) = *uuid;
      return true;
    }
    case Kind::time: {
      const auto time = parse_rfc3339(text);
      if (!time) return refuse("time.syntax");
      *static_cast<Time*>(out) = *time;
      return true;
    }
    case Kind::sha256: {
      const auto hash = Sha256::parse(text);
      if (!hash) return refuse("sha256.syntax");
      *static_cast<Sha256*>(out) = *hash;
      return true;
    }
    case Kind::enumeration:
      for (std::uint32_t i = 0; i < type.count; ++i)
        if (type.names[i] == text) {
          *static_cast<std::uint8_t*>(out) = static_cast<std::uint8_t>(i);
          return true;
        }
      return refuse("enum.unknown", allowed_names(type));
    case Kind::object:
    case Kind::json: break;
  }
  return refuse("type.expected", R"({"expected":"scalar"})");
}

}  // namespace galley
