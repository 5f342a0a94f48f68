#include "newsroom/create/jobs.h"

#include "craft/text/count.h"
#include "craft/text/slug.h"
#include "newsroom/create/store.h"
#include "newsroom/events/create.h"
#include "newsroom/people/people.h"
#include "platform/store/database.h"

namespace galley::create {

namespace {

struct Rendered {
  PartInfo part;
  std::string artifact;
};

// A part is its revision and its artifact: both go into its hash.
Sha256 part_hash(const RevisionRow& revision, const channels::Artifact& artifact) {
  return sha256(join({revision.hash.hex(), "\n", channels::digest(artifact).hex()}));
}

// The language a page declares is the text's, not the newsroom's: Chinese where ideographs make up a good part of the words.
std::string language_of(const channels::Document& document, const std::string& otherwise) {
  const auto count = text::count_words(document.headline + "\n" + formats::to_plain_text(document.body));
  if (count.words == 0) return otherwise;
  return count.han * 3 > count.words ? "zh-CN" : "en";
}

Result<std::vector<Rendered>> render_all(const RevisionRow& revision, const channels::Document& document) {
  std::vector<Rendered> out;
  for (const auto* kind : channels::kinds()) {
    const channels::Artifact artifact = TRY(kind->render(document));
    out.push_back({{part_hash(revision, artifact), std::string(kind->name), revision.document, revision.id, document.headline, revision.words},
                   canonical(channels::to_json(artifact))});
  }
  return out;
}

}  // namespace

channels::Document channel_document(std::string_view language, const Json& content) {
  channels::Document out{.language = std::string(language), .kicker = std::string(content.text("kicker")), .headline = std::string(content.text("headline")),
                         .deck = std::string(content.text("deck")), .byline = std::string(content.text("byline")), .summary = std::string(content.text("summary")),
                         .slug = std::string(content.text("slug")), .hashtags = {}, .body = {}};
  if (out.slug.empty()) out.slug = text::slug(out.headline);
  if (const Json* tags = content.find("hashtags"); tags != nullptr && tags->array() != nullptr)
    for (const auto& tag : *tags->array())
      if (tag.string() != nullptr) out.hashtags.push_back(*tag.string());
  if (const Json* body = content.find("body"))
    if (auto parsed = formats::body_from_json(*body)) out.body = *std::move(parsed);
  return out;
}

Result<Finish> render_proof(Context& ctx, JobRun&, const RenderProof& in) {
  std::optional<store::ProofRow> proof;
  std::optional<RevisionRow> revision;
  std::optional<Json> content;
  std::string locale = "zh-CN";
  ctx.services.database.read([&](galley::store::Reader& reader) {
    proof = store::find_proof(reader, in.proof);
    revision = store::find_revision(reader, in.revision);
    content = store::revision_content(reader, in.revision);
    if (const auto house = people::newsroom(reader)) locale = house->locale;
  });
  if (!proof || !revision || proof->state != ProofState::building) return Finish{};
  channels::Document document = channel_document(locale, *content);
  document.language = language_of(document, locale);
  auto rendered = render_all(*revision, document);
  if (!rendered) {
    return Finish([id = in.proof](Tx& tx) -> Result<void> {
      store::set_proof_state(tx, id, ProofState::failed);
      return {};
    });
  }
  return Finish([proof = *proof, parts = *std::move(rendered)](Tx& tx) -> Result<void> {
    for (const auto& one : parts) store::add_part(tx, proof.id, proof.site, proof.desk, one.part, one.artifact);
    store::set_proof_state(tx, proof.id, ProofState::ready);
    tx.emit(events::ProofReady{proof.id, proof.story, proof.desk, proof.submitted_by, parts.front().part.headline});
    return {};
  });
}

}  // namespace galley::create
