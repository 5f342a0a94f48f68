#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "newsroom/create/collab/keeper.h"
#include "platform/engine/event_log.h"

namespace galley::create {

// All texts that are open in this process, and the thread that keeps them: batches become durable within 200 ms, rows follow
// within two seconds, revisions are cut in pauses and when the last editor has left. Safe from every thread.
class CollabHub {
 public:
  CollabHub(const Services& services, Bells& bells) : services_(services), keeper_(services, bells) {}
  ~CollabHub() { stop(); }

  // The text, read from its log if it is not open yet. Waits for the database. It stays open while somebody holds it.
  Result<std::shared_ptr<SharedText>> enter(const Id<Document>& document);

  // When this returns, all that was typed so far is durable and stands in the document's row. Errors: conflict
  // "document.undecodable", the database's.
  Result<void> settle(const Id<Document>& document);

  // The body as it stands at this moment: what `reader` sees of its log, and what is typed here and not durable yet. Opens and
  // writes nothing. Errors: conflict "document.undecodable".
  Result<formats::Body> body_now(galley::store::Reader& reader, const Id<Document>& document) const;

  // Session ended, rights changed, story spiked, body replaced: the sockets concerned are closed. Document changed: what another
  // process has appended to its log is taken in.
  void hear(const Event& event);
  void close_sockets();                 // the house is closing: clients come back elsewhere

  void start();
  void stop();                          // keeps everything once more
  void step();                          // one round over all texts. Tests call it by hand
  std::size_t open() const;

 private:
  void run(const std::stop_token& stop);
  void tend(SharedText& text);
  void look_again();
  std::vector<std::shared_ptr<SharedText>> texts() const;
  void forget_quiet();

  const Services& services_;
  Keeper keeper_;
  std::mutex loading_;                  // one text is read at a time; never taken while mutex_ is held
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::map<Id<Document>, std::shared_ptr<SharedText>> open_;
  std::set<Id<Document>> doubtful_;     // an event named them
  Time archive_swept_;
  std::jthread thread_;
};

}  // namespace galley::create
