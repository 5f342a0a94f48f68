-- What is numbered in the order of its commits: xid holds back the rows of transactions that still run (followers.cpp).
create table event(
  id bigint generated always as identity primary key, xid xid8 not null default pg_current_xact_id(), name text not null, aggregate text not null, version bigint not null, payload text not null,
  site_id text, desk_id text, actor text, trace text not null, at bigint not null);
create index event_order on event(xid, id);

create table audit(
  id bigint generated always as identity primary key, xid xid8 not null default pg_current_xact_id(), at bigint not null, actor text, actor_name text not null, action text not null, object text not null,
  result text not null, detail text not null, address text not null, site_id text, desk_id text, trace text not null);
