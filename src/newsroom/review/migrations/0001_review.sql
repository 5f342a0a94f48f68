create table review_policy(
  id text primary key, site_id text not null, desk_id text, name text not null, levels text not null, version bigint not null);
create index review_policy_site on review_policy(site_id);

-- One case per story, renewed by each proof. levels: the policy's, frozen when the proof came.
create table review_case(
  id text primary key, story_id text not null unique, site_id text not null, desk_id text, proof_id text not null, state text not null, levels text not null,
  level integer not null, headline text not null, submitted_by text not null, submitted_at bigint not null, ai_use text not null, version bigint not null);
create index review_case_list on review_case(site_id, state, submitted_at, id);

-- Append only. carried_from: the proof on which the person signed this same part.
create table signature(
  id text primary key, case_id text not null references review_case(id), site_id text not null, desk_id text, proof_id text not null, part text not null,
  level text not null, number integer not null, person_id text not null, note text not null, at bigint not null, carried_from text,
  unique(proof_id, part, number));
create index signature_case on signature(case_id, at);
create index signature_part on signature(part);

create table review_return(
  id text primary key, case_id text not null references review_case(id), site_id text not null, desk_id text, proof_id text not null, person_id text not null,
  reason text not null, at bigint not null);
create index review_return_case on review_return(case_id, at);
