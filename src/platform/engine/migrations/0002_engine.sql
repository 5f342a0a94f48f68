create index event_aggregate on event(aggregate, id);

create table follower(name text primary key, xid bigint not null, id bigint not null);
create table parked(follower text not null, event_id bigint not null, aggregate text not null, reason text not null, at bigint not null,
  primary key(follower, event_id));
create index parked_aggregate on parked(follower, aggregate);
create table leader(name text primary key, holder text not null, term bigint not null, expires_at bigint not null);

create table job(
  id text primary key, queue text not null, kind text not null, state integer not null, priority integer not null, run_at bigint not null,
  lease_until bigint, worker text, fence bigint not null, attempt integer not null, unique_key text, trace text not null,
  site_id text, desk_id text, payload text not null, last_error text);
create index job_ready on job(queue, priority, run_at, id) where state = 0;
create index job_leased on job(lease_until) where state = 1;
create unique index job_unique on job(unique_key) where state in (0, 1);
create table job_log(id text not null, kind text not null, attempt integer not null, at bigint not null, outcome text not null);
create index job_log_at on job_log(at);

create table idempotency(
  principal text not null, key text not null, request text not null, status integer not null, response text not null, version bigint not null,
  at bigint not null, primary key(principal, key));
create index idempotency_at on idempotency(at);

create index audit_action on audit(action, id);
create index audit_actor on audit(actor, id);
create table audit_seal(
  number bigint primary key, from_id bigint not null, to_id bigint not null, hash text not null, at bigint not null);
