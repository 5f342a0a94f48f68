-- What readers did, summed by minute.
create table read_minute(
  story_id text not null, minute bigint not null, site_id text, desk_id text, reads bigint not null, engaged_s bigint not null, shares bigint not null,
  primary key(story_id, minute));
