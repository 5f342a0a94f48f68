create table account(
  id text primary key, site_id text not null, desk_id text, name text not null, kind text not null, section text, hold_s integer not null, state text not null,
  version bigint not null);
create index account_site on account(site_id, id);

-- story x account. desired: the part that shall be out there, none = nothing shall be. The state follows from the attempts.
create table publication(
  id text primary key, story_id text not null, account_id text not null references account(id), site_id text not null, desk_id text, headline text not null,
  proof_id text, desired text, state text not null, url text, error text, published_at bigint, updated_at bigint not null, version bigint not null,
  unique(story_id, account_id));
create index publication_list on publication(site_id, updated_at, id);

-- armed commits before the first byte leaves; the outcome commits with it under the job's fence.
create table attempt(
  publication_id text not null references publication(id), version bigint not null, number integer not null, site_id text not null, desk_id text, verb text not null,
  armed_at bigint not null, outcome text not null, at bigint, error text, primary key(publication_id, version, number));
