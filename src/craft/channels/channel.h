#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "craft/formats/body.h"
#include "craft/text/count.h"
#include "platform/base/json.h"
#include "platform/base/result.h"
#include "platform/base/sha256.h"

// What a channel kind is: capabilities as data, a check of a document, and a renderer of its signed artifact. The talking half
// (accounts, delivery, attempts) lives in newsroom/publish. A kind is one constexpr value in a folder of its own; kinds()
// lists them. Everything here is pure and deterministic: the same document always gives the same bytes, in preview, proof
// and publication. Safe from every thread.
namespace galley::channels {

// A document as a channel sees it: fields already inherited or detached.
struct Document {
  std::string language;  // BCP 47, e.g. "zh-CN"
  std::string kicker;
  std::string headline;
  std::string deck;
  std::string byline;
  std::string summary;
  std::string slug;
  std::vector<std::string> hashtags;
  formats::Body body;
};

struct FieldLimit {
  std::string_view field;        // as in Document; "body" = its plain text
  std::string Document::* text;  // null for the body
  bool required;
  std::int64_t max;
  text::Unit unit;
};

// How a repeated delivery is recognised (reference of the delivery rules: newsroom/publish).
enum class Idempotency : std::uint8_t { client_id, server_key, listed, none };

struct Capabilities {
  Idempotency idempotency;
  std::span<const FieldLimit> fields;
  bool needs_alt_text;  // every picture must be described
  std::int64_t pictures_max;
  bool update, retract, draft, schedule, list;
};

struct PictureRef {
  std::string asset;  // asset id, or
  std::string src;    // an address from outside
  std::string alt;
};

struct Artifact {
  std::string kind;
  std::string content_type;
  std::string content;               // with empty slots (slots.h): these bytes are signed
  Json metadata;                     // object; what feeds, heads and envelopes say about the content
  std::vector<PictureRef> pictures;  // in order of appearance
};

// SHA-256 of the canonical JSON of kind, content type, content and metadata: what a signature belongs to.
Sha256 digest(const Artifact& artifact);
Json to_json(const Artifact& artifact);
Result<Artifact> artifact_from_json(const Json& json);

struct Kind {
  std::string_view name;
  const Capabilities& capabilities;
  // All issues at once; pointers into the document ("/headline", "/body/content/3/attrs/alt"). Empty = may be published.
  std::vector<Issue> (*validate)(const Document&);
  // Renders drafts too: it needs no valid document. Error: channel.too_large.
  Result<Artifact> (*render)(const Document&);
};

std::span<const Kind* const> kinds();
const Kind* find_kind(std::string_view name);  // null where unknown
Json to_json(const Kind& kind);                // name and capabilities, for the editor's counters

// The part of validate that every kind shares: required fields, lengths, alt texts, number of pictures.
// Codes: channel.required, channel.too_long {max, is, unit}, channel.alt_missing, channel.too_many_pictures {max, is}.
std::vector<Issue> check_capabilities(const Document& document, const Capabilities& capabilities);

std::vector<PictureRef> pictures_of(const formats::Body& body);

}  // namespace galley::channels
