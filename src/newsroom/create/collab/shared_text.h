#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "newsroom/create/collab/presence.h"
#include "newsroom/create/collab/text_log.h"
#include "newsroom/create/model.h"
#include "newsroom/create/store_collab.h"
#include "platform/net/http.h"

namespace galley::create {

// Why a connection is closed; web/src/editor/collab/provider.ts acts on the numbers.
enum Close : std::uint16_t { kRefused = 1008, kGoingAway = 1012, kBusy = 1013, kRightsChanged = 4001, kReplaced = 4009, kTooFast = 4029, kOverLimit = 4413 };

struct Peer {
  Person person;
  std::string connection;               // its name in the log
  Id<Session> session;
  bool may_edit = false;
  std::shared_ptr<net::WebSocket> socket;
  std::uint64_t received = 0;           // updates that the client counts
  std::uint64_t saved = 0;              // how many of them it was told are durable
};

// What is to be made durable in one go.
struct Batch {
  struct Part {
    Person person;
    std::string connection;
    store::EntryKind kind;
    std::vector<std::string> updates;
  };
  std::vector<Part> parts;                            // one per connection
  std::map<std::uint64_t, std::uint64_t> received;    // of each connection, up to here
  bool for_row = false, for_cut = false;              // something was typed that the row, the last revision does not have
  std::optional<formats::Body> body;                  // the text with all of this
};

// One text that is open: what everybody has, who is connected, what is not durable yet. Safe from every thread and never waits
// for the database: what the sockets say is answered from memory, the Keeper makes it durable.
class SharedText {
 public:
  struct About {
    Id<Document> document;
    Id<Story> story;
    Id<Site> site;
    std::int64_t generation = 0;
    bool undecodable = false;           // the log can't be read: it is passed on as it is, nothing enters
    bool behind = false;                // the row lacks some of the log
  };
  SharedText(About about, TextLog log, const Clock& clock);

  // From the sockets.
  void join(Peer peer);
  void leave(std::uint64_t connection);
  void greet(std::uint64_t connection);                                                     // sync step 1
  enum class As : std::uint8_t { update, answer };
  void offer(std::uint64_t connection, std::string_view update, As as);                     // an update, or sync step 2
  void present(std::uint64_t connection, std::string_view entries);
  void tell_present(std::uint64_t connection);
  void close_all(Close code, std::string_view reason);
  void close_editors(std::string_view reason);          // whoever may only read stays
  void close_session(const Id<Session>& session);
  void close_person(const Id<User>& user);

  // For the keeper.
  enum class For : std::uint8_t { log, row, revision };
  Batch take(For what);
  void give_back(Batch batch);                          // it could not be made durable now
  void kept(const Batch& batch);                        // it is durable
  void absorb(const std::vector<store::EntryRow>& entries);   // of another process
  std::vector<std::string> updates() const;             // all that came in, durable or not
  std::optional<std::string> whole(std::size_t& updates) const;   // the state to compact to; none while something waits or is pending
  void compact(std::size_t updates, std::string state);
  void replace();                                       // the log has a new generation: nobody goes on here

  struct Standing {
    bool usable = true;                 // neither broken nor replaced
    bool editors = false, peers = false;
    bool pending = false;               // something waits for being durable, or for being told so
    bool for_row = false, for_cut = false;
    std::int64_t pending_ms = 0;        // how long the oldest pending update waits
    std::int64_t quiet_ms = 0;          // since the last update
    std::int64_t left_ms = 0;           // since the last editor left
    std::size_t tail_bytes = 0;
  };
  Standing standing() const;
  const About& about() const { return about_; }

  // The keeper's own notes; it holds `keeping` while it writes.
  struct Ledger {
    std::int64_t last_seq = 0;
    std::int64_t rows = 0;              // entries since the last compaction
    Time row_at;                        // when the row was last written
    std::optional<Id<User>> writer;     // who typed last
  };
  std::mutex keeping;
  Ledger ledger;

 private:
  void enter(Peer& peer, std::string_view update, Verdict verdict);
  void tell_others(std::uint64_t connection, const std::string& message);
  void refuse(Peer& peer, Verdict verdict);
  bool someone_edits() const;

  const About about_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  TextLog log_;
  Presence presence_;
  std::map<std::uint64_t, Peer> peers_;
  std::vector<Batch::Part> pending_;
  std::size_t pending_bytes_ = 0;
  bool for_row_, for_cut_;
  bool broken_ = false, replaced_ = false;
  Time pending_since_, last_update_, left_at_;
};

}  // namespace galley::create
