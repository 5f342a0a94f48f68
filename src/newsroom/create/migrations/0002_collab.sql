-- Where the shared text of a document stands. A document without a row is untouched: generation 0, an empty log.
-- A generation is one life of the log: it begins with a seed made from the document's body and ends when the body is replaced.
create table collab_doc(
  document_id text primary key references document(id), site_id text not null, desk_id text, generation bigint not null, last_seq bigint not null,
  cut_seq bigint not null, state text not null);
