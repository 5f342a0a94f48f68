#include "platform/base/schema.h"

#include <stdexcept>

#include "platform/base/text.h"

namespace galley {

namespace {

Json object(Json::Object fields) { return Json(std::move(fields)); }

Json with_null(Json schema) {
  if (schema.find("$ref") != nullptr) return object({{"anyOf", Json::Array{std::move(schema), object({{"type", "null"}})}}});
  if (const Json* kind = schema.find("type"); kind != nullptr && kind->string() != nullptr) schema.set("type", Json::Array{*kind, Json("null")});
  return schema;
}

}  // namespace

Json SchemaWriter::ref(const Type& type) {
  switch (type.kind) {
    case Kind::boolean: return object({{"type", "boolean"}});
    case Kind::int32: return object({{"type", "integer"}, {"format", "int32"}});
    case Kind::int64: return object({{"type", "integer"}, {"format", "int64"}});
    case Kind::real: return object({{"type", "number"}});
    case Kind::secret: return object({{"type", "string"}, {"format", "password"}});
    case Kind::time: return object({{"type", "string"}, {"format", "date-time"}});
    case Kind::sha256: return object({{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}});
    case Kind::id: return object({{"type", "string"}, {"pattern", join({"^", type.name, "_[0-7][0-9a-hjkmnp-tv-z]{25}$"})}});
    case Kind::json: return object({});
    case Kind::list: return object({{"type", "array"}, {"items", ref(*type.element)}});
    case Kind::optional:
    case Kind::patch: return with_null(ref(*type.element));
    case Kind::text: {
      Json schema = object({{"type", "string"}});
      if (type.min > 0) schema.set("minLength", static_cast<std::int64_t>(type.min));
      if (type.max > 0) schema.set("maxLength", static_cast<std::int64_t>(type.max));
      return schema;
    }
    case Kind::enumeration:
    case Kind::object: return named(type);
  }
  return {};
}

Json SchemaWriter::named(const Type& type) {
  if (seen_.insert(&type).second) {
    if (!names_.insert(std::string(type.name)).second) throw std::logic_error(join({"two wire types are called ", type.name}));
    const std::size_t place = components_.size();
    components_.emplace_back(type.name, Json{});
    if (type.kind == Kind::enumeration) {
      Json::Array names;
      for (std::uint32_t i = 0; i < type.count; ++i) names.emplace_back(type.names[i]);
      components_[place].second = object({{"type", "string"}, {"enum", std::move(names)}});
    } else {
      Json schema = object_schema(type);   // may add components: the place stays, the reference would not
      components_[place].second = std::move(schema);
    }
  }
  return object({{"$ref", join({"#/components/schemas/", type.name})}});
}

Json SchemaWriter::object_schema(const Type& type) {
  Json::Object properties;
  Json::Array required;
  for (std::uint32_t i = 0; i < type.count; ++i) {
    const Field& field = type.fields[i];
    properties.emplace_back(field.name, ref(*field.type));
    if (field.type->kind != Kind::optional && field.type->kind != Kind::patch) required.emplace_back(field.name);
  }
  Json schema = object({{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}});
  if (!required.empty()) schema.set("required", std::move(required));
  return schema;
}

}  // namespace galley
