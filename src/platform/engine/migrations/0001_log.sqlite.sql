-- What is numbered in the order of its commits: one writer makes that the order of the ids.
create table event(
  id integer primary key autoincrement, name text not null, aggregate text not null, version bigint not null, payload text not null,
  site_id text, desk_id text, actor text, trace text not null, at bigint not null);

create table audit(
  id integer primary key autoincrement, at bigint not null, actor text, actor_name text not null, action text not null, object text not null,
  result text not null, detail text not null, address text not null, site_id text, desk_id text, trace text not null);
