#include "newsroom/create/jobs.h"

#include "newsroom/create/rendering.h"
#include "newsroom/create/store.h"
#include "newsroom/events/create.h"
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

Result<Finish> render_proof(Context& ctx, JobRun&, const RenderProof& in) {
  std::optional<store::ProofRow> proof;
  std::optional<RevisionRow> revision;
  std::optional<channels::Document> document;
  ctx.services.database.read([&](galley::store::Reader& reader) {
    proof = store::find_proof(reader, in.proof);
    revision = store::find_revision(reader, in.revision);
    if (const auto content = store::revision_content(reader, in.revision)) document = channel_document(reader, *content);
  });
  if (!proof || !revision || !document || proof->state != ProofState::building) return Finish{};
  auto rendered = render_all(*revision, *document);
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
