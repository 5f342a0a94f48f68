#pragma once

#include <vector>

#include "newsroom/create/model.h"
#include "newsroom/create/provenance.h"
#include "platform/store/session.h"

// The SQL of provenance: what was handed over into documents, and where the blocks of revisions come from.
namespace galley::create::store {

using galley::store::Reader;
using galley::store::Writer;

void add_insertion(Writer& writer, const DocumentRow& document, const Insertion& insertion, Time now);   // the same one again changes nothing
std::vector<Insertion> insertions_of(Reader& reader, const Id<Document>& document);
std::vector<Id<User>> wrote_after(Reader& reader, const Id<Document>& document, Time at);                // in the order of their first change

void add_provenance(Writer& writer, const Id<Revision>& revision, const DocumentRow& document, const std::vector<Origin>& origins);
std::vector<Origin> provenance_of(Reader& reader, const Id<Revision>& revision);                         // in the order of the blocks

}  // namespace galley::create::store
