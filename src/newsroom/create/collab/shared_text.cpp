#include "newsroom/create/collab/shared_text.h"

#include <algorithm>

#include "newsroom/create/collab/frame.h"

namespace galley::create {

namespace {

constexpr std::size_t kMostPeers = 50;
constexpr std::size_t kMostPending = 4 << 20;

}  // namespace

SharedText::SharedText(About about, TextLog log, const Clock& clock)
    : about_(about), clock_(clock), log_(std::move(log)), for_row_(about.behind), for_cut_(about.behind), last_update_(clock.now()), left_at_(clock.now()) {}

void SharedText::join(Peer peer) {
  const std::lock_guard lock(mutex_);
  if (broken_ || replaced_) return peer.socket->close(replaced_ ? kReplaced : kGoingAway, "text");
  if (peers_.size() >= kMostPeers) return peer.socket->close(kOverLimit, "peers");
  const auto connection = peer.person.connection;
  peers_.emplace(connection, std::move(peer));
}

void SharedText::leave(std::uint64_t connection) {
  const std::lock_guard lock(mutex_);
  if (peers_.erase(connection) == 0) return;
  if (const auto gone = presence_.leave(connection); !gone.empty()) tell_others(connection, frame::awareness(gone));
  if (!someone_edits()) left_at_ = clock_.now();
}

void SharedText::greet(std::uint64_t connection) {
  const std::lock_guard lock(mutex_);
  const auto peer = peers_.find(connection);
  if (peer == peers_.end()) return;
  auto& socket = *peer->second.socket;
  for (const auto& update : log_.updates()) socket.send_binary(frame::update(update));
  socket.send_binary(frame::step2(frame::kEmptyUpdate));
  // What was typed offline comes as the answer to this question, and only so.
  if (peer->second.may_edit && !about_.undecodable) socket.send_binary(frame::step1(log_.state_vector()));
  if (const auto others = presence_.everybody(); !others.empty()) socket.send_binary(frame::awareness(others));
}

void SharedText::offer(std::uint64_t connection, std::string_view update, As as) {
  const std::lock_guard lock(mutex_);
  const auto found = peers_.find(connection);
  if (found == peers_.end() || broken_ || replaced_) return;
  Peer& peer = found->second;
  if (!peer.may_edit || about_.undecodable) return peer.socket->send_binary(frame::denied(about_.undecodable ? "undecodable" : "read_only"));
  if (pending_bytes_ + update.size() > kMostPending) return peer.socket->close(kBusy, "busy");
  const Taken taken = log_.take(update);
  const bool entered = taken.verdict == Verdict::seed || taken.verdict == Verdict::news;
  if (!entered && taken.verdict != Verdict::nothing_new) return refuse(peer, taken.verdict);
  // The client counts every update that it sends, and an answer only if it carries insertions.
  if (as == As::update || taken.structs > 0) ++peer.received;
  if (entered) enter(peer, update, taken.verdict);
}

void SharedText::enter(Peer& peer, std::string_view update, Verdict verdict) {
  tell_others(peer.person.connection, frame::update(update));
  const auto kind = verdict == Verdict::seed ? store::EntryKind::seed : store::EntryKind::update;
  if (pending_.empty()) pending_since_ = clock_.now();
  auto part = std::ranges::find_if(pending_, [&](const auto& each) { return each.connection == peer.connection && each.kind == kind; });
  if (part == pending_.end()) part = pending_.insert(pending_.end(), {peer.person, peer.connection, kind, {}});
  part->updates.emplace_back(update);
  pending_bytes_ += update.size();
  last_update_ = clock_.now();
  if (kind == store::EntryKind::update) for_row_ = for_cut_ = true;
}

void SharedText::refuse(Peer& peer, Verdict verdict) {
  if (verdict == Verdict::broken) {
    broken_ = true;
    for (auto& [connection, each] : peers_) each.socket->close(kGoingAway, "text");
    return;
  }
  // Whoever holds another beginning than everybody else must start from the stored one.
  if (verdict == Verdict::forged_seed || verdict == Verdict::unseeded) return peer.socket->close(kReplaced, "seed");
  peer.socket->close(verdict == Verdict::too_large ? kOverLimit : kRefused, verdict == Verdict::too_large ? "too large" : "malformed");
}

void SharedText::present(std::uint64_t connection, std::string_view entries) {
  const std::lock_guard lock(mutex_);
  const auto peer = peers_.find(connection);
  if (peer == peers_.end()) return;
  if (const auto told = presence_.take(peer->second.person, entries); !told.empty()) tell_others(connection, frame::awareness(told));
}

void SharedText::tell_present(std::uint64_t connection) {
  const std::lock_guard lock(mutex_);
  const auto peer = peers_.find(connection);
  const auto others = presence_.everybody();
  if (peer != peers_.end() && !others.empty()) peer->second.socket->send_binary(frame::awareness(others));
}

void SharedText::close_all(Close code, std::string_view reason) {
  const std::lock_guard lock(mutex_);
  for (auto& [connection, peer] : peers_) peer.socket->close(code, std::string(reason));
}

void SharedText::close_editors(std::string_view reason) {
  const std::lock_guard lock(mutex_);
  for (auto& [connection, peer] : peers_)
    if (peer.may_edit) peer.socket->close(kRightsChanged, std::string(reason));
}

void SharedText::close_session(const Id<Session>& session) {
  const std::lock_guard lock(mutex_);
  for (auto& [connection, peer] : peers_)
    if (peer.session == session) peer.socket->close(kRightsChanged, "session");
}

void SharedText::close_person(const Id<User>& user) {
  const std::lock_guard lock(mutex_);
  for (auto& [connection, peer] : peers_)
    if (peer.person.user == user) peer.socket->close(kRightsChanged, "rights");
}

Batch SharedText::take(For what) {
  const std::lock_guard lock(mutex_);
  Batch out{.parts = std::move(pending_), .received = {}, .for_row = for_row_, .for_cut = for_cut_, .body = {}};
  pending_.clear();
  pending_bytes_ = 0;
  for (const auto& [connection, peer] : peers_)
    if (peer.received > peer.saved) out.received.emplace(connection, peer.received);
  if (what != For::log && !broken_ && !about_.undecodable) {
    out.body = log_.body();
    for_row_ = false;
    if (what == For::revision) for_cut_ = false;
  }
  return out;
}

void SharedText::give_back(Batch batch) {
  const std::lock_guard lock(mutex_);
  for_row_ = for_row_ || batch.for_row;
  for_cut_ = for_cut_ || batch.for_cut;
  for (const auto& part : batch.parts)
    for (const auto& update : part.updates) pending_bytes_ += update.size();
  pending_.insert(pending_.begin(), std::make_move_iterator(batch.parts.begin()), std::make_move_iterator(batch.parts.end()));
}

void SharedText::kept(const Batch& batch) {
  const std::lock_guard lock(mutex_);
  for (const auto& [connection, received] : batch.received) {
    const auto peer = peers_.find(connection);
    if (peer == peers_.end()) continue;
    peer->second.saved = received;
    peer->second.socket->send_binary(frame::saved(received));
  }
}

void SharedText::absorb(const std::vector<store::EntryRow>& entries) {
  const std::lock_guard lock(mutex_);
  for (const auto& entry : entries)
    for (const auto update : unpack(entry.data).value_or(std::vector<std::string_view>{})) {
      if (const auto verdict = log_.take(update).verdict; verdict != Verdict::news && verdict != Verdict::seed) continue;
      if (entry.kind != store::EntryKind::seed) for_row_ = for_cut_ = true;   // a seed says what the row says
      tell_others(0, frame::update(update));
    }
}

std::vector<std::string> SharedText::updates() const {
  const std::lock_guard lock(mutex_);
  return log_.updates();
}

std::optional<std::string> SharedText::whole(std::size_t& updates) const {
  const std::lock_guard lock(mutex_);
  if (broken_ || replaced_ || about_.undecodable || !pending_.empty() || log_.is_waiting()) return std::nullopt;
  updates = log_.updates().size();
  return log_.encode();
}

void SharedText::compact(std::size_t updates, std::string state) {
  const std::lock_guard lock(mutex_);
  log_.compact(updates, std::move(state));
}

void SharedText::replace() {
  {
    const std::lock_guard lock(mutex_);
    replaced_ = true;
  }
  close_all(kReplaced, "replaced");
}

SharedText::Standing SharedText::standing() const {
  const std::lock_guard lock(mutex_);
  const Time now = clock_.now();
  const bool untold = std::ranges::any_of(peers_, [](const auto& each) { return each.second.received > each.second.saved; });
  return {.usable = !broken_ && !replaced_, .editors = someone_edits(), .peers = !peers_.empty(), .pending = !pending_.empty() || untold, .for_row = for_row_,
          .for_cut = for_cut_, .pending_ms = pending_.empty() ? 0 : now - pending_since_, .quiet_ms = now - last_update_, .left_ms = now - left_at_,
          .tail_bytes = log_.tail_bytes()};
}

void SharedText::tell_others(std::uint64_t connection, const std::string& message) {
  for (auto& [other, peer] : peers_)
    if (other != connection) peer.socket->send_binary(message);
}

bool SharedText::someone_edits() const {
  return std::ranges::any_of(peers_, [](const auto& each) { return each.second.may_edit; });
}

}  // namespace galley::create
