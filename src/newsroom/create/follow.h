#pragma once

#include "newsroom/events/publish.h"
#include "newsroom/events/review.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

// A card moves by what happens to its story elsewhere.
namespace galley::create {

Result<void> on_part_signed(Context&, Tx&, const events::PartSigned&);
Result<void> on_case_returned(Context&, Tx&, const events::CaseReturned&);
Result<void> on_publication_live(Context&, Tx&, const events::PublicationLive&);

}  // namespace galley::create
