-- What an action handed over into a document, block by block: an item's text, later a model's output. Never what a client claims.
create table insertion(
  document_id text not null references document(id), source text not null, block text not null, site_id text not null, desk_id text, at bigint not null,
  kind text not null, person_id text not null, content text not null, primary key(document_id, source, block));

-- Where each block of a revision comes from. share: how much of the block stands in its source, per mille of characters.
create table provenance(
  revision_id text not null references revision(id), block text not null, site_id text not null, desk_id text, position bigint not null, kind text not null,
  source text, share bigint not null, persons text not null, primary key(revision_id, block));
