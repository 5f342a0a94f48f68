#include "platform/engine/openapi.h"

#include <map>

#include "platform/base/schema.h"
#include "platform/engine/router.h"

namespace galley {

namespace {

Json object(Json::Object fields) { return Json(std::move(fields)); }

void write_yaml(std::string& out, const Json& value, int depth) {
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  if (const auto* fields = value.object(); fields != nullptr && !fields->empty()) {
    for (const auto& [key, field] : *fields) {
      out += "\n" + indent;
      append_json_string(out, key);
      out += ":";
      write_yaml(out, field, depth + 1);
    }
  } else if (const auto* items = value.array(); items != nullptr && !items->empty()) {
    for (const auto& item : *items) {
      out += "\n" + indent + "-";
      write_yaml(out, item, depth + 1);
    }
  } else {
    out += " " + to_text(value);
  }
}

bool in_path(const Route& route, std::string_view field) {
  for (const auto name : route.parameters)
    if (name == field) return true;
  return false;
}

Json parameter(SchemaWriter& schemas, const Field& field, std::string_view place, bool required) {
  return object({{"name", field.name}, {"in", place}, {"required", required}, {"schema", schemas.ref(*field.type)}});
}

Json if_match_parameter() {
  return object({{"name", "If-Match"}, {"in", "header"}, {"required", true}, {"schema", object({{"type", "string"}, {"pattern", "^\"[0-9]+\"$"}})}});
}

Json parameters_of(SchemaWriter& schemas, const Route& route, const Type& in, bool query) {
  Json::Array out;
  for (std::uint32_t i = 0; i < in.count; ++i) {
    const Field& field = in.fields[i];
    const bool optional = field.type->kind == Kind::optional || field.type->kind == Kind::patch || field.type->kind == Kind::list;
    if (in_path(route, field.name)) {
      out.push_back(parameter(schemas, field, "path", true));
    } else if (field.name == "if_match") {
      out.push_back(if_match_parameter());
    } else if (query) {
      out.push_back(parameter(schemas, field, "query", !optional));
    }
  }
  return Json(std::move(out));
}

// The body of an action: what the path and the headers don't give.
Json body_schema(SchemaWriter& schemas, const Route& route, const Type& in) {
  Json::Object properties;
  Json::Array required;
  for (std::uint32_t i = 0; i < in.count; ++i) {
    const Field& field = in.fields[i];
    if (in_path(route, field.name) || field.name == "if_match") continue;
    properties.emplace_back(field.name, schemas.ref(*field.type));
    const Kind kind = field.type->kind;
    if (kind != Kind::optional && kind != Kind::patch && kind != Kind::list) required.emplace_back(field.name);
  }
  Json schema = object({{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}});
  if (!required.empty()) schema.set("required", std::move(required));
  return schema;
}

Json json_content(Json schema) { return object({{"application/json", object({{"schema", std::move(schema)}})}}); }

Json responses(Json ok, std::string_view status) {
  return object({{std::string(status), object({{"description", "done"}, {"content", json_content(std::move(ok))}})},
                 {"default", object({{"description", "refused"},
                                     {"content", object({{"application/problem+json", object({{"schema", object({{"$ref", "#/components/schemas/Problem"}})}})}})}})}});
}

std::string_view status_text(Status status) { return status == Status::created ? "201" : status == Status::accepted ? "202" : "200"; }

Json operation(SchemaWriter& schemas, const Route& route) {
  Json out = object({{"operationId", route.spec->name}, {"tags", Json::Array{Json(route.room->name)}}, {"x-right", route.spec->right}});
  if (const auto* action = std::get_if<const Action*>(&route.entry)) {
    out.set("parameters", parameters_of(schemas, route, *(*action)->in, false));
    out.set("requestBody", object({{"content", json_content(body_schema(schemas, route, *(*action)->in))}}));
    out.set("responses", responses(schemas.ref(*(*action)->out), status_text(route.spec->status)));
  } else if (const auto* query = std::get_if<const Query*>(&route.entry)) {
    out.set("parameters", parameters_of(schemas, route, *(*query)->in, true));
    out.set("responses", responses(schemas.ref(*(*query)->out), "200"));
  }
  return out;
}

Json problem_schema() {
  const Json text = object({{"type", "string"}});
  const Json issue = object({{"type", "object"}, {"properties", object({{"pointer", text}, {"code", text}, {"params", object({{"type", "object"}})}})},
                             {"required", Json::Array{"pointer", "code", "params"}}});
  return object({{"type", "object"},
                 {"properties", object({{"type", text}, {"title", text}, {"status", object({{"type", "integer"}})}, {"code", text},
                                        {"errors", object({{"type", "array"}, {"items", issue}})}, {"trace", text}})},
                 {"required", Json::Array{"type", "title", "status", "code", "errors"}}});
}

std::string_view kind_word(const Route& route) {
  constexpr std::string_view kWords[] = {"action", "query", "stream", "page"};
  return kWords[route.entry.index()];
}

constexpr std::string_view kRates[] = {"read", "edit", "sign_in", "publish", "community"};
constexpr std::string_view kEffects[] = {"none", "internal", "external"};

bool is_api(const Route& route) { return route.spec->listener == Listener::editors; }

}  // namespace

std::string openapi_yaml(std::span<const Room> rooms) {
  const Router router(rooms);
  SchemaWriter schemas;
  std::map<std::string, Json> paths;
  for (const auto& route : router.routes()) {
    if (!is_api(*route) || std::holds_alternative<const Stream*>(route->entry)) continue;
    Json& path = paths[http_path(*route->spec, true)];
    path.set(lower_ascii(http_method(*route->spec)), operation(schemas, *route));
  }
  Json::Object all;
  for (auto& [path, item] : paths) all.emplace_back(path, std::move(item));
  Json::Object components = schemas.take();
  components.emplace_back("Problem", problem_schema());
  const Json document = object({{"openapi", "3.1.0"},
                                {"info", object({{"title", "Galley"}, {"version", "1"}, {"license", object({{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}})}})},
                                {"servers", Json::Array{object({{"url", "/"}})}},
                                {"security", Json::Array{object({{"session", Json::Array{}}})}},
                                {"paths", std::move(all)},
                                {"components", object({{"schemas", std::move(components)},
                                                       {"securitySchemes", object({{"session", object({{"type", "apiKey"}, {"in", "cookie"}, {"name", "galley_session"}})}})}})}});
  std::string out = "# Written by `galley tables openapi` from the rooms' tables; don't edit.";
  write_yaml(out, document, 0);
  return out + "\n";
}

std::string actions_markdown(std::span<const Room> rooms) {
  const Router router(rooms);
  std::string out = "# Everything Galley can do\n\nWritten by `galley tables actions` from the rooms' tables; don't edit.\n";
  std::string_view room;
  for (const auto& route : router.routes()) {
    if (route->room->name != room) {
      room = route->room->name;
      out += join({"\n## ", room, "\n\n| entry | kind | HTTP | right | rate | effect |\n|---|---|---|---|---|---|\n"});
    }
    const EntrySpec& spec = *route->spec;
    const bool api = is_api(*route);
    out += join({"| `", spec.name, "` | ", kind_word(*route), " | `", http_method(spec), " ", http_path(spec, api), "` | ", spec.right, " | ",
                 kRates[static_cast<int>(spec.rate)], " | ", kEffects[static_cast<int>(spec.effect)], " |\n"});
  }
  return out;
}

std::string events_markdown(std::span<const Room> rooms) {
  std::string out = "# Everything that happens\n\nWritten by `galley tables events` from the rooms' tables; don't edit.\n";
  for (const Room& room : rooms) {
    if (room.events.empty() && room.followers.empty()) continue;
    out += join({"\n## ", room.name, "\n"});
    if (!room.events.empty()) out += "\n| event | fields |\n|---|---|\n";
    for (const EventType& event : room.events) {
      out += join({"| `", event.name, "` | "});
      for (std::uint32_t i = 0; i < event.type->count; ++i) out += join({i > 0 ? ", " : "", "`", event.type->fields[i].name, "`"});
      out += " |\n";
    }
    for (const Follower& follower : room.followers) {
      out += join({"\nFollower `", follower.name, "` hears:"});
      for (const auto& handler : follower.handlers) out += join({" `", handler.event.empty() ? "everything" : handler.event, "`"});
      out += "\n";
    }
  }
  return out;
}

}  // namespace galley
