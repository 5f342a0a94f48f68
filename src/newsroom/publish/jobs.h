#pragma once

#include "newsroom/publish/model.h"
#include "platform/engine/jobs.h"

namespace galley::publish {

// Brings one publication to its wish: arms an attempt, talks to the channel, writes the outcome.
struct Deliver {
  Id<Publication> publication;
  std::int64_t version;
  Verb verb;
};
Result<Finish> deliver(Context&, JobRun&, const Deliver&);

}  // namespace galley::publish
