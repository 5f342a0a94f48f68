#pragma once

#include <memory>
#include <optional>

#include "newsroom/create/collab/shared_text.h"
#include "platform/engine/bell.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::create {

// Between the open texts and the database: reads a log, appends batches, brings the document's row up to date, cuts revisions,
// compacts. Its calls wait for the database; never from a socket's thread. Safe from every other thread.
class Keeper {
 public:
  Keeper(const Services& services, Bells& bells) : services_(services), bells_(bells) {}

  Result<std::unique_ptr<SharedText>> load(const Id<Document>& document);

  // Makes durable what is pending and says `saved` to whose it is. For the row, its body follows; for a revision, one is cut
  // with `reason`. Errors: conflict "document.replaced" where the log has a new generation, the database's.
  Result<void> keep(SharedText& text, SharedText::For what, RevisionReason reason = RevisionReason::idle);

  // Replaces the stored log by the state it makes, if nothing is pending.
  void compact(SharedText& text);

  // Whether the text in memory is still the document's, and may be written in.
  struct Found {
    bool replaced = false;
    bool spiked = false;
  };
  Found look(const SharedText& text);
  // What other processes have appended since enters the text and goes to whoever is connected here.
  void catch_up(SharedText& text);
  std::vector<Id<Document>> behind();
  bool is_behind(const Id<Document>& document);
  void drop_archived();

 private:
  struct Outcome;
  Result<void> write(SharedText& text, const Batch& batch, SharedText::For what, RevisionReason reason, Outcome& outcome);
  Result<void> commit(const Id<Document>& document, const Id<Story>& story, const Principal& actor, const std::function<Result<void>(Tx&)>& body);

  const Services& services_;
  Bells& bells_;
};

// Whether a document's body is in the hands of its log, and no longer changed by PATCH.
bool is_shared(galley::store::Reader& reader, const Id<Document>& document);
// The body that the document's log gives together with what `open` has and the log lacks (null = it is not open here); that of
// the row where nobody has typed since. Writes nothing. Errors: conflict "document.undecodable".
Result<formats::Body> body_now(galley::store::Reader& reader, const Id<Document>& document, const SharedText* open);
// The body of the row was set anew: the log begins a new life, what it held is kept for a while.
void begin_generation(Tx& tx, const DocumentRow& document, Time now);

}  // namespace galley::create
