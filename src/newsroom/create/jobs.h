#pragma once

#include "newsroom/create/model.h"
#include "platform/engine/jobs.h"

namespace galley::create {

// Renders every part of a proof from its revision; the proof is ready with the commit of the last one.
struct RenderProof {
  Id<Proof> proof;
  Id<Revision> revision;
};
Result<Finish> render_proof(Context&, JobRun&, const RenderProof&);

}  // namespace galley::create
