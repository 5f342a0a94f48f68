#include "newsroom/create/collab/hub.h"

#include "platform/base/log.h"

namespace galley::create {

namespace {

constexpr std::int64_t kBatch = 100;              // ms that updates are gathered
constexpr std::int64_t kRow = 2000;               // ms between two versions of the document's row
constexpr std::int64_t kPause = 30'000;           // a pause in which a revision is cut
constexpr std::int64_t kLeft = 5000;              // a torn line is not a departure
constexpr std::int64_t kMostRows = 500;           // entries, and bytes below, after which a log is compacted
constexpr std::size_t kMostTail = 256 * 1024;
constexpr std::int64_t kSweep = 3600 * 1000;
constexpr std::chrono::milliseconds kRound{50};

void warn(const SharedText& text, const Error& error) {
  if (error.word() == "document.replaced") return;   // the row holds what has replaced it
  log::warn("a shared text was not kept; it is tried again", {{"document", text.about().document.text()}, {"error", error.word()}, {"detail", error.detail()}});
}

}  // namespace

Result<std::shared_ptr<SharedText>> CollabHub::enter(const Id<Document>& document) {
  const std::lock_guard loading(loading_);
  std::shared_ptr<SharedText> old;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = open_.find(document); found != open_.end()) old = found->second;
  }
  if (old && old->standing().usable) return old;
  // What a broken text had taken before it broke must be in the log that the new one is read from.
  if (old) (void)keeper_.keep(*old, SharedText::For::log);
  std::shared_ptr<SharedText> text = TRY(keeper_.load(document));
  {
    const std::lock_guard lock(mutex_);
    open_[document] = text;
  }
  wake_.notify_all();
  return text;
}

Result<void> CollabHub::settle(const Id<Document>& document) {
  bool is_open;
  {
    const std::lock_guard lock(mutex_);
    is_open = open_.contains(document);
  }
  if (!is_open && !keeper_.is_behind(document)) return {};
  const auto text = TRY(enter(document));
  if (text->about().undecodable) return conflict("document.undecodable");
  const auto standing = text->standing();
  if (!standing.for_row && !standing.pending) return {};
  auto kept = keeper_.keep(*text, SharedText::For::row);
  if (!kept && kept.error().word() == "document.replaced") return {};
  return kept;
}

Result<formats::Body> CollabHub::body_now(galley::store::Reader& reader, const Id<Document>& document) const {
  std::shared_ptr<SharedText> open;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = open_.find(document); found != open_.end()) open = found->second;
  }
  return create::body_now(reader, document, open.get());
}

void CollabHub::hear(const Event& event) {
  if (event.name == "SessionEnded" || event.name == "PersonChanged" || event.name == "RoleChanged") {
    const auto session = Id<Session>::parse(event.aggregate);
    const auto person = Id<User>::parse(event.aggregate);
    for (const auto& text : texts()) {
      if (session) text->close_session(*session);
      if (person) text->close_person(*person);
      if (event.name == "RoleChanged") text->close_all(kRightsChanged, "rights");
    }
    return;
  }
  if (event.name != "DocumentChanged" && event.name != "StoryChanged") return;
  const std::lock_guard lock(mutex_);
  for (const auto& [document, text] : open_)
    if (event.aggregate == document.text() || event.aggregate == text->about().story.text()) doubtful_.insert(document);
}

void CollabHub::close_sockets() {
  for (const auto& text : texts()) text->close_all(kGoingAway, "closing");
}

void CollabHub::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void CollabHub::stop() {
  thread_.request_stop();
  wake_.notify_all();
  thread_ = {};
  for (const auto& text : texts()) {
    const auto what = text->standing().for_cut ? SharedText::For::revision : SharedText::For::log;
    if (auto kept = keeper_.keep(*text, what, RevisionReason::left); !kept) warn(*text, kept.error());
  }
  const std::lock_guard lock(mutex_);
  open_.clear();
}

void CollabHub::run(const std::stop_token& stop) {
  // What a crash left in the log without its row: opened, it is brought up to date and let go.
  try {
    for (const auto& document : keeper_.behind())
      if (auto text = enter(document); !text) log::warn("a shared text was not opened", {{"document", document.text()}, {"error", text.error().word()}});
  } catch (const std::exception& failure) {
    log::error("shared texts were not looked through", {{"error", failure.what()}});
  }
  while (!stop.stop_requested()) {
    try {
      step();
    } catch (const std::exception& failure) {
      log::error("keeping shared texts", {{"error", failure.what()}});
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, open_.empty() ? std::chrono::milliseconds(1000) : kRound, [] { return false; });
  }
}

void CollabHub::step() {
  look_again();
  for (const auto& text : texts()) tend(*text);
  forget_quiet();
  if (const Time now = services_.clock.now(); now - archive_swept_ > kSweep) {
    archive_swept_ = now;
    keeper_.drop_archived();
  }
}

void CollabHub::tend(SharedText& text) {
  const auto now = text.standing();
  const auto noted = [&text] {
    const std::lock_guard keeping(text.keeping);
    return text.ledger;
  };
  const bool left = !now.editors && now.left_ms >= kLeft;
  auto kept = Result<void>{};
  if (now.usable && now.for_cut && left)
    kept = keeper_.keep(text, SharedText::For::revision, RevisionReason::left);
  else if (now.usable && now.for_cut && now.quiet_ms >= kPause)
    kept = keeper_.keep(text, SharedText::For::revision, RevisionReason::idle);
  else if (now.usable && now.for_row && services_.clock.now() - noted().row_at >= kRow)
    kept = keeper_.keep(text, SharedText::For::row);
  else if (now.pending && (now.pending_ms == 0 || now.pending_ms >= kBatch))
    kept = keeper_.keep(text, SharedText::For::log);
  if (!kept) return warn(text, kept.error());
  const auto rows = noted().rows;
  if (now.usable && (rows > kMostRows || now.tail_bytes > kMostTail || (left && rows > 1))) keeper_.compact(text);
}

void CollabHub::look_again() {
  std::set<Id<Document>> doubtful;
  {
    const std::lock_guard lock(mutex_);
    doubtful.swap(doubtful_);
  }
  for (const auto& text : texts()) {
    if (!doubtful.contains(text->about().document)) continue;
    const auto found = keeper_.look(*text);
    if (found.replaced)
      text->replace();
    else
      keeper_.catch_up(*text);
    if (found.spiked) text->close_editors("spiked");
  }
}

std::vector<std::shared_ptr<SharedText>> CollabHub::texts() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<SharedText>> out;
  for (const auto& [document, text] : open_) out.push_back(text);
  return out;
}

std::size_t CollabHub::open() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

// Only enter() hands texts out, under the same lock: whom nobody else holds now, nobody will hold.
void CollabHub::forget_quiet() {
  const std::lock_guard lock(mutex_);
  std::erase_if(open_, [](const auto& each) {
    if (each.second.use_count() > 1) return false;
    const auto now = each.second->standing();
    return !now.usable || (!now.peers && !now.pending && !now.for_row && !now.for_cut && now.left_ms >= kLeft);
  });
}

}  // namespace galley::create
