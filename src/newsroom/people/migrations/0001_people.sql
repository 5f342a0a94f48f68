create table site(id text primary key, key text not null unique, name text not null, locale text not null, time_zone text not null, version bigint not null);

create table desk(id text primary key, site_id text not null references site(id), desk_id text, key text not null, name text not null, kind text not null,
  version bigint not null, unique(site_id, key));

create table role(id text primary key, site_id text not null references site(id), desk_id text, key text not null, name text not null, rights text not null,
  builtin integer not null, version bigint not null, unique(site_id, key));

create table person(
  id text primary key, site_id text not null references site(id), desk_id text, login text not null unique, name text not null, email text, locale text not null,
  state text not null, password text, totp_secret text, totp_pending text, totp_step bigint not null, created_at bigint not null, last_seen_at bigint,
  version bigint not null);

create table membership(person_id text not null references person(id), role_id text not null references role(id), desk_id text, site_id text not null);
create index membership_person on membership(person_id);

create table session(
  id text primary key, token text not null unique, person_id text not null references person(id), site_id text not null, desk_id text,
  created_at bigint not null, last_seen_at bigint not null, expires_at bigint not null, agent text not null, address text not null);
create index session_person on session(person_id);

-- One-time codes by their hash: invitations, access codes, two-factor recovery codes.
create table one_time_code(
  hash text primary key, person_id text not null references person(id), site_id text not null, desk_id text, kind text not null,
  expires_at bigint not null, used_at bigint);
create index one_time_code_person on one_time_code(person_id, kind);

-- Failed sign-ins per account name and per address, whether the account exists or not.
create table sign_in_failure(key text primary key, site_id text, desk_id text, failures integer not null, until bigint not null);

create table preference(person_id text not null references person(id), key text not null, site_id text not null, desk_id text, value text not null,
  primary key(person_id, key));

create table notice(
  id text primary key, person_id text not null references person(id), site_id text not null, desk_id text, kind text not null, story_id text,
  text_params text not null, at bigint not null, read_at bigint);
create index notice_person on notice(person_id, id);
