#pragma once

#include <string>
#include <unordered_set>

#include "platform/base/json.h"
#include "platform/base/type.h"

// Descriptors -> JSON Schema 2020-12, as OpenAPI 3.1 uses it.
namespace galley {

// Named structs and enums are collected once each into `components` (name -> schema) and referred to by
// "#/components/schemas/NAME". Two different structs of one name are a bug of the tables: it throws.
class SchemaWriter {
 public:
  Json ref(const Type& type);
  Json::Object take() { return std::move(components_); }

 private:
  Json object_schema(const Type& type);
  Json named(const Type& type);

  Json::Object components_;
  std::unordered_set<const Type*> seen_;
  std::unordered_set<std::string> names_;
};

}  // namespace galley
