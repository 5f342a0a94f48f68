#pragma once

#include <optional>
#include <string>
#include <vector>

#include "newsroom/create/model.h"
#include "platform/store/session.h"

// The SQL of shared texts: the log, where it stands, and what of it was replaced.
namespace galley::create::store {

using galley::store::Reader;
using galley::store::Writer;

enum class CollabState : std::uint8_t { open, undecodable };
enum class EntryKind : std::uint8_t { seed, update, compact };

// `cut_seq`: the log up to here stands in the document's row.
struct CollabRow {
  std::int64_t generation = 0;
  std::int64_t last_seq = 0;
  std::int64_t cut_seq = 0;
  CollabState state = CollabState::open;
};
CollabRow collab_of(Reader& reader, const Id<Document>& document);   // that of an untouched text where there is no row
void save_collab(Writer& writer, const DocumentRow& document, const CollabRow& row);
std::vector<Id<Document>> behind_their_log(Reader& reader);          // the first thousand

struct EntryRow {
  std::int64_t seq = 0;
  Time at;
  std::optional<Id<User>> user;
  std::optional<std::string> connection;
  EntryKind kind = EntryKind::update;
  std::string data;
};
void add_entry(Writer& writer, const DocumentRow& document, const EntryRow& entry);
std::vector<EntryRow> entries_after(Reader& reader, const Id<Document>& document, std::int64_t seq);

// Moves the entries up to `seq` out of the log.
void archive_entries(Writer& writer, const Id<Document>& document, std::int64_t generation, std::int64_t seq, Time drop_after);
void drop_archived(Writer& writer, Time now);

}  // namespace galley::create::store
