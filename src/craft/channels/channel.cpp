#include "craft/channels/channel.h"

#include <algorithm>
#include <array>

#include "craft/channels/site/site.h"

namespace galley::channels {
namespace {

constexpr std::size_t kMaxArtifact = 8 << 20;

constexpr std::string_view name_of(Idempotency idempotency) {
  constexpr std::string_view names[] = {"client_id", "server_key", "listed", "none"};
  return names[static_cast<std::size_t>(idempotency)];
}

std::string length_params(std::int64_t max, std::int64_t is, std::string_view unit) {
  Json::Object params{{"max", Json(max)}, {"is", Json(is)}};
  if (!unit.empty()) params.emplace_back("unit", Json(unit));
  return to_text(Json(std::move(params)));
}

template <class Use>
void each_figure(const formats::Node& node, const std::string& pointer, const Use& use) {
  if (node.type == "figure") use(node, pointer);
  for (std::size_t i = 0; i < node.content.size(); ++i) each_figure(node.content[i], pointer + "/content/" + std::to_string(i), use);
}

Json content_json(const Artifact& artifact) {
  return Json(Json::Object{{"kind", Json(artifact.kind)},
                           {"content_type", Json(artifact.content_type)},
                           {"content", Json(artifact.content)},
                           {"metadata", artifact.metadata}});
}

}  // namespace

Sha256 digest(const Artifact& artifact) { return sha256(canonical(content_json(artifact))); }

Json to_json(const Artifact& artifact) {
  Json::Array pictures;
  for (const PictureRef& picture : artifact.pictures) {
    pictures.emplace_back(Json::Object{{"asset", Json(picture.asset)}, {"src", Json(picture.src)}, {"alt", Json(picture.alt)}});
  }
  Json out = content_json(artifact);
  out.set("pictures", Json(std::move(pictures)));
  return out;
}

Result<Artifact> artifact_from_json(const Json& json) {
  const Json* metadata = json.find("metadata");
  const Json* pictures = json.find("pictures");
  if (!metadata || !metadata->object() || !pictures || !pictures->array()) return invalid("channel.not_an_artifact");
  Artifact out{std::string(json.text("kind")), std::string(json.text("content_type")), std::string(json.text("content")), *metadata, {}};
  for (const Json& picture : *pictures->array()) {
    out.pictures.push_back({std::string(picture.text("asset")), std::string(picture.text("src")), std::string(picture.text("alt"))});
  }
  if (out.content.size() > kMaxArtifact) return invalid("channel.too_large");
  return out;
}

std::span<const Kind* const> kinds() {
  static constexpr std::array<const Kind*, 1> all{&kSite};
  return all;
}

const Kind* find_kind(std::string_view name) {
  const auto found = std::ranges::find(kinds(), name, [](const Kind* kind) { return kind->name; });
  return found == kinds().end() ? nullptr : *found;
}

Json to_json(const Kind& kind) {
  const Capabilities& can = kind.capabilities;
  Json::Array fields;
  for (const FieldLimit& limit : can.fields) {
    fields.emplace_back(Json::Object{{"field", Json(limit.field)},
                                     {"required", Json(limit.required)},
                                     {"max", Json(limit.max)},
                                     {"unit", Json(text::name(limit.unit))}});
  }
  return Json(Json::Object{{"name", Json(kind.name)},
                           {"idempotency", Json(name_of(can.idempotency))},
                           {"fields", Json(std::move(fields))},
                           {"needs_alt_text", Json(can.needs_alt_text)},
                           {"pictures_max", Json(can.pictures_max)},
                           {"update", Json(can.update)},
                           {"retract", Json(can.retract)},
                           {"draft", Json(can.draft)},
                           {"schedule", Json(can.schedule)},
                           {"list", Json(can.list)}});
}

std::vector<Issue> check_capabilities(const Document& document, const Capabilities& capabilities) {
  std::vector<Issue> issues;
  for (const FieldLimit& limit : capabilities.fields) {
    const std::string value = limit.text ? document.*limit.text : formats::to_plain_text(document.body);
    const std::string pointer = "/" + std::string(limit.field);
    if (limit.required && value.empty()) issues.push_back({pointer, "channel.required", {}});
    const auto length = text::count_units(value, limit.unit);
    if (length > limit.max) issues.push_back({pointer, "channel.too_long", length_params(limit.max, length, text::name(limit.unit))});
  }
  std::int64_t pictures = 0;
  each_figure(document.body.doc, "/body", [&](const formats::Node& figure, const std::string& pointer) {
    ++pictures;
    const bool described = !formats::text_attr(figure.attrs, "alt").empty();
    if (capabilities.needs_alt_text && !described) issues.push_back({pointer + "/attrs/alt", "channel.alt_missing", {}});
  });
  if (pictures > capabilities.pictures_max) {
    issues.push_back({"/body", "channel.too_many_pictures", length_params(capabilities.pictures_max, pictures, "")});
  }
  return issues;
}

std::vector<PictureRef> pictures_of(const formats::Body& body) {
  std::vector<PictureRef> out;
  each_figure(body.doc, "", [&](const formats::Node& figure, const std::string&) {
    out.push_back({std::string(formats::text_attr(figure.attrs, "asset")), std::string(formats::text_attr(figure.attrs, "src")),
                   std::string(formats::text_attr(figure.attrs, "alt"))});
  });
  return out;
}

}  // namespace galley::channels
