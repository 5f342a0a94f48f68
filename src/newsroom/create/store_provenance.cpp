#include "newsroom/create/store_provenance.h"

#include "platform/store/bind.h"

namespace galley::create::store {

using galley::store::all;
using galley::store::run;

void add_insertion(Writer& writer, const DocumentRow& d, const Insertion& i, Time now) {
  run(writer,
      "insert into insertion(document_id, source, block, site_id, desk_id, at, kind, person_id, content) values($1, $2, $3, $4, $5, $6, $7, $8, $9) "
      "on conflict(document_id, source, block) do nothing",
      d.id, i.source, i.block, d.site, d.desk, now, i.kind, i.person, i.content);
}

std::vector<Insertion> insertions_of(Reader& reader, const Id<Document>& document) {
  return all<Insertion>(reader, "select kind, source, block, content, person_id as person from insertion where document_id = $1 order by at, source, block", document);
}

std::vector<Id<User>> wrote_after(Reader& reader, const Id<Document>& document, Time at) {
  return all<Id<User>>(reader, "select person_id as id from contributor where document_id = $1 and last_at > $2 order by first_at, person_id", document, at);
}

void add_provenance(Writer& writer, const Id<Revision>& revision, const DocumentRow& d, const std::vector<Origin>& origins) {
  std::int64_t position = 0;
  for (const auto& o : origins)
    run(writer,
        "insert into provenance(revision_id, block, site_id, desk_id, position, kind, source, share, persons) values($1, $2, $3, $4, $5, $6, $7, $8, $9)", revision,
        o.block, d.site, d.desk, position++, o.kind, o.source, o.share, o.persons);
}

std::vector<Origin> provenance_of(Reader& reader, const Id<Revision>& revision) {
  return all<Origin>(reader, "select block, kind, source, share, persons from provenance where revision_id = $1 order by position", revision);
}

}  // namespace galley::create::store
