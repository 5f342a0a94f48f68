create table story(
  id text primary key, site_id text not null, desk_id text, item_id text, slugline text not null, stage text not null, spiked integer not null, assignee text,
  due_at bigint, created_by text not null, created_at bigint not null, updated_at bigint not null, proof_id text, submitted_revision text, version bigint not null);
create index story_board on story(site_id, stage, updated_at, id);
create index story_desk on story(desk_id, stage);

create table document(
  id text primary key, story_id text not null references story(id), site_id text not null, desk_id text, kind text not null, headline text not null,
  deck text not null, kicker text not null, slug text not null, summary text not null, byline text not null, section text not null, hashtags text not null,
  body text not null, words bigint not null, updated_at bigint not null, updated_by text, version bigint not null, unique(story_id, kind));

create table revision(
  id text primary key, document_id text not null references document(id), site_id text not null, desk_id text, number bigint not null, at bigint not null,
  hash text not null, words bigint not null, persons text not null, reason text not null, proof_id text, content text not null, unique(document_id, number));

-- Who wrote: moves with every accepted change of a text, never compacted.
create table contributor(
  document_id text not null references document(id), person_id text not null, site_id text not null, desk_id text, first_at bigint not null, last_at bigint not null,
  primary key(document_id, person_id));

create table proof(
  id text primary key, story_id text not null references story(id), site_id text not null, desk_id text, number bigint not null, state text not null,
  submitted_by text not null, submitted_at bigint not null, ai_use text not null, note text not null);
create index proof_story on proof(story_id, number);

create table part(
  proof_id text not null references proof(id), kind text not null, site_id text not null, desk_id text, hash text not null, document_id text not null,
  revision_id text not null references revision(id), headline text not null, words bigint not null, artifact text not null, primary key(proof_id, kind));
create index part_hash on part(hash);

create table comment(
  id text primary key, story_id text not null references story(id), document_id text not null, site_id text not null, desk_id text, author text not null,
  body text not null, anchor text, quote text, resolved integer not null, at bigint not null, updated_at bigint not null, version bigint not null);
create index comment_story on comment(story_id, id);
