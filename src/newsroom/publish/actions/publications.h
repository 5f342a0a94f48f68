#pragma once

#include "newsroom/publish/model.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::publish {

struct Target {
  Id<Account> account;
};
struct PublishProof {
  Id<Proof> proof;
  std::vector<Target> targets;
};
struct Queued {
  Id<Publication> id;
  Id<Account> account;
  PublicationState state;
};
struct Publications {
  std::vector<Queued> publications;
};
// Sets what shall be out there: the proof's signed part of each account's kind. Refused for a part that lacks a signature.
Result<Publications> publish_proof(Context&, Tx&, const PublishProof&);

struct RetryPublication {
  Id<Publication> publication;
};
Result<Queued> retry_publication(Context&, Tx&, const RetryPublication&);
struct RetractPublication {
  Id<Publication> publication;
};
Result<Queued> retract_publication(Context&, Tx&, const RetractPublication&);
struct CancelPublication {
  Id<Publication> publication;
};
// Takes a wish back while its hold runs: what stands at the channel stays as it is. Conflict once it has left.
Result<Queued> cancel_publication(Context&, Tx&, const CancelPublication&);

}  // namespace galley::publish
