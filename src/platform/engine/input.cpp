#include "platform/engine/input.h"

#include <algorithm>

#include "platform/base/decode.h"
#include "platform/base/text.h"

namespace galley {

namespace {

void* member(void* out, const Field& field) { return static_cast<char*>(out) + field.offset; }

void fill_one(const Type& type, void* out, const std::string& name, const std::string& value, std::vector<Issue>& issues) {
  const Field* field = type.find(name);
  if (field == nullptr) {
    if (issues.size() < kMaxIssues) issues.push_back({join({"/", name}), "field.unknown", {}});
    return;
  }
  decode_text(value, *field->type, member(out, *field), join({"/", name}), issues);
}

bool given(const Parameters& parameters, std::string_view name) {
  return std::any_of(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == name; });
}

void missing_in_query(const Type& type, const Input& input, const std::vector<std::string_view>& taken, std::vector<Issue>& issues) {
  for (std::uint32_t i = 0; i < type.count; ++i) {
    const Field& field = type.fields[i];
    const bool needed = field.type->kind != Kind::optional && field.type->kind != Kind::patch && field.type->kind != Kind::list;
    const bool has = std::find(taken.begin(), taken.end(), field.name) != taken.end() || given(input.query, field.name);
    if (needed && !has) issues.push_back({join({"/", field.name}), "field.missing", {}});
  }
}

}  // namespace

Parameters parse_query(std::string_view query) {
  Parameters out;
  if (query.empty()) return out;
  auto plain = [](std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return percent_decoded(spaced);
  };
  for (const auto pair : split(query, '&')) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    out.emplace_back(plain(pair.substr(0, equals)), equals == std::string_view::npos ? std::string() : plain(pair.substr(equals + 1)));
  }
  return out;
}

Result<void> fill(const Type& type, void* out, const Input& input) {
  std::vector<Issue> issues;
  std::vector<std::string_view> taken;
  for (const auto& [name, value] : input.path) {
    fill_one(type, out, name, value, issues);
    taken.push_back(name);
  }
  if (const Field* field = type.find("if_match"); field != nullptr) {
    if (!input.if_match) return Error(Code::precondition_required, "precondition_required");
    *static_cast<std::int64_t*>(member(out, *field)) = *input.if_match;
    taken.push_back("if_match");
  }
  if (input.reads_query) {
    for (const auto& [name, value] : input.query) {
      if (std::find(taken.begin(), taken.end(), name) != taken.end()) {
        issues.push_back({join({"/", name}), "field.in_path", {}});
      } else if (!input.lenient || type.find(name) != nullptr) {
        fill_one(type, out, name, value, issues);
      }
    }
    missing_in_query(type, input, taken, issues);
  } else {
    for (const auto& [name, value] : input.query) issues.push_back({join({"/", name}), "field.unknown", {}});
    auto body = decode(input.body.empty() ? "{}" : input.body, type, out, Unknown::refuse, taken);
    if (!body && body.error().code() != Code::invalid) return body;
    if (!body) issues.insert(issues.end(), body.error().issues().begin(), body.error().issues().end());
  }
  if (!issues.empty()) return invalid(std::move(issues));
  return {};
}

}  // namespace galley
