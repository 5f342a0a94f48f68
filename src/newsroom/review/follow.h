#pragma once

#include "newsroom/events/create.h"
#include "newsroom/events/people.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::review {

// A proof that is ready opens or renews its story's case. Parts that did not change keep their signatures, by rows that say
// where they were carried from; a changed part starts at the first level.
Result<void> on_proof_ready(Context&, Tx&, const events::ProofReady&);
Result<void> on_newsroom_created(Context&, Tx&, const events::NewsroomCreated&);

}  // namespace galley::review
