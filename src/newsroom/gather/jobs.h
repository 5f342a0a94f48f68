#pragma once

#include "newsroom/gather/model.h"
#include "platform/engine/jobs.h"

namespace galley::gather {

// Polls one source: fetches conditionally, parses, and puts what is new into the inbox. Enqueues its own next run.
struct Poll {
  Id<Source> source;
};
Result<Finish> poll(Context&, JobRun&, const Poll&);

void schedule_poll(Tx& tx, const Id<Source>& source, Time at);   // one waits at a time
void poll_now(Tx& tx, const Id<Source>& source, Time now);       // besides the scheduled one

}  // namespace galley::gather
