-- What was typed, in batches: updates side by side, each behind its length. user_id is null for what no person wrote.
create table collab_log(
  document_id text not null references document(id), seq bigint not null, site_id text not null, desk_id text, at bigint not null, user_id text,
  conn_id text, kind text not null, data blob not null, primary key(document_id, seq));

-- Entries that a compaction or a new generation has replaced, kept until drop_after.
create table collab_prefix(
  document_id text not null references document(id), generation bigint not null, seq bigint not null, site_id text not null, desk_id text, at bigint not null,
  user_id text, conn_id text, kind text not null, data blob not null, drop_after bigint not null, primary key(document_id, generation, seq));
create index collab_prefix_drop on collab_prefix(drop_after);
