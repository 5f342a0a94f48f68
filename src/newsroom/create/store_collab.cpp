#include "newsroom/create/store_collab.h"

#include "platform/store/bind.h"

namespace galley::create::store {

using galley::store::all;
using galley::store::Bytes;
using galley::store::first;
using galley::store::run;

CollabRow collab_of(Reader& reader, const Id<Document>& document) {
  return first<CollabRow>(reader, "select generation, last_seq, cut_seq, state from collab_doc where document_id = $1", document).value_or(CollabRow{});
}

void save_collab(Writer& writer, const DocumentRow& d, const CollabRow& row) {
  run(writer,
      "insert into collab_doc(document_id, site_id, desk_id, generation, last_seq, cut_seq, state) values($1, $2, $3, $4, $5, $6, $7) "
      "on conflict(document_id) do update set desk_id = excluded.desk_id, generation = excluded.generation, last_seq = excluded.last_seq, "
      "cut_seq = excluded.cut_seq, state = excluded.state",
      d.id, d.site, d.desk, row.generation, row.last_seq, row.cut_seq, row.state);
}

std::vector<Id<Document>> behind_their_log(Reader& reader) {
  return all<Id<Document>>(reader, "select document_id as id from collab_doc where cut_seq < last_seq and state = 'open' limit 1000");
}

void add_entry(Writer& writer, const DocumentRow& d, const EntryRow& e) {
  run(writer,
      "insert into collab_log(document_id, seq, site_id, desk_id, at, user_id, conn_id, kind, data) values($1, $2, $3, $4, $5, $6, $7, $8, $9)", d.id, e.seq,
      d.site, d.desk, e.at, e.user, e.connection, e.kind, Bytes{e.data});
}

std::vector<EntryRow> entries_after(Reader& reader, const Id<Document>& document, std::int64_t seq) {
  return all<EntryRow>(reader, "select seq, at, user_id as \"user\", conn_id as connection, kind, data from collab_log where document_id = $1 and seq > $2 order by seq",
                       document, seq);
}

void archive_entries(Writer& writer, const Id<Document>& document, std::int64_t generation, std::int64_t seq, Time drop_after) {
  run(writer,
      "insert into collab_prefix(document_id, generation, seq, site_id, desk_id, at, user_id, conn_id, kind, data, drop_after) "
      "select document_id, $2, seq, site_id, desk_id, at, user_id, conn_id, kind, data, $4 from collab_log where document_id = $1 and seq <= $3",
      document, generation, seq, drop_after);
  run(writer, "delete from collab_log where document_id = $1 and seq <= $2", document, seq);
}

void drop_archived(Writer& writer, Time now) { run(writer, "delete from collab_prefix where drop_after < $1", now); }

}  // namespace galley::create::store
