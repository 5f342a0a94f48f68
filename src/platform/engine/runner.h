#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/engine/bell.h"
#include "platform/engine/input.h"
#include "platform/engine/tables.h"

namespace galley {

// One call of an entry by somebody, from HTTP, the command line or a workflow alike.
struct Call {
  const Principal& person;
  Input input;
  std::string idempotency_key;       // "" = none
  std::string_view trace;
  std::string_view address;
  std::string_view agent;
};

struct Answer {
  std::string body;                  // JSON
  std::int64_t version = 0;          // becomes the ETag, 0 = none
  Reply reply;
  bool replayed = false;             // the stored answer of an earlier call with the same key
};

// Takes a call through decoding, right, prepare, transaction, audit and events. Safe from every thread.
class Runner {
 public:
  Runner(const Services& services, Bells& bells) : services_(services), bells_(bells) {}

  Result<Answer> act(const Room& room, const Action& action, const Call& call);
  Result<Answer> ask(const Room& room, const Query& query, const Call& call);
  Result<PageOut> show(const Room& room, const Page& page, const Call& call);

  Context context(const Room& room, const EntrySpec& spec, const Call& call) const;
  Result<void> permitted(const EntrySpec& spec, const Call& call);
  void changed(const Tx& tx);        // after a commit: wakes followers and workers, here and in other processes

 private:
  void note_refusal(const EntrySpec& spec, const Call& call, const Error& error);

  const Services& services_;
  Bells& bells_;
};

}  // namespace galley
