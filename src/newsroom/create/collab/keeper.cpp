#include "newsroom/create/collab/keeper.h"

#include <algorithm>

#include "craft/formats/body.h"
#include "craft/text/count.h"
#include "newsroom/create/actions/documents.h"
#include "newsroom/create/actions/stories.h"
#include "newsroom/create/store.h"
#include "newsroom/events/create.h"
#include "platform/base/log.h"
#include "platform/base/sha256.h"
#include "platform/store/database.h"

namespace galley::create {

namespace {

constexpr std::int64_t kKeepArchived = 7LL * 24 * 3600 * 1000;

// Blocks without an id get the same ones each time, so that the same text is the same revision.
formats::Body settled_body(formats::Body body, const Id<Document>& document) {
  int made = 0;
  return formats::normalise(std::move(body), [&] { return sha256(join({document.text(), " ", std::to_string(++made)})).hex().substr(0, 12); });
}

Principal writer_of(const Id<Site>& site, const std::optional<Id<User>>& user) {
  Principal out{.kind = user ? Principal::Kind::person : Principal::Kind::system, .site = site, .name = "galley"};
  if (user) out.user = *user;
  return out;
}

Context context_of(const Services& services, const Principal& person, Time now) {
  return {.services = services, .person = person, .now = now, .right = "story.edit", .trace = "", .address = "", .agent = "", .reply = {}};
}

bool set_body(Context& ctx, Tx& tx, DocumentRow& row, const formats::Body& body) {
  Json json = formats::to_json(body);
  if (json == store::body_of(tx, row.id)) return false;
  store::save_body(tx, row, json);
  row.words = text::count_words(formats::to_plain_text(body)).words;
  row.version += 1;
  row.updated_at = ctx.now;
  if (ctx.person.user) row.updated_by = ctx.person.user;
  store::save_document(tx, row);
  tx.emit(events::DocumentChanged{row.id, row.story, row.desk, row.version});
  return true;
}

// The card moves in its list when a revision was cut, not with every pause in the typing.
void cut(Context& ctx, Tx& tx, const DocumentRow& row, RevisionReason reason) {
  const auto before = store::latest_revision(tx, row.id);
  const auto revision = cut_revision(ctx, tx, row, reason, std::nullopt);
  if (before && before->id == revision.id) return;
  auto story = *store::find_story(tx, row.story);
  save_and_tell(ctx, tx, story);
}

void append(Tx& tx, const DocumentRow& row, const Batch& batch, Time now, store::CollabRow& where) {
  for (const auto& part : batch.parts) {
    store::add_entry(tx, row, {++where.last_seq, now, part.person.user, part.connection, part.kind, pack(part.updates)});
    // Opening a text seeds it; that makes nobody its writer.
    if (part.kind == store::EntryKind::update) store::note_contributor(tx, row, part.person.user, now);
  }
}

}  // namespace

struct Keeper::Outcome {
  std::int64_t last_seq = 0;
  std::vector<store::EntryRow> missed;   // entries that another process has appended meanwhile
};

Result<void> Keeper::commit(const Id<Document>& document, const Id<Story>& story, const Principal& actor, const std::function<Result<void>(Tx&)>& body) {
  const galley::store::LockKey locks[] = {galley::store::lock_key(id_prefix<Document>, document.uuid.bytes), galley::store::lock_key(id_prefix<Story>, story.uuid.bytes)};
  bool emitted = false;
  try {
    TRY(services_.database.write({.lane = galley::store::Lane::interactive, .locks = locks}, [&](galley::store::Writer& writer) -> Result<void> {
      Tx tx(writer, actor, services_.clock.now(), "", services_.ids);
      TRY(body(tx));
      emitted = tx.emitted();
      return {};
    }));
  } catch (const std::exception& failure) {
    return internal(failure.what());
  }
  if (emitted) {
    bells_.events.ring();
    services_.database.ring("log");
  }
  return {};
}

Result<std::unique_ptr<SharedText>> Keeper::load(const Id<Document>& document) {
  std::optional<DocumentRow> row;
  Json body;
  store::CollabRow where;
  std::vector<store::EntryRow> entries;
  services_.database.read([&](galley::store::Reader& reader) {
    row = store::find_document(reader, document);
    body = store::body_of(reader, document);
    where = store::collab_of(reader, document);
    entries = store::entries_after(reader, document, 0);
  });
  if (!row) return not_found("document.unknown");
  TextLog log(TRY(formats::body_from_json(body)));
  SharedText::About about{.document = document, .story = row->story, .site = row->site, .generation = where.generation, .undecodable = where.state == store::CollabState::undecodable,
                          .behind = where.cut_seq < where.last_seq};
  SharedText::Ledger ledger{.last_seq = where.last_seq, .rows = static_cast<std::int64_t>(entries.size()), .row_at = services_.clock.now(), .writer = {}};
  for (const auto& entry : entries) {
    const bool compacted = entry.kind == store::EntryKind::compact;
    if (!log.load(entry.data, compacted ? TextLog::Stored::compacted : TextLog::Stored::typed)) about.undecodable = true;
    if (compacted) --ledger.rows;
    if (entry.user && entry.kind == store::EntryKind::update) ledger.writer = entry.user;
  }
  if (about.undecodable && where.state == store::CollabState::open) {
    log::error("a shared text can't be read", {{"document", document.text()}});
    where.state = store::CollabState::undecodable;
    TRY(commit(document, row->story, writer_of(row->site, {}), [&](Tx& tx) -> Result<void> {
      store::save_collab(tx, *row, where);
      return {};
    }));
  }
  auto text = std::make_unique<SharedText>(about, std::move(log), services_.clock);
  text->ledger = ledger;
  return text;
}

Result<void> Keeper::keep(SharedText& text, SharedText::For what, RevisionReason reason) {
  const std::lock_guard keeping(text.keeping);
  Batch batch = text.take(what);
  if (!batch.parts.empty() || batch.body) {
    Outcome outcome;
    if (auto written = write(text, batch, what, reason, outcome); !written) {
      if (written.error().word() == "document.replaced")
        text.replace();
      else
        text.give_back(std::move(batch));
      return written;
    }
    if (!outcome.missed.empty()) text.absorb(outcome.missed);
    text.ledger.rows += static_cast<std::int64_t>(batch.parts.size() + outcome.missed.size());
    text.ledger.last_seq = outcome.last_seq;
    if (batch.body) text.ledger.row_at = services_.clock.now();
  }
  text.kept(batch);
  return {};
}

Result<void> Keeper::write(SharedText& text, const Batch& batch, SharedText::For what, RevisionReason reason, Outcome& outcome) {
  const auto& about = text.about();
  for (const auto& part : batch.parts)
    if (part.kind == store::EntryKind::update) text.ledger.writer = part.person.user;
  std::optional<formats::Body> body;
  if (batch.body) body = settled_body(*batch.body, about.document);
  const Principal writer = writer_of(about.site, text.ledger.writer);
  return commit(about.document, about.story, writer, [&](Tx& tx) -> Result<void> {
    outcome = {};
    Context ctx = context_of(services_, writer, services_.clock.now());
    auto row = store::find_document(tx, about.document);
    auto where = store::collab_of(tx, about.document);
    if (!row || where.generation != about.generation) return conflict("document.replaced");
    if (where.last_seq != text.ledger.last_seq) outcome.missed = store::entries_after(tx, about.document, text.ledger.last_seq);
    const bool was_level = where.cut_seq == where.last_seq;
    append(tx, *row, batch, ctx.now, where);
    outcome.last_seq = where.last_seq;
    if (body && outcome.missed.empty()) {
      set_body(ctx, tx, *row, *body);
      if (what == SharedText::For::revision) cut(ctx, tx, *row, reason);
      where.cut_seq = where.last_seq;
    } else if (was_level && !batch.for_row) {
      where.cut_seq = where.last_seq;   // a seed says what the row says
    }
    store::save_collab(tx, *row, where);
    return {};
  });
}

void Keeper::compact(SharedText& text) {
  const std::lock_guard keeping(text.keeping);
  std::size_t updates = 0;
  auto state = text.whole(updates);
  if (!state || text.ledger.rows == 0) return;
  const auto& about = text.about();
  bool done = false;
  auto written = commit(about.document, about.story, {}, [&](Tx& tx) -> Result<void> {
    done = false;
    const auto row = store::find_document(tx, about.document);
    auto where = store::collab_of(tx, about.document);
    if (!row || where.generation != about.generation || where.last_seq != text.ledger.last_seq) return {};
    const Time now = services_.clock.now();
    store::archive_entries(tx, about.document, about.generation, where.last_seq, now + kKeepArchived);
    const bool was_level = where.cut_seq == where.last_seq;
    store::add_entry(tx, *row, {++where.last_seq, now, {}, {}, store::EntryKind::compact, pack({*state})});
    if (was_level) where.cut_seq = where.last_seq;
    store::save_collab(tx, *row, where);
    done = true;
    return {};
  });
  if (!written) log::warn("a shared text was not compacted", {{"document", about.document.text()}, {"error", written.error().detail()}});
  if (!written || !done) return;
  text.ledger.last_seq += 1;
  text.ledger.rows = 0;
  text.compact(updates, *std::move(state));
}

Keeper::Found Keeper::look(const SharedText& text) {
  Found out;
  services_.database.read([&](galley::store::Reader& reader) {
    out.replaced = store::collab_of(reader, text.about().document).generation != text.about().generation;
    const auto story = store::find_story(reader, text.about().story);
    out.spiked = !story || story->spiked;
  });
  return out;
}

void Keeper::catch_up(SharedText& text) {
  const std::lock_guard keeping(text.keeping);
  std::vector<store::EntryRow> missed;
  services_.database.read([&](galley::store::Reader& reader) { missed = store::entries_after(reader, text.about().document, text.ledger.last_seq); });
  if (missed.empty()) return;
  text.absorb(missed);
  text.ledger.rows += static_cast<std::int64_t>(missed.size());
  text.ledger.last_seq = missed.back().seq;
}

std::vector<Id<Document>> Keeper::behind() {
  std::vector<Id<Document>> out;
  services_.database.read([&](galley::store::Reader& reader) { out = store::behind_their_log(reader); });
  return out;
}

bool Keeper::is_behind(const Id<Document>& document) {
  store::CollabRow where;
  services_.database.read([&](galley::store::Reader& reader) { where = store::collab_of(reader, document); });
  return where.cut_seq < where.last_seq || where.state == store::CollabState::undecodable;
}

void Keeper::drop_archived() {
  auto dropped = services_.database.write({.lane = galley::store::Lane::background}, [&](galley::store::Writer& writer) -> Result<void> {
    store::drop_archived(writer, services_.clock.now());
    return {};
  });
  if (!dropped) log::warn("replaced entries of shared texts were not dropped", {{"error", dropped.error().detail()}});
}

bool is_shared(galley::store::Reader& reader, const Id<Document>& document) { return store::collab_of(reader, document).last_seq > 0; }

Result<formats::Body> body_now(galley::store::Reader& reader, const Id<Document>& document, const SharedText* open) {
  const auto where = store::collab_of(reader, document);
  if (open != nullptr && open->about().generation != where.generation) open = nullptr;   // of another life of the text
  if (where.state == store::CollabState::undecodable || (open != nullptr && open->about().undecodable)) return conflict("document.undecodable");
  if (open == nullptr && where.cut_seq == where.last_seq) return formats::body_from_json(store::body_of(reader, document));
  formats::YDocument text;
  const auto take = [&text](std::string_view update) { return text.apply(update).has_value(); };
  for (const auto& entry : store::entries_after(reader, document, 0)) {
    const auto updates = unpack(entry.data);
    if (!updates || !std::ranges::all_of(*updates, take)) return conflict("document.undecodable");
  }
  if (open != nullptr && !std::ranges::all_of(open->updates(), take)) return conflict("document.undecodable");
  if (text.state_vector().empty()) return formats::body_from_json(store::body_of(reader, document));
  return settled_body(text.body(), document);
}

void begin_generation(Tx& tx, const DocumentRow& document, Time now) {
  const auto where = store::collab_of(tx, document.id);
  store::archive_entries(tx, document.id, where.generation, where.last_seq, now + kKeepArchived);
  store::save_collab(tx, document, {.generation = where.generation + 1});
}

}  // namespace galley::create
