create table source(
  id text primary key, site_id text not null, desk_id text, name text not null, kind text not null, url text not null, interval_s integer not null,
  state text not null, last_polled_at bigint, last_item_at bigint, failures integer not null, last_error text, etag text not null, last_modified text not null,
  items bigint not null, version bigint not null);
create index source_site on source(site_id, id);

create table item(
  id text primary key, site_id text not null, desk_id text, source_id text not null references source(id), guid text not null, headline text not null,
  summary text not null, language text not null, url text not null, author text not null, picture text not null, body text not null, raw text not null,
  published_at bigint, received_at bigint not null, state text not null, duplicate_of text, pictures integer not null, version bigint not null,
  unique(source_id, guid));
create index item_list on item(site_id, state, received_at, id);
