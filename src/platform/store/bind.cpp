#include "platform/store/bind.h"

#include <stdexcept>

#include "platform/base/decode.h"

namespace galley::store {

namespace {

[[noreturn]] void mismatch(const Type& type, std::string_view column, std::string_view why) {
  throw std::logic_error(join({"column ", column, " of ", type.name, ": ", why}));
}

void map_cell(const Value& cell, const Type& type, void* out, std::string_view column);

void map_text(const std::string& text, const Type& type, void* out, std::string_view column) {
  if (type.kind == Kind::text) {
    *static_cast<std::string*>(out) = text;   // lengths were checked where the text came in
  } else if (type.kind == Kind::json) {
    auto parsed = parse_json(text);
    if (!parsed) mismatch(type, column, "holds no JSON");
    *static_cast<Json*>(out) = *std::move(parsed);
  } else if (type.kind == Kind::object || type.kind == Kind::list) {
    if (!decode(text, type, out, Unknown::ignore)) mismatch(type, column, "holds other JSON");
  } else {
    std::vector<Issue> issues;
    if (!decode_text(text, type, out, {}, issues)) mismatch(type, column, issues[0].code);
  }
}

void map_integer(std::int64_t number, const Type& type, void* out, std::string_view column) {
  switch (type.kind) {
    case Kind::int64: *static_cast<std::int64_t*>(out) = number; return;
    case Kind::int32: *static_cast<std::int32_t*>(out) = static_cast<std::int32_t>(number); return;
    case Kind::boolean: *static_cast<bool*>(out) = number != 0; return;
    case Kind::time: static_cast<Time*>(out)->ms = number; return;
    case Kind::real: *static_cast<double*>(out) = static_cast<double>(number); return;
    case Kind::text:
    case Kind::secret:
    case Kind::id:
    case Kind::sha256:
    case Kind::enumeration:
    case Kind::json:
    case Kind::object:
    case Kind::list:
    case Kind::optional:
    case Kind::patch: break;
  }
  mismatch(type, column, "is an integer");
}

void map_cell(const Value& cell, const Type& type, void* out, std::string_view column) {
  if (std::holds_alternative<std::monostate>(cell)) {
    // Null is "none" for optionals and the empty value for ids and digests, whose zero means none.
    if (type.kind == Kind::optional || type.kind == Kind::id || type.kind == Kind::sha256 || type.kind == Kind::json) return;
    mismatch(type, column, "is null");
  }
  if (type.kind == Kind::optional || type.kind == Kind::patch) return map_cell(cell, *type.element, type.add(out), column);
  if (const auto* text = std::get_if<std::string>(&cell)) return map_text(*text, type, out, column);
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return map_integer(*number, type, out, column);
  if (const auto* real = std::get_if<double>(&cell); real != nullptr && type.kind == Kind::real) {
    *static_cast<double*>(out) = *real;
    return;
  }
  if (const auto* bytes = std::get_if<Bytes>(&cell); bytes != nullptr && type.kind == Kind::text) {
    *static_cast<std::string*>(out) = bytes->data;
    return;
  }
  mismatch(type, column, "has another type");
}

}  // namespace

void map_row(const Rows& rows, std::size_t row, const Type& type, void* out) {
  if (type.kind != Kind::object) {
    map_cell(rows.at(row, 0), type, out, rows.columns[0]);
    return;
  }
  // Only lists may lack a column: they are filled by a query of their own.
  std::uint32_t mapped = 0;
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    const Field* field = type.find(rows.columns[i]);
    if (field == nullptr) mismatch(type, rows.columns[i], "has no field");
    map_cell(rows.at(row, i), *field->type, static_cast<char*>(out) + field->offset, rows.columns[i]);
    ++mapped;
  }
  if (mapped == type.count) return;
  for (std::uint32_t i = 0; i < type.count; ++i) {
    const auto& field = type.fields[i];
    bool found = field.type->kind == Kind::list;
    for (const auto& column : rows.columns) found = found || column == field.name;
    if (!found) mismatch(type, field.name, "is missing");
  }
}

}  // namespace galley::store
